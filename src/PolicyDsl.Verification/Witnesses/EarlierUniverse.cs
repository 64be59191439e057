using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>What an earlier incident has to be to count for one history, as diagrams over the earlier incident.</summary>
/// <param name="Condition">The truth of <c>where</c>.</param>
/// <param name="Key">Where the key that is no reference is the same.</param>
/// <param name="Shares">For a sum, what the summand may be, by how it is asked for.</param>
internal sealed record EarlierConditions(TruthDiagrams Condition, Diagram Key, ImmutableArray<Diagram> Shares);

/// <summary>
/// The kinds that an earlier incident can be, as far as the histories of one incident decided ask: a universe of its own over their conditions, with
/// <c>this</c> replaced by what is known of that incident.
/// </summary>
internal sealed class EarlierUniverse
{
    private static readonly DiagramBudget Budget = new() { MaxNodes = 300_000, MaxSteps = 3_000_000 };

    private EarlierUniverse(Universe universe, ImmutableArray<EarlierConditions> goals)
    {
        Universe = universe;
        Goals = goals;
    }

    public Universe Universe { get; }

    public PolicyModel Model => Universe.Models[0];

    /// <summary>One for each goal.</summary>
    public ImmutableArray<EarlierConditions> Goals { get; }

    /// <param name="model">The policy.</param>
    /// <param name="incident">The incident decided.</param>
    /// <param name="goals">The histories with their wanted values.</param>
    /// <param name="made">Those made before, by what they ask.</param>
    /// <exception cref="BudgetExceededException">Where the conditions are too large.</exception>
    public static EarlierUniverse Get(PolicyModel model, EntityInstance incident, IReadOnlyList<HistoryGoal> goals, Dictionary<string, EarlierUniverse> made)
    {
        var substitution = new ThisSubstitution(e => model.Interpreter.Evaluate(e, incident, NoHistory.Instance, incident));
        var asked = goals.Select(g => new Question(
            g.History.Condition is { } condition ? substitution.Replace(condition) : null,
            [.. SameKeys(g.History, model, incident)],
            g is { IsSum: true, History.Subject: { } subject } ? [.. Shares(g, substitution.Replace(subject))] : [])).ToList();
        var key = string.Join('\n', asked.Select(a => a.Key));
        if (!made.TryGetValue(key, out var universe))
        {
            universe = Create(model.GlobalScope, asked);
            if (asked.TrueForAll(a => a.HasNoReference))
            {
                made[key] = universe;
            }
        }

        universe.Universe.Diagrams.StartQuestion();
        return universe;
    }

    private static EarlierUniverse Create(GlobalScope scope, List<Question> asked)
    {
        var conditions = asked.SelectMany(a => a.All).ToImmutableArray();
        var universe = Universe.Create([new ModelledPolicy(new PolicySymbol("earlier", null, null), scope) { Conditions = conditions }], Budget);
        var earlier = universe.Models[0];
        return new EarlierUniverse(universe, [.. asked.Select(a => new EarlierConditions(
            a.Where is { } where ? earlier.Truth(where) : TruthDiagrams.Always,
            universe.Diagrams.AndAll(a.Keys.Select(k => earlier.Truth(k).True)),
            [.. a.Shares.Select((s, i) => i == 1 ? SpansBoth(universe.Diagrams, [.. a.Shares.Select(earlier.Truth)]) : earlier.Truth(s).True)]))]);
    }

    /// <summary>Keys that are no references, as conditions; references are the same or others by how the incident is made.</summary>
    private static IEnumerable<BoundExpression> SameKeys(BoundHistory history, PolicyModel model, EntityInstance incident) =>
        from key in history.Keys
        where key.Type is not EntityType
        let value = model.Interpreter.Evaluate(key, incident, NoHistory.Instance)
        select new BoundComparison(key, ComparisonOperator.Equal, new BoundLiteral(value, key.Type, key.Syntax) { Source = key.Source }, key.Syntax) { Source = key.Source };

    /// <summary>
    /// The summand is in the cell of the least sum; (then between that and the cell of the greatest;) in the cell of the greatest; above 0; below 0.
    /// </summary>
    private static IEnumerable<BoundExpression> Shares(HistoryGoal goal, BoundExpression summand)
    {
        return new[] { goal.Low, (First: goal.Low.First, Last: goal.High.Last), goal.High, (1, Value.OpenHigh), (Value.OpenLow, -1) }
            .Select(r => new BoundInRange(summand, r.First == Value.OpenLow ? null : r.First, r.Last == Value.OpenHigh ? null : r.Last, false, summand.Syntax) { Source = summand.Source });
    }

    /// <summary>Within both cells together, perhaps in the first and perhaps in the last.</summary>
    private static Diagram SpansBoth(DiagramManager diagrams, ImmutableArray<TruthDiagrams> shares) => diagrams.AndAll(
        [shares[1].True, diagrams.Not(shares[0].True), diagrams.Not(shares[0].False), diagrams.Not(shares[2].True), diagrams.Not(shares[2].False)]);

    /// <summary>What one history asks of an earlier incident.</summary>
    private sealed record Question(BoundExpression? Where, ImmutableArray<BoundExpression> Keys, ImmutableArray<BoundExpression> Shares)
    {
        public IEnumerable<BoundExpression> All => Keys.Concat(Shares).Concat(Where is { } where ? [where] : []);

        public string Key => $"{(Where is { } where ? ExpressionKey.Of(where) : "")} | {string.Join(' ', Keys.Select(ExpressionKey.Of))} | {string.Join(' ', Shares.Select(ExpressionKey.Of))}";

        /// <summary>What an entity is, no text tells.</summary>
        public bool HasNoReference => All.SelectMany(e => e.BoundDescendants()).All(e => e is not BoundLiteral { Value.Kind: ValueKind.Reference });
    }
}

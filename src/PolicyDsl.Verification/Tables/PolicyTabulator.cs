using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tables;

/// <summary>
/// Reads a decision table off the decision diagrams of a policy: each outcome, and each service, is covered with boxes.
/// <para>Invariant: every valid kind of incident lies in a row of its own outcome and in no row of another, or is counted in the rest.</para>
/// Cost: for each row what <see cref="BoxCover"/> says.
/// </summary>
public sealed class PolicyTabulator
{
    private readonly PolicyModel model;
    private readonly Universe universe;
    private readonly TermNames names;
    private readonly ImmutableArray<DerivedTruth> derived;
    private readonly int[] variables;
    private readonly Diagram? seeds;

    /// <param name="model">The policy.</param>
    /// <param name="isForPartlyKnown">Whether rows are looked for too that only incidents are in of which something is unknown or known in part.</param>
    public PolicyTabulator(PolicyModel model, bool isForPartlyKnown = false)
    {
        this.model = model;
        universe = model.Universe;
        names = new TermNames(model);
        derived = DerivedTruth.FindAll([model]);
        variables = [.. Enumerable.Range(0, universe.VariableCount)];
        seeds = isForPartlyKnown ? null : WhollyKnown.OfAll(model);
    }

    private DiagramManager Diagrams => universe.Diagrams;

    /// <param name="mostRows">The most rows for outcomes, and again for services; each outcome that some incident has gets one at least.</param>
    /// <exception cref="BudgetExceededException">Where the policy is too large.</exception>
    public PolicyTable Create(int mostRows)
    {
        var outcomes = Cover(Outcome.AllFromMildest(model).Select(o => (o.Outcome.Name, o.Where)), mostRows);
        var services = Cover(model.Services.Select(s => (s.Name, Diagrams.And(model.World, model.Offers(s)))), mostRows);
        var columns = outcomes.Concat(services).SelectMany(c => c.Cover.Boxes).SelectMany(b => b.Conditions).Select(PlaceOf).Distinct()
            .OrderBy(p => p.Order).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new PolicyTable(
            columns,
            [.. outcomes.SelectMany(c => c.Cover.Boxes.OrderByDescending(b => b.Kinds).Select(b => OutcomeRow(c.Name, b, columns)))],
            Rest(outcomes),
            [.. services.SelectMany(c => c.Cover.Boxes.OrderByDescending(b => b.Kinds).Select(b => ServiceRow(c.Name, b, columns)))],
            Rest(services),
            Diagrams.Count(universe.Valid, variables));
    }

    /// <summary>One row for each first, then for that of which most is not shown yet.</summary>
    private List<(string Name, BoxCover Cover)> Cover(IEnumerable<(string Name, Diagram Where)> sets, int mostRows)
    {
        var covers = new List<(string Name, BoxCover Cover)>();
        foreach (var (name, where) in sets.Where(s => Diagrams.Intersects(s.Where, universe.Valid)))
        {
            Diagrams.StartQuestion();
            covers.Add((name, new BoxCover(universe, derived, where, []) { Seeds = seeds, IsCertain = seeds is not null }));
            covers[^1].Cover.TryExtend();
        }

        // A box may take the place of others, so tries are limited too.
        for (var tries = 3 * mostRows; tries > 0 && covers.Sum(c => c.Cover.Boxes.Count) < mostRows; tries--)
        {
            Diagrams.StartQuestion();
            var next = covers.Select(c => c.Cover).MaxBy(c => Diagrams.Count(Diagrams.And(c.Remaining, seeds ?? Diagram.True), variables));
            if (next?.TryExtend() is not true)
            {
                break;
            }
        }

        return covers;
    }

    private ImmutableArray<TableRest> Rest(List<(string Name, BoxCover Cover)> covers) =>
    [
        .. covers.Where(c => c.Cover.Uncovered > BigInteger.Zero)
            .Select(c => new TableRest(c.Name, c.Cover.Uncovered, Diagrams.Intersects(c.Cover.Remaining, WhollyKnown.OfAll(model)))),
    ];

    private TableRow OutcomeRow(string name, Box box, ImmutableArray<string> columns)
    {
        var where = Diagrams.And(universe.Valid, box.Where);
        var isDecided = model.Actions.FirstOrDefault(a => a.Name == name);
        var inScope = Diagrams.And(where, model.Scope.True);
        return Row(name, box, columns) with
        {
            Offers = [.. model.Services.Where(s => !inScope.IsFalse && Diagrams.Implies(inScope, model.Offers(s)))],
            OffersToSome = [.. model.Services.Where(s => Diagrams.Intersects(inScope, model.Offers(s)) && !Diagrams.Implies(inScope, model.Offers(s)))],
            Rules = isDecided is null ? [] : [.. Deciders(isDecided, where)],
        };
    }

    private IEnumerable<RuleSymbol?> Deciders(ActionSymbol action, Diagram where)
    {
        foreach (var rule in model.Policy.Rules.Where(r => Diagrams.Intersects(where, model.Claims(r, action))))
        {
            yield return rule;
        }

        if (model.Policy.Otherwise == action && Diagrams.Intersects(where, model.NothingStands))
        {
            yield return null;
        }
    }

    private TableRow ServiceRow(string name, Box box, ImmutableArray<string> columns)
    {
        var where = Diagrams.And(universe.Valid, box.Where);
        return Row(name, box, columns) with
        {
            Rules = [.. model.Policy.Rules.Where(r => r.Offers.Concat(r.To).Any(s => s.Name == name) && Diagrams.Intersects(where, model.Fires(r)))],
        };
    }

    private TableRow Row(string name, Box box, ImmutableArray<string> columns)
    {
        var cells = columns.Select(c => box.Conditions.Where(b => PlaceOf(b).Name == c).Select(b => TableCells.Write(b.Describe(names), c)).ToList());
        return new TableRow(name, [.. cells.Select(c => c.Count == 0 ? null : string.Join(" and ", c))], box.Kinds) { Where = Diagrams.And(universe.Valid, box.Where) };
    }

    /// <summary>The column of a condition; columns stand in the order of the terms in the diagrams.</summary>
    private (int Order, string Name) PlaceOf(BoxCondition condition) => condition switch
    {
        TermCondition { Term: var term } => (term.FirstVariable, names.NameOf(term)),
        DerivedCondition formula => (formula.Support(Diagrams).Min(), formula.Name),
        _ => throw new InvalidOperationException("A condition is on a term or a derived field."),
    };
}

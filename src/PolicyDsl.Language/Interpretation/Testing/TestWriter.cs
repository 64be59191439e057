using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Formatting;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>
/// Writes an incident with its earlier ones, what holds besides, and what is expected as a <c>test</c>, as an author would: only what
/// the policy reads, and what <see cref="TestIncidents"/> would not make by itself. Bound with the same policy and run, the test's incident is decided like the one
/// given. Keys and cases are written only where it matters who is who, by names of their own; where the policy reads them other than to
/// compare persons, areas and cases, they are written as they are. Cost: one pass over the incidents.
/// </summary>
public sealed class TestWriter
{
    private readonly PolicySymbol policy;
    private readonly SourceValues values;
    private readonly bool readsKeys;
    private readonly HashSet<FieldSymbol> relevant;
    private readonly ExpressionEvaluator evaluator;

    public TestWriter(PolicySymbol policy, GlobalScope scope)
    {
        this.policy = policy;
        var conditions = PolicyConditions.All(policy, scope);
        readsKeys = PolicyConditions.ReadKeys(conditions);
        relevant = PolicyConditions.FindRelevant(policy, scope);
        evaluator = new ExpressionEvaluator(scope, new EvaluationInputs());
        var currency = conditions.SelectMany(c => c.BoundDescendants()).Select(e => e.Type).OfType<MoneyType>().FirstOrDefault()?.Currency;
        values = new SourceValues(new ValueFormatter(scope), currency ?? "EUR");
    }

    /// <summary>The text of the test, laid out, with a line break at its end.</summary>
    /// <exception cref="ArgumentException">A value that no source text means.</exception>
    public string Write(TestToWrite test)
    {
        // Whatever looks back reads the time; where nothing does, no earlier incident matters.
        HashSet<FieldSymbol> told = [.. relevant, .. test.Clauses.SelectMany(c => PolicyConditions.FindFields(c))];
        var records = new TestRecordWriter(values, evaluator, test.Incident, test.Earlier, told, readsKeys);
        List<string> lines =
        [
            .. test.Documentation.SelectMany(d => d.ReplaceLineEndings("\n").Split('\n')).Select(d => $"/// {d}"),
            $"test {SourceValues.Quote(test.Title)} {{",
            .. DescribeFacts(test.Facts),
            .. told.Any(f => f.Name == "at") ? DescribeEarlier(test.Earlier, records) : [],
            $"given incident {records.WriteIncident()}",
            .. test.Expectations.Select(e => $"expect {Describe(e)}"),
            "}",
        ];
        return Formatter.Format(SyntaxTree.Parse(new SourceText(string.Join('\n', lines) + "\n", "test")));
    }

    private IEnumerable<string> DescribeFacts(DecideOptions facts) =>
    [
        .. policy.Rules.OfType<CrackdownSymbol>().Where(facts.ActiveCrackdowns.Contains).Select(c => $"given crackdown {c.Name}"),
        .. policy.Rules.Where(r => r.Alternative is not null && facts.AlternativesInForce.Contains(r)).Select(r => $"given otherwise of {r.Name}"),
        .. policy.Resources.Where(r => r.WhenExhausted is not null && facts.ExhaustedResources.Contains(r)).Select(r => $"given exhausted {r.Name}"),
    ];

    /// <summary>Incidents of which the same is to be said stand in one line.</summary>
    private static IEnumerable<string> DescribeEarlier(ImmutableArray<EntityInstance> earlier, TestRecordWriter records) => earlier
        .Select(records.WriteEarlier)
        .GroupBy(text => text, StringComparer.Ordinal)
        .Select(g => g.Count() == 1 ? $"given earlier incident {g.Key}" : string.Create(CultureInfo.InvariantCulture, $"given {g.Count()} earlier incidents {g.Key}"));

    private static string Describe(Expectation expectation) => expectation switch
    {
        ExpectDisposition expected => expected.Action.Name + After("to", expected.To) + After("by", expected.By),
        ExpectNot expected => $"not {expected.Action.Name}",
        ExpectOffer expected => $"{(expected.IsOffered ? "" : "no ")}offer {expected.Service.Name}",
        ExpectOpen expected => $"open {expected.Rule.Name}",
        ExpectConflict => "conflict",
        ExpectNothing => "nothing",
        ExpectOutside => "outside",
        _ => throw new ArgumentException($"Nobody knows how to write {expectation.GetType().Name}", nameof(expectation)),
    };

    private static string After(string word, IEnumerable<Symbol> symbols)
    {
        var names = string.Join(", ", symbols.Select(s => s.Name));
        return names.Length == 0 ? "" : $" {word} {names}";
    }
}

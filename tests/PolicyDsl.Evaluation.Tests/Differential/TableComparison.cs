using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Evaluation.Tests.Oracle;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>
/// One table under one or several policies with one vocabulary: what the interpreter says of it, incident by incident, and whether runs, joint runs and trials of
/// clauses over its columns say the same.
/// </summary>
internal sealed class TableComparison
{
    private readonly ImmutableArray<RandomPolicy> policies;
    private readonly TableSource source;
    private readonly RunSetting setting;
    private readonly ImmutableArray<LoadedIncident> incidents;
    private readonly ImmutableArray<Decision?[]> decisions;

    private TableComparison(ImmutableArray<RandomPolicy> policies, TableSource source, RunSetting setting, ImmutableArray<LoadedIncident> incidents, ImmutableArray<Decision?[]> decisions)
    {
        this.policies = policies;
        this.source = source;
        this.setting = setting;
        this.incidents = incidents;
        this.decisions = decisions;
    }

    private DatasetSymbol Dataset => policies[0].Compilation.Datasets[0];

    private Language.Binding.GlobalScope Scope => policies[0].Scope;

    /// <summary>Decides with the interpreter. Other settings with the same missing fields need no new decisions.</summary>
    public static TableComparison Create(ImmutableArray<RandomPolicy> policies, TestTable table, RunSetting setting)
    {
        var columns = SourceOf(policies[0], table, setting);
        var read = columns.ReadSingly();
        return new TableComparison(policies, columns, setting, read, [.. policies.Select(p => InterpretedRun.Decide(ToRun(p), policies[0].Compilation.Datasets[0], read))]);
    }

    public TableComparison With(TestTable table, RunSetting other) => new(policies, SourceOf(policies[0], table, other), other, incidents, decisions);

    /// <summary>What is not the same; null where all is.</summary>
    public string? FindDifference() => FindInRuns() ?? FindInJointRun() ?? FindInTrials();

    public static RunPolicy ToRun(RandomPolicy policy) => new(policy.Policy, policy.Scope);

    private static TableSource SourceOf(RandomPolicy policy, TestTable table, RunSetting setting) =>
        new(policy.Compilation.Datasets[0], table.Load(), setting.SchemaOf(policy.Scope), setting);

    private string? FindInRuns()
    {
        var by = setting.FindBy(Scope);
        for (var i = 0; i < policies.Length; i++)
        {
            var (wanted, found) = (new List<string>(), new List<string>());
            var expected = InterpretedRun.Count(ToRun(policies[i]), incidents, decisions[i], source.Report, by, row => wanted.Add(AnswerText.Of(row)));
            var request = new RunRequest { Policy = policies[i].Policy, Scope = policies[i].Scope, Source = source, By = by, Options = setting.Options };
            var told = PolicyRun.Run(request with { OnDecision = row => found.Add(AnswerText.Of(row)) });
            var difference = FindFirst($"decisions of policy {i}", wanted, found)
                ?? FindFirst($"summary of policy {i}", Lines(SummaryText.Of(expected)), Lines(SummaryText.Of(told.Summary)))
                ?? FindFirst($"summary of policy {i} without decisions", Lines(SummaryText.Of(expected)), Lines(SummaryText.Of(PolicyRun.Run(request).Summary)));
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private string? FindInJointRun()
    {
        var by = setting.FindBy(Scope);
        var further = by.Select(p => ImmutableArray.Create(p)).ToImmutableArray();
        var request = new JointRequest { Source = source, Policies = [.. policies.Select(ToRun)], Fields = by, Further = further, Options = setting.Options };
        var result = JointRun.Run(request);
        var difference = FindFirst("cells", ExpectedCells(by), [.. result.Cells.Select(c => Describe(c, by))]);
        for (var i = 0; i < further.Length && difference is null; i++)
        {
            difference = FindFirst($"further cells by {further[i][0]}", ExpectedCells(further[i]), [.. result.FurtherCells[i].Select(c => Describe(c, further[i]))]);
        }

        for (var i = 0; i < policies.Length && difference is null; i++)
        {
            var expected = InterpretedRun.Count(ToRun(policies[i]), incidents, decisions[i], source.Report, []);
            difference = FindFirst($"joint summary of policy {i}", Lines(SummaryText.Of(expected)), Lines(SummaryText.Of(result.Summaries[i])));
        }

        return difference ?? FindInPlaces(request, by);
    }

    /// <summary>Every incident is told in order, with the cell that it is in.</summary>
    private string? FindInPlaces(JointRequest request, ImmutableArray<FieldPath> by)
    {
        var places = new List<(string Id, int Place)>();
        var result = JointRun.Run(request with { OnIncident = (incident, place) => places.Add((incident.Id, place)) });
        var keys = result.Cells.Select(c => Describe(c, by)[..Describe(c, by).IndexOf(" * ", StringComparison.Ordinal)]).ToList();
        var found = places.Select(p => $"{p.Id} {(p.Place < 0 ? "seen" : keys[p.Place])}").ToList();
        var wanted = incidents.Select((incident, row) => $"{incident.Id} {(incident.IsHistoryOnly ? "seen" : KeyOf(row, by))}").ToList();
        return FindFirst("places of incidents", wanted, found);
    }

    private List<string> ExpectedCells(ImmutableArray<FieldPath> by) =>
    [
        .. incidents.Index().Where(i => !i.Item.IsHistoryOnly).GroupBy(i => KeyOf(i.Index, by), StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} * {g.Count()}: {string.Join(' ', g.Take(IncidentCell.Shown).Select(i => i.Item.Id))}")),
    ];

    private string KeyOf(int row, ImmutableArray<FieldPath> by) =>
        $"{ValuesOf(incidents[row].Instance, by)} -> {string.Join("; ", decisions.Select(d => d[row] is { } decision ? AnswerText.Of(decision) : "?"))}";

    private string Describe(IncidentCell cell, ImmutableArray<FieldPath> by) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ValuesOf(cell.Example, by)} -> {string.Join("; ", cell.Answers.Select(AnswerText.Of))} * {cell.Incidents}: {string.Join(' ', cell.First.Select(f => f.Id))}");

    private string ValuesOf(EntityInstance incident, ImmutableArray<FieldPath> by)
    {
        var evaluator = new ExpressionEvaluator(Scope, new EvaluationInputs());
        return string.Join(", ", by.Select(p => $"{p} {AnswerText.Of(p.Read(incident, evaluator))}"));
    }

    private string? FindInTrials()
    {
        for (var i = 0; i < policies.Length; i++)
        {
            var policy = policies[i];
            var clauses = policy.Clauses.Where(c => c.Form is LogicalForm).ToList();
            var interpreter = new Interpreter(policy.Policy, policy.Scope);
            var found = ClauseTrials.Try(ToRun(policy), source, clauses, setting.Options);
            var difference = FindFirst($"trials of policy {i}", [.. clauses.Select(c => ExpectedTrial(c, interpreter, decisions[i]))], [.. found.Select(Describe)]);
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private string ExpectedTrial(ClauseSymbol clause, Interpreter interpreter, Decision?[] decided)
    {
        var form = clause.Form as LogicalForm ?? throw new InvalidOperationException("Only logical clauses are tried.");
        var history = InterpretedRun.HistoryOf(Dataset, incidents);
        var (tried, applied, unknown, broken) = (0, 0, 0, 0);
        var first = "";
        for (var row = 0; row < incidents.Length; row++)
        {
            if (decided[row] is not { Status: not DecisionStatus.Outside } decision)
            {
                continue;
            }

            var trial = ClauseTrial.Try(form, interpreter, incidents[row].Instance, history, decision);
            tried++;
            applied += trial.IsConcerned ? 1 : 0;
            unknown += trial.Applies == Truth.Unknown ? 1 : 0;
            broken += trial.IsBroken ? 1 : 0;
            first = trial.IsBroken && first.Length == 0 ? $"{incidents[row].Id} {AnswerText.Of(decision)}" : first;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{clause.Name} tried {tried} applied {applied} unknown {unknown} broken {broken} first {first}");
    }

    private static string Describe(ClauseTrialResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Clause.Name} tried {result.Tried} applied {result.Applied} unknown {result.ConditionUnknown} broken {result.Broken} first {(result is { FirstIncident: { } incident, FirstDecision: { } decision } ? $"{incident.Id} {AnswerText.Of(decision)}" : "")}");

    private static List<string> Lines(string text) => [.. text.Split('\n')];

    private static string? FindFirst(string what, List<string> expected, List<string> actual)
    {
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            var (wanted, found) = (i < expected.Count ? expected[i] : "nothing", i < actual.Count ? actual[i] : "nothing");
            if (!string.Equals(wanted, found, StringComparison.Ordinal))
            {
                var context = string.Join('\n', expected.Skip(Math.Max(0, i - 12)).Take(Math.Min(i, 12)));
                return $"{what}, line {i.ToString(CultureInfo.InvariantCulture)}:\n{context}\nexpected {wanted.Trim()}\nfound    {found.Trim()}";
            }
        }

        return null;
    }
}

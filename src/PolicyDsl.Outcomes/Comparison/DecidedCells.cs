using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>
/// The incidents of a comparison with the answers of all its policies, by cells. Policies that share their data are decided in one pass, and memory
/// grows with the cells alone. Where vocabularies differ each has a pass of its own, and incidents are joined by id: only then something is held per incident.
/// </summary>
internal sealed record DecidedCells
{
    /// <summary>One for each data set as loaded, in order of the policies. With an error in one of them the rest is empty.</summary>
    public required ImmutableArray<LoadReport> Loads { get; init; }

    /// <summary>By policy.</summary>
    public ImmutableArray<RunSummary> Summaries { get; init; } = [];

    /// <summary>Alike in all that measures read, and in what was recorded.</summary>
    public ImmutableArray<ComparedCell> Cells { get; init; } = [];

    /// <summary>By protected field: alike in it, and in what was recorded.</summary>
    public ImmutableArray<ImmutableArray<ComparedCell>> ByProtected { get; init; } = [];

    public long HistoryOnly { get; init; }

    /// <summary>Incidents that some policies' vocabulary accepts and others' rejects.</summary>
    public long NotAcceptedByAll { get; init; }

    public static DecidedCells Decide(ComparisonRequest request, bool hasBaseline, ImmutableArray<FieldPath> protectedFields, CancellationToken cancellationToken)
    {
        var sources = request.Policies.Select(p => p.Source).Distinct().ToList();
        if (sources.Count > 1)
        {
            return SeparateLoads.Decide(request, hasBaseline, protectedFields, cancellationToken);
        }

        var recorded = RecordedPath(request.Policies[0].Source, hasBaseline);
        var result = JointRun.Run(
            new JointRequest
            {
                Source = sources[0],
                Policies = [.. request.Policies.Select(ToRun)],
                Fields = [.. MeasuredIn(request.Policies, sources[0]).Union(recorded)],
                Conditions = ConditionsIn(request.Policies),
                Further = [.. protectedFields.Select(p => MeasureReads.WithKey(p).AddRange(recorded))],
                Options = request.Options,
            },
            cancellationToken);
        return result.Load.HasErrors ? InError([result.Load]) : new DecidedCells
        {
            Loads = [result.Load],
            Summaries = result.Summaries,
            Cells = [.. result.Cells.Select(ToCompared)],
            ByProtected = [.. result.FurtherCells.Select(f => f.Select(ToCompared).ToImmutableArray())],
            HistoryOnly = result.HistoryOnly,
        };

        ComparedCell ToCompared(IncidentCell cell) => new([.. request.Policies.Select(_ => cell.Example)], cell.Answers, cell.Incidents, cell.First);
    }

    public static DecidedCells InError(ImmutableArray<LoadReport> loads) => new() { Loads = loads };

    public static RunPolicy ToRun(ComparedPolicy policy) => new(policy.Policy, policy.Scope);

    /// <summary>The fields that the measures of some policies read, as fields of the source that they share; paths are one where their names are.</summary>
    public static ImmutableArray<FieldPath> MeasuredIn(IEnumerable<ComparedPolicy> policies, IColumnSource source)
    {
        var names = policies.SelectMany(p => MeasureReads.OfMeasures(p.Scope).Fields).Select(f => f.ToString()).ToHashSet(StringComparer.Ordinal);
        return [.. FieldPath.AllOf(source.Scope).Where(p => names.Contains(p.ToString()))];
    }

    /// <summary>The conditions that the measures of some policies ask; equal ones of several are asked once.</summary>
    public static ImmutableArray<PlannedExpression> ConditionsIn(IEnumerable<ComparedPolicy> policies) => [.. policies.SelectMany(p => MeasureReads.OfMeasures(p.Scope).Conditions)];

    /// <summary>Where what was recorded stands, if it is asked for.</summary>
    public static ImmutableArray<FieldPath> RecordedPath(IColumnSource source, bool hasBaseline) =>
        hasBaseline && FieldPath.AllOf(source.Scope).FirstOrDefault(p => p.ToString() == RecordedAction.FieldName) is { } path ? [path] : [];
}

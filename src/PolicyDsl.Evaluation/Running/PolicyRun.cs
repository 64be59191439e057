using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>What to run over what.</summary>
public sealed record RunRequest
{
    public required PolicySymbol Policy { get; init; }

    /// <summary>The scope of the policy's compilation; the data must be loaded with it, or with one of the same vocabulary.</summary>
    public required GlobalScope Scope { get; init; }

    /// <summary>The incidents, in memory or streamed from files.</summary>
    public required IColumnSource Source { get; init; }

    /// <summary>Fields to count by, found with <see cref="FieldPath.Find"/>.</summary>
    public ImmutableArray<FieldPath> By { get; init; } = [];

    /// <summary>Is told every decision in order of the data, outside ones included, history-only ones not; null where nobody asks.</summary>
    public Action<DecisionRow>? OnDecision { get; init; }

    public RunOptions Options { get; init; } = new();
}

/// <summary>A summary, and what the data cannot tell this policy (warnings PD4023 to PD4026).</summary>
/// <param name="Summary">What was counted; where <see cref="RunSummary.Load"/> has errors it means nothing.</param>
/// <param name="Diagnostics">What the data cannot tell.</param>
public sealed record RunResult(RunSummary Summary, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>What a run reads and computes.</summary>
/// <param name="Paths">The fields that it reads, as <c>offence</c> and <c>person.age</c>.</param>
/// <param name="Histories">How many histories have to be computed before the first incident is decided.</param>
/// <param name="Text">What is computed for each incident, and what is shared, one node a line.</param>
public sealed record RunPlan(ImmutableArray<string> Paths, int Histories, string Text);

/// <summary>
/// Decides every incident of a data set, and counts: conditions by kernels over columns, decisions by bit logic. Agrees with the interpreter on every incident;
/// what it counts does not depend on threads, kernels or the size of batches. One pass over the data, and one more before it where histories are read.
/// </summary>
public static class PolicyRun
{
    public static RunResult Run(RunRequest request, CancellationToken cancellationToken = default)
    {
        var engine = CreateEngine(request);
        var policy = new RunPolicy(request.Policy, request.Scope);
        EngineResult result;
        if (request.OnDecision is { } onDecision)
        {
            var recorded = RecordedAction.Of(request.Source.Scope);
            var slot = recorded.Field is { } field ? request.Source.Schema.Find(field.Name) : -1;
            result = engine.Run(
                (worker, batch) => ToRows(worker.Decisions[0], batch, slot, recorded),
                (_, rows) =>
                {
                    foreach (var row in rows)
                    {
                        onDecision(row);
                    }
                },
                cancellationToken);
        }
        else
        {
            result = engine.Run(cancellationToken);
        }

        var groups = request.By.IsEmpty ? [] : RunGroups.Make(engine, result.Cells[0], request.By, request.Source.Scope, RunSummaries.NamedBy(request.Policy));
        return new RunResult(RunSummaries.Make(policy, result, 0, request.By, groups), HistoryFindings.Find(request.Policy, request.Source.Dataset, result.Histories));
    }

    /// <summary>What a run reads and computes, for who has to open the data.</summary>
    /// <param name="policy">The policy, with the vocabulary of the data.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="by">Fields to count by.</param>
    /// <param name="tellsDecisions">Whether decisions are told one by one, with what was recorded.</param>
    public static RunPlan Plan(RunPolicy policy, DatasetSymbol dataset, ImmutableArray<FieldPath> by, bool tellsDecisions)
    {
        var schema = IncidentSchema.Full(policy.Scope);
        var builder = new PlanBuilder(schema);
        _ = new PolicyPlan(policy, builder);
        foreach (var field in by)
        {
            builder.AddValue(RunGroups.PathOf(field));
        }

        var plan = builder.Build();
        var read = plan.Slots.Union(HistoryComputation.FindSlots(schema, dataset, plan.Histories)).Select(s => schema.Paths[s].ToString());
        return new RunPlan([.. read.Concat(tellsDecisions ? [RecordedAction.FieldName] : []).Distinct(StringComparer.Ordinal)], plan.Histories.Length, plan.Describe());
    }

    private static RunEngine CreateEngine(RunRequest request) => new(new EngineRequest
    {
        Source = request.Source,
        Policies = [new RunPolicy(request.Policy, request.Scope)],
        Cells = request.By.IsEmpty ? [] : [[.. request.By.Select(RunGroups.PathOf)]],
        Options = request.Options,
    });

    private static List<DecisionRow> ToRows(DecisionMasks masks, IncidentBatch batch, int recordedSlot, RecordedAction recorded)
    {
        var rows = new List<DecisionRow>(batch.Count);
        var known = new Dictionary<Decision, DecisionRow>(ReferenceEqualityComparer.Instance as IEqualityComparer<Decision>);
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.IsHistoryOnly(row))
            {
                continue;
            }

            var decision = masks.GetAnswer(row);
            if (!known.TryGetValue(decision, out var shape))
            {
                known.Add(decision, shape = DecisionRow.Create("", decision, null));
            }

            rows.Add(shape with { IncidentId = batch.Names.GetId(row), Recorded = recorded.Find(batch.GetValue(recordedSlot, row))?.Name });
        }

        return rows;
    }
}

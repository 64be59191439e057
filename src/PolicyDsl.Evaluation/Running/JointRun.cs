using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>A policy, and the scope of its compilation.</summary>
public sealed record RunPolicy(PolicySymbol Policy, GlobalScope Scope);

/// <summary>What to decide, and what incidents have to share to be put together.</summary>
public sealed record JointRequest
{
    public required IColumnSource Source { get; init; }

    /// <summary>Policies with the same vocabulary as the data.</summary>
    public required ImmutableArray<RunPolicy> Policies { get; init; }

    /// <summary>
    /// Incidents of a cell have equal values of these, derived ones included. Of a reference counts whether it is known; who it is counts where the path of
    /// its key is asked for.
    /// </summary>
    public ImmutableArray<FieldPath> Fields { get; init; } = [];

    /// <summary>
    /// Incidents of a cell have the same truth of these conditions about the incident, which look back on nothing: far fewer cells than by the fields that conditions read.
    /// </summary>
    public ImmutableArray<PlannedExpression> Conditions { get; init; } = [];

    /// <summary>
    /// Further ways to put the same incidents together, each on its own: many small groupings have far fewer cells than one by all their fields.
    /// See <see cref="JointResult.FurtherCells"/>.
    /// </summary>
    public ImmutableArray<ImmutableArray<FieldPath>> Further { get; init; } = [];

    /// <summary>Is told of each incident in order of the data, with its place in <see cref="JointResult.Cells"/> or -1 where only histories see it; null where nobody asks.</summary>
    public Action<CellIncident, int>? OnIncident { get; init; }

    public RunOptions Options { get; init; } = new();
}

/// <summary>How to run.</summary>
public sealed record RunOptions
{
    /// <summary>How many threads work at once. Results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How many bytes histories may hold at once; beyond it they use files.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Which kernels to use; null for <see cref="MaskKernels.Current"/>.</summary>
    public MaskKernels? Kernels { get; init; }

    /// <summary>Is told how many incidents have been decided, once in a while and at the end.</summary>
    public IProgress<long>? Progress { get; init; }
}

/// <summary>The answer of one policy, without who gave it. Equal answers of a run are one object.</summary>
/// <param name="Status">How it came out.</param>
/// <param name="Action">The action; null outside and where nothing is decided.</param>
/// <param name="IsUnsettled">Whether what is unknown could change it, or whether the incident is in scope.</param>
/// <param name="OtherActions">As in <see cref="Decision.OtherActions"/>.</param>
/// <param name="Offers">As in <see cref="Decision.Offers"/>.</param>
/// <param name="OpenOffers">As in <see cref="Decision.OpenOffers"/>.</param>
public sealed record RunAnswer(
    DecisionStatus Status,
    ActionSymbol? Action,
    bool IsUnsettled,
    ImmutableArray<ActionSymbol> OtherActions,
    ImmutableArray<ServiceSymbol> Offers,
    ImmutableArray<ServiceSymbol> OpenOffers);

/// <summary>Incidents that are alike in the fields asked for, and to which every policy gives one answer each.</summary>
public sealed class IncidentCell
{
    public const int Shown = 5;

    /// <summary>One of them, with at least the fields asked for.</summary>
    public required EntityInstance Example { get; init; }

    /// <summary>By policy.</summary>
    public required ImmutableArray<RunAnswer> Answers { get; init; }

    public required long Incidents { get; init; }

    /// <summary>The first few incidents, in order of the data.</summary>
    public required ImmutableArray<CellIncident> First { get; init; }
}

/// <param name="Order">Says which of two incidents comes first.</param>
public readonly record struct CellIncident(long Order, string Id);

/// <summary>Incidents by cells, in order of their first incidents; history-only ones are counted apart.</summary>
/// <param name="Load">How loading went; with errors the rest means nothing.</param>
/// <param name="Cells">The cells.</param>
/// <param name="HistoryOnly">Incidents in no cell, as only histories see them.</param>
/// <param name="Summaries">By policy, as <see cref="PolicyRun"/> makes them.</param>
public sealed record JointResult(LoadReport Load, ImmutableArray<IncidentCell> Cells, long HistoryOnly, ImmutableArray<RunSummary> Summaries)
{
    /// <summary>The cells of each of <see cref="JointRequest.Further"/>.</summary>
    public ImmutableArray<ImmutableArray<IncidentCell>> FurtherCells { get; init; } = [];
}

/// <summary>Decides incidents under several policies at once and puts together those that are alike: one pass, and work shared by policies is done once.</summary>
public static class JointRun
{
    public static JointResult Run(JointRequest request, CancellationToken cancellationToken = default)
    {
        // Who wants the cell of each incident gets one thread, as then cells are met in order of the data.
        var options = request.OnIncident is null ? request.Options : request.Options with { Threads = 1 };
        var engine = new RunEngine(new EngineRequest
        {
            Source = request.Source,
            Policies = request.Policies,
            Cells = [request.Fields, .. request.Further],
            CellConditions = request.Conditions,
            Options = options,
        });
        var result = request.OnIncident is { } onIncident
            ? engine.Run((worker, batch) => Places(worker, batch), (batch, places) => Tell(batch, places, onIncident), cancellationToken)
            : engine.Run(cancellationToken);
        return new JointResult(
            result.Load,
            ToCells(engine, result.Cells[0]),
            result.HistoryOnly,
            [.. request.Policies.Select((p, i) => RunSummaries.Make(p, result, i, [], []))])
        {
            FurtherCells = [.. result.Cells[1..].Select(c => ToCells(engine, c))],
        };
    }

    private static int[] Places(RunWorker worker, IncidentBatch batch)
    {
        var places = worker.Places[..batch.Count];
        foreach (var row in new SetRows(batch.HistoryOnly ?? []))
        {
            places[row] = -1;
        }

        return places;
    }

    private static void Tell(IncidentBatch batch, int[] places, Action<CellIncident, int> onIncident)
    {
        for (var row = 0; row < places.Length; row++)
        {
            onIncident(new CellIncident(FirstIncidents.OrderOf(batch, row), batch.Names.GetId(row)), places[row]);
        }
    }

    private static ImmutableArray<IncidentCell> ToCells(RunEngine engine, CellCounts cells) =>
    [
        .. cells.Cells.OrderBy(c => c.First.Items[0].Order).Select(c => new IncidentCell
        {
            Example = c.Example,
            Answers = [.. c.Answers.Select((key, policy) => engine.GetAnswer(policy, key))],
            Incidents = c.Incidents,
            First = [.. c.First.Items],
        }),
    ];
}

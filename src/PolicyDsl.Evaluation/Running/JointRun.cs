using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
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

/// <summary>Decides incidents under several policies at once and puts together those that are alike.</summary>
public static class JointRun
{
    public static JointResult Run(JointRequest request, CancellationToken cancellationToken = default)
    {
        var incidents = ImmutableArray.CreateBuilder<LoadedIncident>();
        var load = request.Source.Read(
            batch => Enumerable.Range(0, batch.Count).Select(row => IncidentReader.Load(batch, row)).ToList(),
            (_, loaded) => incidents.AddRange(loaded),
            request.Options.Threads,
            cancellationToken);
        var data = new IncidentData(request.Source.Dataset, request.Source.Scope, incidents.ToImmutable(), load);
        var answers = request.Policies.Select(_ => new List<RunAnswer>()).ToImmutableArray();
        ImmutableArray<RunSummary> summaries =
        [
            .. request.Policies.Select((p, i) => PolicyRun.Run(
                new RunRequest { Policy = p.Policy, Scope = p.Scope, Data = data, OnDecision = (_, d) => answers[i].Add(ToAnswer(d)) }, cancellationToken).Summary),
        ];
        ImmutableArray<CellTable> tables = [new CellTable(request, request.Fields), .. request.Further.Select(f => new CellTable(request, f))];
        var decided = 0;
        foreach (var (order, incident) in data.Incidents.Index())
        {
            var given = new CellIncident(order, incident.Id);
            if (incident.IsHistoryOnly)
            {
                request.OnIncident?.Invoke(given, -1);
                continue;
            }

            ImmutableArray<RunAnswer> each = [.. answers.Select(a => a[decided])];
            var places = tables.Select(t => t.Add(incident.Instance, each, given)).ToList();
            request.OnIncident?.Invoke(given, places[0]);
            decided++;
        }

        request.Options.Progress?.Report(data.Incidents.Length);
        return new JointResult(load, tables[0].ToCells(), data.Incidents.Length - decided, summaries) { FurtherCells = [.. tables[1..].Select(t => t.ToCells())] };
    }

    private static RunAnswer ToAnswer(Decision d) => new(d.Status, d.Action, d.IsUnsettled, d.OtherActions, d.Offers, d.OpenOffers);

    private sealed class CellTable(JointRequest request, ImmutableArray<FieldPath> fields)
    {
        private readonly ExpressionEvaluator evaluator = new(request.Source.Scope, new EvaluationInputs());
        private readonly Dictionary<(FieldKey Fields, string Answers), int> places = [];
        private readonly List<(EntityInstance Example, ImmutableArray<RunAnswer> Answers, List<CellIncident> First, long Count)> cells = [];

        public int Add(EntityInstance incident, ImmutableArray<RunAnswer> answers, CellIncident given)
        {
            var key = (FieldKey.Of([.. fields.Select(f => f.Read(incident, evaluator)).Select(v => v.Kind == ValueKind.Reference ? Value.True : v)]), string.Join('|', answers.Select(Describe)));
            if (!places.TryGetValue(key, out var place))
            {
                places.Add(key, place = cells.Count);
                cells.Add((incident, answers, [], 0));
            }

            var cell = cells[place];
            if (cell.First.Count < IncidentCell.Shown)
            {
                cell.First.Add(given);
            }

            cells[place] = cell with { Count = cell.Count + 1 };
            return place;
        }

        public ImmutableArray<IncidentCell> ToCells() =>
            [.. cells.Select(c => new IncidentCell { Example = c.Example, Answers = c.Answers, Incidents = c.Count, First = [.. c.First] })];

        private static string Describe(RunAnswer a) =>
            $"{a.Status},{a.Action?.Name},{a.IsUnsettled},{string.Join('+', a.OtherActions.Select(o => o.Name))},{string.Join('+', a.Offers.Select(o => o.Name))},{string.Join('+', a.OpenOffers.Select(o => o.Name))}";
    }
}

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

    /// <summary>Incidents of a cell have equal values of these, derived ones included. A reference counts as its key.</summary>
    public ImmutableArray<FieldPath> Fields { get; init; } = [];

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
public sealed record JointResult(LoadReport Load, ImmutableArray<IncidentCell> Cells, long HistoryOnly, ImmutableArray<RunSummary> Summaries);

/// <summary>Decides incidents under several policies at once and puts together those that are alike.</summary>
public static class JointRun
{
    public static JointResult Run(JointRequest request, CancellationToken cancellationToken = default)
    {
        var cells = new Dictionary<string, (EntityInstance Example, ImmutableArray<RunAnswer> Answers, List<CellIncident> First, long Count)>(StringComparer.Ordinal);
        var historyOnly = 0L;
        var order = 0L;
        var interpreters = request.Policies.Select(p => new Interpreter(p.Policy, p.Scope)).ToList();
        var evaluator = new ExpressionEvaluator(request.Source.Scope, new EvaluationInputs());
        var load = request.Source.Read(
            batch => Enumerable.Range(0, batch.Count).Select(row => IncidentReader.Load(batch, row)).ToList(),
            (_, incidents) =>
            {
                foreach (var incident in incidents)
                {
                    if (incident.IsHistoryOnly)
                    {
                        historyOnly++;
                        continue;
                    }

                    var values = request.Fields.Select(f => f.Read(incident.Instance, evaluator)).Select(v => v.Entity is { Entity.Key: { } key } e ? e[key] : v);
                    ImmutableArray<RunAnswer> answers = [.. interpreters.Select(i => ToAnswer(i.Decide(incident.Instance, NoHistory.Instance)))];
                    var text = string.Join('|', values.Select(v => $"{v.Kind}:{v.Low}:{v.High}:{v.Text}:{string.Join(',', v.Members)}")) + "#" + string.Join('|', answers.Select(Describe));
                    if (!cells.TryGetValue(text, out var cell))
                    {
                        cell = (incident.Instance, answers, [], 0);
                    }

                    if (cell.First.Count < IncidentCell.Shown)
                    {
                        cell.First.Add(new CellIncident(order, incident.Id));
                    }

                    order++;
                    cells[text] = cell with { Count = cell.Count + 1 };
                }
            },
            threads: 1,
            cancellationToken);
        return new JointResult(
            load,
            [.. cells.Values.OrderBy(c => c.First[0].Order).Select(c => new IncidentCell { Example = c.Example, Answers = c.Answers, Incidents = c.Count, First = [.. c.First] })],
            historyOnly,
            []);
    }

    private static string Describe(RunAnswer a) =>
        $"{a.Status},{a.Action?.Name},{a.IsUnsettled},{string.Join('+', a.OtherActions.Select(o => o.Name))},{string.Join('+', a.Offers.Select(o => o.Name))},{string.Join('+', a.OpenOffers.Select(o => o.Name))}";

    private static RunAnswer ToAnswer(Decision d) => new(d.Status, d.Action, d.IsUnsettled, d.OtherActions, d.Offers, d.OpenOffers);
}

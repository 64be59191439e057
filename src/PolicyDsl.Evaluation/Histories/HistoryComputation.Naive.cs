using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Computes histories incident by incident with the interpreter.</summary>
public static class HistoryComputation
{
    public static HistoryResult Compute(HistoryRequest request, CancellationToken cancellationToken)
    {
        var incidents = ImmutableArray.CreateBuilder<LoadedIncident>();
        var batches = new List<(long Index, int Count)>();
        var load = request.Source.Read(
            batch => Enumerable.Range(0, batch.Count).Select(row => IncidentReader.Load(batch, row)).ToList(),
            (batch, loaded) =>
            {
                batches.Add((batch.Index, batch.Count));
                incidents.AddRange(loaded);
            },
            request.Threads,
            cancellationToken);
        var history = new IncidentHistory(request.Source.Dataset, incidents.ToImmutable());
        var columns = new Dictionary<(int, long), IncidentColumn?>();
        for (var h = 0; h < request.Histories.Length; h++)
        {
            var evaluator = new ExpressionEvaluator(request.Histories[h].Scope, new EvaluationInputs { History = history });
            var next = 0;
            foreach (var (index, count) in batches)
            {
                var builder = new NumberColumnBuilder();
                for (var row = 0; row < count; row++)
                {
                    builder.Add(evaluator.Evaluate(request.Histories[h].Expression, incidents[next++].Instance));
                }

                columns.Add((h, index), builder.Finish());
            }
        }

        return new HistoryResult(new Columns_(columns), [.. request.Histories.Select(h => new HistoryFacts((BoundHistory)h.Expression, history.WhyNotFollowed((BoundHistory)h.Expression), history.FindIndex((BoundHistory)h.Expression)?.WithoutKey ?? 0, history.FindIndex((BoundHistory)h.Expression)?.Longest ?? 0))]);
    }

    private sealed class Columns_(Dictionary<(int History, long Batch), IncidentColumn?> columns) : IHistoryColumns
    {
        public IncidentColumn? GetColumn(int history, IncidentBatch batch) => columns[(history, batch.Index)];

        public void Dispose()
        {
        }
    }
}

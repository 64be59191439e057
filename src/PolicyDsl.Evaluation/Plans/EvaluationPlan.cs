using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>What to compute for each batch. Immutable; make one <see cref="BatchEvaluation"/> for each thread.</summary>
public sealed class EvaluationPlan
{
    internal EvaluationPlan(IncidentSchema schema, ImmutableArray<PlannedExpression> conditions, ImmutableArray<PlannedExpression> values)
    {
        Schema = schema;
        Conditions = conditions;
        Values = values;
    }

    public IncidentSchema Schema { get; }

    internal ImmutableArray<PlannedExpression> Conditions { get; }

    internal ImmutableArray<PlannedExpression> Values { get; }

    /// <summary>Room to evaluate batches in, one after another. Not for several threads.</summary>
    public BatchEvaluation CreateEvaluation() => new(this);
}

/// <summary>For each row of a batch whether a condition is true, and whether it is possibly true; a row that is possible and not true is unknown.</summary>
public readonly ref struct TruthMasks(ReadOnlySpan<ulong> isTrue, ReadOnlySpan<ulong> isPossible)
{
    public ReadOnlySpan<ulong> True { get; } = isTrue;

    public ReadOnlySpan<ulong> Possible { get; } = isPossible;
}

/// <summary>Evaluates a plan for one batch at a time. What was asked for is valid until the next batch.</summary>
public sealed class BatchEvaluation
{
    private readonly EvaluationPlan plan;
    private IncidentBatch? batch;

    internal BatchEvaluation(EvaluationPlan plan) => this.plan = plan;

    public void Start(IncidentBatch next) => batch = next;

    /// <summary>The truth of a condition for every row.</summary>
    public TruthMasks GetTruth(int condition)
    {
        var rows = batch ?? throw new InvalidOperationException("No batch was started.");
        var (isTrue, isPossible) = (new ulong[Masks.WordsFor(rows.Count)], new ulong[Masks.WordsFor(rows.Count)]);
        var (expression, scope) = plan.Conditions[condition];
        var evaluator = new ExpressionEvaluator(scope, new EvaluationInputs());
        for (var row = 0; row < rows.Count; row++)
        {
            var truth = evaluator.Evaluate(expression, IncidentReader.Read(rows, row)).ToTruth();
            if (truth != Truth.False)
            {
                Masks.Set(isPossible, row);
            }

            if (truth == Truth.True)
            {
                Masks.Set(isTrue, row);
            }
        }

        return new TruthMasks(isTrue, isPossible);
    }

    /// <summary>What is known of a value for every row.</summary>
    public IncidentColumn? GetColumn(int value)
    {
        var rows = batch ?? throw new InvalidOperationException("No batch was started.");
        var (expression, scope) = plan.Values[value];
        var evaluator = new ExpressionEvaluator(scope, new EvaluationInputs());
        var builder = ColumnBuilder.Create(expression.Type, new CodeDictionary());
        for (var row = 0; row < rows.Count; row++)
        {
            builder.Add(evaluator.Evaluate(expression, IncidentReader.Read(rows, row)));
        }

        return builder.Finish();
    }
}

using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// Collects the expressions that are to be evaluated for every incident: conditions and values of any number of policies with the same
/// vocabulary. What two of them share is computed once.
/// </summary>
public sealed class PlanBuilder(IncidentSchema schema)
{
    private readonly List<PlannedExpression> conditions = [];
    private readonly List<PlannedExpression> values = [];

    public IncidentSchema Schema { get; } = schema;

    /// <summary>Adds a condition about the incident; gives its number for <see cref="BatchEvaluation.GetTruth"/>.</summary>
    /// <param name="condition">A bound condition about the incident.</param>
    /// <param name="scope">The scope of the compilation that it is from.</param>
    public int AddCondition(BoundExpression condition, GlobalScope scope)
    {
        conditions.Add(new PlannedExpression(condition, scope));
        return conditions.Count - 1;
    }

    /// <summary>Adds a value about the incident; gives its number for <see cref="BatchEvaluation.GetColumn"/>.</summary>
    public int AddValue(BoundExpression value, GlobalScope scope)
    {
        values.Add(new PlannedExpression(value, scope));
        return values.Count - 1;
    }

    public EvaluationPlan Build() => new(Schema, [.. conditions], [.. values]);
}

/// <summary>An expression about the incident, and whose it is.</summary>
public sealed record PlannedExpression(BoundExpression Expression, GlobalScope Scope);

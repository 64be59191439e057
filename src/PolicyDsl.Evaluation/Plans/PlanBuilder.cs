using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>An expression about the incident, and whose it is.</summary>
public sealed record PlannedExpression(BoundExpression Expression, GlobalScope Scope);

/// <summary>
/// Collects the expressions that are to be evaluated for every incident: conditions and values of any number of policies with the same
/// vocabulary. What two of them share is computed once.
/// </summary>
public sealed class PlanBuilder
{
    private readonly PlanTranslator translator;
    private readonly List<ConditionNode> conditions = [];
    private readonly List<ValueReader> values = [];

    public PlanBuilder(IncidentSchema schema)
    {
        Schema = schema;
        translator = new PlanTranslator(schema);
    }

    public IncidentSchema Schema { get; }

    /// <summary>Adds a condition about the incident; gives its number for <see cref="BatchEvaluation.GetTruth"/>.</summary>
    /// <param name="condition">A bound condition about the incident.</param>
    /// <param name="scope">The scope of the compilation that it is from.</param>
    public int AddCondition(BoundExpression condition, GlobalScope scope)
    {
        conditions.Add(translator.TranslateCondition(condition, scope));
        return conditions.Count - 1;
    }

    /// <summary>Adds <c>when C unless D</c>: C and not D.</summary>
    public int AddCondition(BoundExpression when, BoundExpression? unless, GlobalScope scope)
    {
        if (unless is null)
        {
            return AddCondition(when, scope);
        }

        conditions.Add(translator.TranslateExcept(when, unless, scope));
        return conditions.Count - 1;
    }

    /// <summary>Adds a value about the incident; gives its number for <see cref="BatchEvaluation.GetColumn"/>.</summary>
    public int AddValue(BoundExpression value, GlobalScope scope)
    {
        values.Add(translator.TranslateValue(value, scope));
        return values.Count - 1;
    }

    /// <summary>Adds a field, derived ones included. A reference is true where it is known.</summary>
    public int AddValue(FieldPath path)
    {
        values.Add(translator.TranslateField(path));
        return values.Count - 1;
    }

    public EvaluationPlan Build() =>
        new(Schema, [.. translator.Nodes], [.. conditions], [.. values], [.. translator.Histories], [.. translator.Slots.Order()]);
}

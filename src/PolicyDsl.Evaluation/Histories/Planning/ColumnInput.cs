using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Where the column of a value comes from: stored in the batch as it is, or computed.</summary>
/// <param name="Slot">The slot of the schema; -1 where the value is computed or nothing is stored.</param>
/// <param name="Value">The number of the value in the plan; -1 where it is stored.</param>
internal readonly record struct ColumnInput(int Slot, int Value)
{
    /// <summary>Whether codes of all batches are from one dictionary.</summary>
    public bool IsStored => Value < 0;

    public IncidentColumn? Get(IncidentBatch batch, BatchEvaluation evaluation) =>
        Value >= 0 ? evaluation.GetColumn(Value) : Slot < 0 ? null : batch.Columns[Slot];

    /// <summary>The column of an expression about the incident; of a reference, that of its key.</summary>
    public static ColumnInput Of(BoundExpression expression, GlobalScope scope, PlanBuilder builder)
    {
        if (expression.Type is EntityType { Entity.Key: { } key })
        {
            expression = new BoundFieldAccess(expression, key, expression.Syntax) { Source = expression.Source };
        }

        return StoredPath(expression, builder.Schema) is { } path
            ? new ColumnInput(builder.Schema.Find(path), -1)
            : new ColumnInput(-1, builder.AddValue(expression, scope));
    }

    /// <summary>
    /// The path of a field that is stored and nothing else. The incident's own key is not: where data give none, the incident has one all the same.
    /// </summary>
    private static string? StoredPath(BoundExpression expression, IncidentSchema schema)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        while (expression is BoundFieldAccess { Field: { IsStored: true, Formula: null } field } access)
        {
            names.Insert(0, field.Name);
            expression = access.Receiver;
        }

        return expression is BoundSubject && names.Count > 0 && !(names.Count == 1 && names[0] == schema.Scope.Incident?.Key?.Name)
            ? string.Join('.', names)
            : null;
    }
}

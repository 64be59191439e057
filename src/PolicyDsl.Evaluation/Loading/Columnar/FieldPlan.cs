using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>How the values of one mapped field are held. For all threads and all readings.</summary>
internal sealed class FieldPlan
{
    public FieldPlan(PlannedField planned, bool hasValues)
    {
        Planned = planned;
        IsNumber = IncidentSchema.IsNumber(planned.Field.Type);
        HasValues = hasValues || IsNumber;
    }

    public PlannedField Planned { get; }

    public FieldSymbol Field => Planned.Field;

    /// <summary>Whether values are ranges of numbers; all others have codes.</summary>
    public bool IsNumber { get; }

    /// <summary>Whether values are wanted; without, only how much is known of them.</summary>
    public bool HasValues { get; }

    public CodeDictionary Dictionary { get; } = new();

    /// <summary>The column that the field is, as it stands, or null.</summary>
    public int? PlainColumn => Planned is { RowExpression: BoundColumn or BoundConversion { Operand: BoundColumn, Type: EntityType }, Columns: [var column] } ? column : null;
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>One mapped field: where its value goes and what it is read from.</summary>
/// <param name="Slot">Its place among all fields read from a row.</param>
/// <param name="Columns">Places of the columns that the expression reads, without repeats.</param>
/// <param name="ColumnName">The column to name in messages: the only one, or the first of several.</param>
internal sealed record PlannedField(FieldSymbol Field, FieldMapping Mapping, int Slot, ImmutableArray<int> Columns, string? ColumnName)
{
    public BoundExpression Expression => Mapping.Value;

    /// <summary>How rows of one incident are folded; null where they have to agree.</summary>
    public FoldKind? Fold { get; } = FindFold(Mapping.Value)?.Kind;

    /// <summary>What is read from each row: for a fold its operand, so that elements of lists and rows are folded alike.</summary>
    public BoundExpression RowExpression { get; } = Mapping.Value switch
    {
        BoundFold fold => fold.Operand,
        BoundConversion { Operand: BoundFold fold } conversion => conversion with { Operand = fold.Operand },
        var other => other,
    };

    private static BoundFold? FindFold(BoundExpression expression) => expression switch
    {
        BoundFold fold => fold,
        BoundConversion { Operand: BoundFold fold } => fold,
        _ => null,
    };
}

/// <summary>An entity that is read from the incident's own row, the incident itself included.</summary>
/// <param name="Reference">The incident's field that refers to it; null for the incident.</param>
internal sealed record PlannedEntity(EntitySymbol Entity, FieldSymbol? Reference, ImmutableArray<PlannedField> Fields);

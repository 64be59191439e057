using System.Buffers;
using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>A stored field on a path from the incident: its column, and what is wanting where it is not known.</summary>
internal sealed class StoredField
{
    private readonly ImmutableArray<(int Slot, FieldSymbol Field)> references;

    public StoredField(IncidentSchema schema, ImmutableArray<FieldSymbol> path)
    {
        Path = path;
        Slot = schema.Find(LeafFinder.NameOf(path));
        references = [.. Enumerable.Range(1, path.Length - 1).Select(length => (schema.Find(LeafFinder.NameOf([.. path.Take(length)])), path[length - 1]))];
    }

    public ImmutableArray<FieldSymbol> Path { get; }

    /// <summary>-1 where it has no column.</summary>
    public int Slot { get; }

    /// <summary>The first unknown reference on the way is wanting, else the field.</summary>
    public void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var rest = ArrayPool<ulong>.Shared.Rent(rows.Length);
        var unknown = ArrayPool<ulong>.Shared.Rent(rows.Length);
        rows.CopyTo(rest);
        foreach (var (slot, field) in references)
        {
            FindUnknown(evaluation, slot, rest.AsSpan(0, rows.Length), unknown);
            wants.Add(field.QualifiedName, unknown.AsSpan(0, rows.Length));
            evaluation.Kernels.AndNot(rest.AsSpan(0, rows.Length), unknown.AsSpan(0, rows.Length));
        }

        wants.Add(Path[^1].QualifiedName, rest.AsSpan(0, rows.Length));
        ArrayPool<ulong>.Shared.Return(rest);
        ArrayPool<ulong>.Shared.Return(unknown);
    }

    /// <summary>Of some rows those whose column of codes is unknown.</summary>
    public static void FindUnknown(BatchEvaluation evaluation, int slot, ReadOnlySpan<ulong> rows, Span<ulong> unknown)
    {
        if (evaluation.GetStored(slot) is not CodeColumn column)
        {
            rows.CopyTo(unknown);
            return;
        }

        Span<ulong> found = stackalloc ulong[rows.Length];
        evaluation.Kernels.IsInRange(column.Codes, CodeDictionary.UnknownCode, CodeDictionary.UnknownCode, found);
        evaluation.Kernels.And(found, rows);
        found.CopyTo(unknown);
    }

    /// <summary>What is known of the field for a row.</summary>
    public Value Read(BatchEvaluation evaluation, int row) => evaluation.GetStored(Slot)?[row] ?? Value.Unknown;
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Where a component reads one of its fields for a row of a batch.</summary>
internal abstract class CheckedValue
{
    public abstract Value this[int row] { get; }

    /// <summary>How many classes there are now, or null where values have no classes, so that each row is looked at.</summary>
    public abstract int? CountClasses();

    /// <summary>Rows of one class are alike for the component.</summary>
    public abstract int ClassOf(int row);

    public abstract void MakeUnknown(int row);
}

/// <summary>Nothing is mapped to the field.</summary>
internal sealed class UnmappedValue : CheckedValue
{
    public override Value this[int row] => Value.Unknown;

    public override int? CountClasses() => 1;

    public override int ClassOf(int row) => 0;

    public override void MakeUnknown(int row)
    {
        // It is already.
    }
}

/// <summary>A mapped field.</summary>
internal sealed class VectorValue(FieldVector vector, NumberClasses? classes) : CheckedValue
{
    /// <summary>More different codes than this are not worth a table.</summary>
    private const int MaxCodes = 4_096;

    public override Value this[int row] => vector[row];

    public override int? CountClasses() =>
        vector.Plan.IsNumber ? classes?.Count
        : vector.Plan.Dictionary.Count <= MaxCodes ? vector.Plan.Dictionary.Count
        : null;

    public override int ClassOf(int row) => vector.Plan.IsNumber
        ? classes?.ClassOf(vector.States[row], vector.Low[row], vector.High[row]) ?? 0
        : vector.Codes[row];

    public override void MakeUnknown(int row) => vector.MakeUnknown(row);
}

/// <summary>A reference: known or not. Without a vector it is always known.</summary>
internal sealed class ReferenceValue(EntitySymbol target, byte[]? known) : CheckedValue
{
    private readonly Value something = Value.Of(new EntityInstance(target));

    public override Value this[int row] => ClassOf(row) == 1 ? something : Value.Unknown;

    public override int? CountClasses() => 2;

    public override int ClassOf(int row) => known is null || known[row] == Knowledge.Known ? 1 : 0;

    public override void MakeUnknown(int row)
    {
        if (known is null)
        {
            throw new InvalidOperationException($"The reference to {target.Name} cannot be taken back.");
        }

        known[row] = Knowledge.Unknown;
    }
}

/// <summary>The key of the incident, which is its id where nothing is mapped to it or what is mapped is unknown.</summary>
internal sealed class KeyValue(FieldVector? vector, Func<int, string> idOf) : CheckedValue
{
    public override Value this[int row] => vector is not null && vector.States[row] != Knowledge.Unknown && vector.Plan.HasValues ? vector[row] : Value.Of(idOf(row));

    public override int? CountClasses() => null;

    public override int ClassOf(int row) => 0;

    public override void MakeUnknown(int row) => vector?.MakeUnknown(row);
}

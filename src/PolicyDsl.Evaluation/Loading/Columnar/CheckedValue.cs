using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Where a component reads one of its fields for a row of a batch.</summary>
internal abstract class CheckedValue
{
    public abstract Value this[int row] { get; }

    /// <summary>How many classes there are now, or null where values have no classes, so that each row is looked at.</summary>
    public abstract int? CountClasses();

    /// <summary>Puts the class of each row behind what stands there, shifted by some bits. Rows of one class are alike for the component.</summary>
    public abstract void AddClasses(Span<int> places, int bits);

    public abstract void MakeUnknown(int row);
}

/// <summary>Nothing is mapped to the field.</summary>
internal sealed class UnmappedValue : CheckedValue
{
    public override Value this[int row] => Value.Unknown;

    public override int? CountClasses() => 1;

    public override void AddClasses(Span<int> places, int bits) => Classes.AddNone(places, bits);

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

    public override void AddClasses(Span<int> places, int bits)
    {
        if (!vector.Plan.IsNumber)
        {
            Classes.Add(places, bits, vector.Codes);
        }
        else if (classes is not null)
        {
            classes.AddTo(places, bits, vector);
        }
    }

    public override void MakeUnknown(int row) => vector.MakeUnknown(row);
}

/// <summary>A reference: known or not.</summary>
internal sealed class ReferenceValue(EntitySymbol target, byte[] known) : CheckedValue
{
    private readonly Value something = Value.Of(new EntityInstance(target));

    public override Value this[int row] => known[row] == Knowledge.Known ? something : Value.Unknown;

    public override int? CountClasses() => Knowledge.Known + 1;

    public override void AddClasses(Span<int> places, int bits) => Classes.Add(places, bits, known);

    public override void MakeUnknown(int row) => known[row] = Knowledge.Unknown;
}

/// <summary>The key of the incident, which is its id where nothing is mapped to it or what is mapped is unknown.</summary>
internal sealed class KeyValue(FieldVector? vector, Func<int, string> idOf) : CheckedValue
{
    public override Value this[int row] => vector is not null && vector.States[row] != Knowledge.Unknown && vector.Plan.HasValues ? vector[row] : Value.Of(idOf(row));

    public override int? CountClasses() => null;

    public override void AddClasses(Span<int> places, int bits) => Classes.AddNone(places, bits);

    public override void MakeUnknown(int row) => vector?.MakeUnknown(row);
}

/// <summary>Classes of rows, in loops.</summary>
internal static class Classes
{
    public static void AddNone(Span<int> places, int bits)
    {
        foreach (ref var place in places)
        {
            place <<= bits;
        }
    }

    public static void Add(Span<int> places, int bits, ReadOnlySpan<int> classes)
    {
        for (var row = 0; row < places.Length; row++)
        {
            places[row] = (places[row] << bits) | classes[row];
        }
    }

    public static void Add(Span<int> places, int bits, ReadOnlySpan<byte> classes)
    {
        for (var row = 0; row < places.Length; row++)
        {
            places[row] = (places[row] << bits) | classes[row];
        }
    }
}

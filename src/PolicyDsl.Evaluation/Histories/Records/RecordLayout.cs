using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// How what histories read of some incidents lies in bytes: one section after another, in each a number per incident. First the subjects (8 bytes), then
/// the stamp (8): the time in its upper half, the code of the key within its partition in its lower; the signature (4, if any), the row in the batch (2), and a
/// byte for each condition.
/// </summary>
internal sealed class RecordLayout
{
    private readonly int[] widths;
    private readonly int[] starts;

    public RecordLayout(int subjects, bool hasSignature, int conditions)
    {
        Subjects = subjects;
        Signature = hasSignature ? subjects + 1 : -1;
        Row = subjects + (hasSignature ? 2 : 1);
        Conditions = conditions;
        widths = [.. Enumerable.Repeat(8, subjects), 8, .. hasSignature ? [4] : Array.Empty<int>(), 2, .. Enumerable.Repeat(1, conditions)];
        starts = [.. widths.Select((_, i) => widths.Take(i).Sum())];
        BytesPerIncident = widths.Sum();
    }

    /// <summary>Sections from 0 hold subjects.</summary>
    public int Subjects { get; }

    public int Stamp => Subjects;

    /// <summary>-1 where there is none.</summary>
    public int Signature { get; }

    public int Row { get; }

    public int Conditions { get; }

    public int Sections => widths.Length;

    public int BytesPerIncident { get; }

    public int Condition(int condition) => Row + 1 + condition;

    public int WidthOf(int section) => widths[section];

    /// <summary>The bytes of a section where <paramref name="count"/> incidents are held.</summary>
    public Span<byte> Bytes(byte[] bytes, int count, int section) => bytes.AsSpan(starts[section] * count, widths[section] * count);

    public Span<T> Section<T>(byte[] bytes, int count, int section)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes(bytes, count, section));
}

/// <summary>A time or summand that is no one number in the range of its section.</summary>
internal readonly record struct OddValue(int Position, long Low, long High);

using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Kernels;

/// <summary>Every kernel against a loop over the numbers as they are, for numbers of every width, all lengths around those of words and vectors, and ranges at the edges.</summary>
public class MaskKernelTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 201), 1_000, IncidentBatch.MaxRows - 1, IncidentBatch.MaxRows];

    private static readonly (long Base, ulong Span)[] Shapes =
    [
        (0, 0), (0, 1), (-128, 255), (100, 255), (long.MinValue, 200), (long.MaxValue - 255, 255),
        (0, 256), (-40_000, 65_535), (long.MinValue, 65_535),
        (0, 65_536), (-2_000_000_000, uint.MaxValue), (long.MaxValue - uint.MaxValue, uint.MaxValue),
        (0, 1UL << 32), (-1, long.MaxValue), (long.MinValue, ulong.MaxValue), (-4_000_000_000_000_000_000, 8_000_000_000_000_000_000),
    ];

    public static TheoryData<string> Names => [.. MaskKernels.All.Select(k => k.Name)];

    [Fact]
    public void A_kernel_is_chosen_by_name_and_else_by_what_the_processor_has()
    {
        Assert.Equal(["avx512", "avx2", "vector128", "scalar"], MaskKernels.All.Select(k => k.Name));
        Assert.All(MaskKernels.All, k => Assert.Same(k, MaskKernels.Choose(k.Name.ToUpperInvariant())));
        Assert.Same(MaskKernels.Choose(null), MaskKernels.Choose("no such kernel"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Packed_numbers_in_a_range_are_found(string name)
    {
        var kernels = MaskKernels.Choose(name);
        var random = new RandomChoice(1);
        foreach (var length in Lengths)
        {
            foreach (var (lowest, span) in Shapes)
            {
                var numbers = Numbers(random, length, lowest, span);
                var packed = PackedNumbers.Pack(numbers);
                for (var i = 0; i < (length > 300 ? 3 : 2); i++)
                {
                    var (low, high) = Range(random, numbers, lowest, span);
                    Check(numbers, n => n >= low && n <= high, mask => kernels.IsInRange(packed, low, high, mask), $"{name}, {length} numbers from {lowest} over {span} in {low}..{high}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_as_they_stand_are_compared_with_their_signs(string name)
    {
        var kernels = MaskKernels.Choose(name);
        var random = new RandomChoice(2);
        foreach (var length in Lengths)
        {
            foreach (var (lowest, span) in Shapes)
            {
                var (numbers, others) = (Numbers(random, length, lowest, span), Numbers(random, length, lowest, span));
                var (low, high) = Range(random, numbers, lowest, span);
                var (room, otherRoom) = (Padded(numbers, 7), Padded(others, -7));
                Check(numbers, n => n >= low && n <= high, mask => kernels.IsInRange(room, length, low, high, mask), $"{name}, {length} numbers from {lowest} over {span} in {low}..{high}");
                var row = 0;
                Check(numbers, n => n < others[row++], mask => kernels.IsLess(room, otherRoom, length, mask), $"{name}, {length} numbers from {lowest} over {span}, less than others");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Codes_are_looked_up_in_bitmaps_of_any_size(string name)
    {
        var kernels = MaskKernels.Choose(name);
        var random = new RandomChoice(3);
        foreach (var length in Lengths)
        {
            foreach (var codes in new[] { 1, 2, 255, 256, 257, 5_000, 70_000 })
            {
                var numbers = Numbers(random, length, 0, (ulong)(codes - 1));

                // A dictionary may have grown since a column was packed, and a bitmap may be older than the codes.
                var bitmap = new byte[Math.Max(MaskKernels.BitmapBytes, random.OneIn(3) ? codes / 16 : (codes / 8) + 40)];
                for (var i = 0; i < bitmap.Length; i++)
                {
                    bitmap[i] = (byte)random.Of(0, 255, random.Below(256));
                }

                Check(numbers, n => n < bitmap.Length * 8 && ((bitmap[n >> 3] >> (int)(n & 7)) & 1) != 0, mask => kernels.IsMember(PackedNumbers.PackFromZero(numbers), bitmap, mask), $"{name}, {length} of {codes} codes");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logic_of_masks_is_logic_of_bits(string name)
    {
        var kernels = MaskKernels.Choose(name);
        var random = new RandomChoice(4);
        for (var words = 0; words <= Masks.WordsFor(IncidentBatch.MaxRows); words++)
        {
            var (left, right) = (Words(random, words), Words(random, words));
            Assert.Equal(left.Zip(right, (a, b) => a & b), Apply(left, mask => kernels.And(mask, right)));
            Assert.Equal(left.Zip(right, (a, b) => a | b), Apply(left, mask => kernels.Or(mask, right)));
            Assert.Equal(left.Zip(right, (a, b) => a & ~b), Apply(left, mask => kernels.AndNot(mask, right)));
            Assert.Equal(new ulong[words], Apply(left, mask => kernels.AndNot(mask, mask)));
        }
    }

    private delegate void Fill(Span<ulong> mask);

    /// <summary>All words of the mask are written, and no bit behind the last row is set.</summary>
    private static void Check(long[] numbers, Func<long, bool> fits, Fill fill, string what)
    {
        var mask = new ulong[Masks.WordsFor(numbers.Length)];
        Array.Fill(mask, 0xDEAD_BEEF_DEAD_BEEF);
        fill(mask);
        var expected = new ulong[mask.Length];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (fits(numbers[row]))
            {
                Masks.Set(expected, row);
            }
        }

        Assert.True(expected.AsSpan().SequenceEqual(mask), what);
    }

    private static ulong[] Apply(ulong[] mask, Fill fill)
    {
        var copy = mask.ToArray();
        fill(copy);
        return copy;
    }

    private static long[] Padded(long[] numbers, long padding)
    {
        var padded = new long[Masks.WordsFor(numbers.Length) * Masks.RowsPerWord];
        Array.Fill(padded, padding);
        numbers.CopyTo(padded, 0);
        return padded;
    }

    private static long[] Numbers(RandomChoice random, int length, long lowest, ulong span) =>
        [.. Enumerable.Range(0, length).Select(_ => unchecked((long)((ulong)lowest + (random.Below(6) switch { 0 => 0UL, 1 => span, 2 => span / 2, _ => Offset(random, span) }))))];

    private static ulong Offset(RandomChoice random, ulong span)
    {
        var bits = unchecked((ulong)random.Between(long.MinValue + 1, long.MaxValue - 1));
        return span == ulong.MaxValue ? bits : bits % (span + 1);
    }

    /// <summary>Ends at, beside and beyond the numbers, the wrong way round among them.</summary>
    private static (long Low, long High) Range(RandomChoice random, long[] numbers, long lowest, ulong span)
    {
        var highest = unchecked((long)((ulong)lowest + span));
        return (End(), End());

        long End() => random.Below(10) switch
        {
            0 => long.MinValue,
            1 => long.MaxValue,
            2 => lowest,
            3 => highest,
            4 => unchecked(lowest - 1),
            5 => unchecked(highest + 1),
            6 => 0,
            _ when numbers.Length > 0 => unchecked(random.From(numbers) + random.Of(0, 0, 1, -1)),
            _ => 5,
        };
    }

    private static ulong[] Words(RandomChoice random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Of(0UL, ulong.MaxValue, unchecked((ulong)random.Between(long.MinValue + 1, long.MaxValue - 1))))];
}

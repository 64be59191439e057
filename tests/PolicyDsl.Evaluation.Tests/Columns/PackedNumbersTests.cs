using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Tests.Columns;

public class PackedNumbersTests
{
    public static TheoryData<long[], int> Packings => new()
    {
        { [], 1 },
        { [5], 1 },
        { [long.MinValue], 1 },
        { [long.MaxValue, long.MaxValue - 255], 1 },
        { [-3, 252], 1 },
        { [-3, 253], 2 },
        { [0, 65_535], 2 },
        { [0, 65_536], 4 },
        { [-1, uint.MaxValue - 1L], 4 },
        { [-1, uint.MaxValue], 8 },
        { [long.MinValue, long.MaxValue], 8 },
        { [long.MinValue, 0, long.MaxValue, -1, 1], 8 },
    };

    [Theory]
    [MemberData(nameof(Packings))]
    public void Numbers_come_back_from_the_narrowest_width_that_holds_them(long[] numbers, int width)
    {
        var packed = PackedNumbers.Pack(numbers);
        Assert.Equal((width, numbers.Length), (packed.Width, packed.Count));
        Assert.Equal(numbers, Enumerable.Range(0, packed.Count).Select(row => packed[row]));
        var unpacked = new long[numbers.Length];
        packed.Unpack(unpacked);
        Assert.Equal(numbers, unpacked);
    }

    [Fact]
    public void The_bytes_end_with_a_word_of_a_mask()
    {
        foreach (var count in new[] { 0, 1, 63, 64, 65, 127, 128, 129, IncidentBatch.MaxRows })
        {
            var numbers = Enumerable.Range(0, count).Select(i => (long)i % 3).ToArray();
            Assert.Equal(Masks.WordsFor(count) * 64, PackedNumbers.Pack(numbers).Bytes.Length);
        }
    }

    [Fact]
    public void A_column_gives_back_what_it_was_made_of()
    {
        Value[] values = [Value.Unknown, Value.Of(3L), Value.Range(Value.OpenLow, 3), Value.Range(3, Value.OpenHigh), Value.Range(-1, 1), Value.Of(long.MaxValue - 1), Value.Of(1 - long.MaxValue), Value.Unknown, Value.Of(0L)];
        var builder = new NumberColumnBuilder();
        Array.ForEach(values, builder.Add);
        var column = builder.Finish();
        Assert.Equal(values, values.Select((_, row) => column?[row] ?? Value.Unknown));
        Assert.Null(builder.Finish());
        builder.Add(Value.Unknown);
        Assert.Null(builder.Finish());
    }

    [Fact]
    public void Codes_stay_when_the_dictionary_grows()
    {
        var dictionary = new CodeDictionary();
        Assert.Equal(CodeDictionary.UnknownCode, dictionary.GetOrAdd(Value.Unknown));
        var codes = Enumerable.Range(0, 1_000).Select(i => dictionary.GetOrAdd(Value.Of($"t{i}"))).ToArray();
        Assert.Equal(Enumerable.Range(1, 1_000), codes);
        Assert.Equal(codes, Enumerable.Range(0, 1_000).Select(i => dictionary.GetOrAdd(Value.Of($"t{i}"))));
        Assert.Equal(1_001, dictionary.Count);
        Assert.Equal("t7", dictionary[codes[7]].Text);
    }

    [Fact]
    public void Threads_agree_on_codes()
    {
        var dictionary = new CodeDictionary();
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var value = Value.Of((long)(i * 7 % 3_000));
                Assert.Equal(value, dictionary[dictionary.GetOrAdd(value)]);
            }
        });
        Assert.Equal(3_001, dictionary.Count);
    }

    [Fact]
    public void Masks_hold_no_bits_behind_the_last_row()
    {
        for (var rows = 0; rows <= 200; rows++)
        {
            var mask = new ulong[Masks.WordsFor(rows) + 1];
            Array.Fill(mask, ulong.MaxValue);
            Masks.Fill(mask.AsSpan(0, Masks.WordsFor(rows)), rows);
            Assert.Equal(rows, Masks.Count(mask.AsSpan(0, Masks.WordsFor(rows))));
            Assert.Equal(ulong.MaxValue, mask[^1]);
            Assert.All(Enumerable.Range(0, rows), row => Assert.True(Masks.IsSet(mask, row)));
        }
    }
}

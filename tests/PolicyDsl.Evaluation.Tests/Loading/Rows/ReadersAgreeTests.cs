using System.Text;
using PolicyDsl.Evaluation.Loading;
using Xunit.Abstractions;

namespace PolicyDsl.Evaluation.Tests.Loading;

/// <summary>The reader against a second, slow and simple one, on dirty text made from printed seeds, at several buffer sizes.</summary>
public class ReadersAgreeTests(ITestOutputHelper output)
{
    private static readonly string[] Pieces =
    [
        "a", "bc", "12", "é", "😀", " ", ",", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", "\",\"", "\"\n", ",\"", "\",", "x\"y", "\n\n", "\t", ";",
    ];

    [Theory]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(64 * 1024)]
    public void On_dirty_text_both_readers_see_the_same_rows(int bufferBytes)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var text = Dirty(random, random.Next(1, 300));
            Compare(text, bufferBytes, seed);
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    public void On_mostly_clean_text_both_readers_see_the_same_rows(int bufferBytes)
    {
        for (var seed = 1000; seed < 1040; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var row = 0; row < 200; row++)
            {
                text.Append(random.Next(30) == 0 ? Dirty(random, 6) : CleanRow(random)).Append(random.Next(4) == 0 ? "\r\n" : "\n");
            }

            Compare(text.ToString(), bufferBytes, seed);
        }
    }

    private static string CleanRow(Random random) => string.Join(',', Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(6) switch
    {
        0 => "",
        1 => $"\"{new string('q', random.Next(40))}\n\"\"{random.Next(100)}\"\"\"",
        2 => "\"\"",
        3 => new string('z', random.Next(1, 60)),
        _ => random.Next(100_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
    }));

    private static string Dirty(Random random, int pieces) => string.Concat(Enumerable.Range(0, pieces).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private void Compare(string text, int bufferBytes, int seed)
    {
        var expected = SimpleCsvReader.Read(text);
        var actual = ReadRows(text, bufferBytes);
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            output.WriteLine($"seed {seed}, buffer {bufferBytes}, text: {text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}");
        }

        Assert.Equal(expected, actual);
    }

    /// <summary>Below the check of the header, which would refuse most of these texts.</summary>
    private static List<string> ReadRows(string text, int bufferBytes)
    {
        var request = new RowSourceRequest { Root = ".", Patterns = [], BufferBytes = bufferBytes };
        using var reader = new SeparatedReader(
            new ReplayBuffer(new MemoryStream(Encoding.UTF8.GetBytes(text)), bufferBytes), ',', request, new LineEnds());
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.Problem is null
                ? $"{reader.Line}: {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetField))}"
                : $"{reader.Line}: rejected {reader.RawText}");
        }

        return rows;
    }
}

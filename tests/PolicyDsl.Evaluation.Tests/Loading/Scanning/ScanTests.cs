using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Scanning;
using PolicyDsl.Testing;

namespace PolicyDsl.Evaluation.Tests.Loading.Scanning;

public sealed class ScanTests : IDisposable
{
    private readonly DataFolder folder = new();

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r\n1,2\r\n\r\n3,4\r\n\r\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("\n\na,b\n\n\n1,2\r\r\n \t\n3,4\n\r\n\r")]
    [InlineData("a,b")]
    [InlineData("a,b\n")]
    [InlineData("a\n\n\"\"\n1\n  \n\n")]
    [InlineData("a,b,c\n1,2\n1,\"2\",3,4\n1,2,3\n1,2")]
    [InlineData("a,b\n1,\"x\n\r\ny\"\n\"say \"\"no\"\"\",\"\"\"\"\n\"\",\"\"\n5,6")]
    [InlineData("a,b\n6\" pipe,x\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,\"open\r\n2,\"y\"\r\n3,\"z\r\nz\"\r\n")]
    [InlineData("a,b\n\"x\ny\",\"open\n2,y\n")]
    [InlineData("a,b\n1,\"a\"b\n2,y\n")]
    [InlineData("a,b\n1,n\0ul\n2,y\n\0")]
    [InlineData("sep=;\na;b\n\n1;2\n")]
    [InlineData("\uFEFFa,b\n1,2\n\uFEFF3,4\"\n\uFEFF5,6\n7,8\"\n")]
    [InlineData("a,b\n1,\"open\n")]
    [InlineData("a,b\n1,\"open\n\n\n")]
    [InlineData("a,a\n1,2\n")]
    [InlineData("a,\"b\n1,2\n")]
    public void Chunks_give_the_rows_that_reading_row_by_row_gives(string text)
    {
        folder.Write("data.csv", text, new UTF8Encoding(false));
        AssertSame("data.csv", request => request);
        AssertSame("data.csv", request => request with { HasHeader = false });
        AssertSame("data.csv", request => request with { MaxRowBytes = 5, BufferBytes = 256 });
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-8", true)]
    [InlineData("windows-1252", false)]
    public void Chunks_are_cut_from_the_text_in_whatever_encoding_it_lies_on_disk(string name, bool hasMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var text = new DirtyText(seed: 7).Create(',', 300, faultOneIn: 50).Replace("\0", "", StringComparison.Ordinal);
        folder.Write("data.csv", [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        AssertSame("data.csv", request => request with { Encoding = hasMark ? null : name });
        AssertSame("data.csv", request => request with { Encoding = hasMark ? null : name, BufferBytes = 256 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Chunks_are_cut_from_packed_text(int faultOneIn)
    {
        folder.WriteGzip("data.csv.gz", new DirtyText(seed: 8).Create(',', 5000, faultOneIn));
        AssertSame("data.csv.gz", request => request);
    }

    [Fact]
    public void The_data_of_the_examples_give_the_same_rows_in_chunks()
    {
        var examples = Repository.GetPath("examples");
        var paths = Directory.EnumerateFiles(examples, "*", SearchOption.AllDirectories)
            .Where(path => path.Contains(".csv", StringComparison.Ordinal) || path.Contains(".tsv", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var name = Path.GetRelativePath(examples, path);
            var file = new FileLocator(examples).Locate([name])[0];
            var request = new RowSourceRequest { Root = examples, Patterns = [name] };
            var expected = ScanComparison.ReadRows(file, request);
            foreach (var chunkBytes in (int[])[64, 64 * 1024])
            {
                Assert.Null(ScanComparison.FindDifference(expected, ScanComparison.ReadChunks(file, request, chunkBytes, threads: 2, TextKernel.Best)));
            }
        }
    }

    [Fact]
    public void Regular_text_is_not_read_row_by_row()
    {
        folder.Write("data.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},\"x,\"\"\n{i}\"\n")));
        var chunks = CountChunks(chunkBytes: 4096);
        Assert.Equal(1, chunks.Read);
        Assert.InRange(chunks.All, 60, 120);
    }

    [Fact]
    public void A_stray_quote_costs_a_stretch_and_no_more()
    {
        folder.Write("data.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => i % 10_000 == 5000 ? "6\" pipe,1\n" : $"{i},\"x\"\n")));
        Assert.Equal(1 + 5, CountChunks(chunkBytes: 16 * 1024).Read);
    }

    [Fact]
    public void Text_full_of_stray_quotes_is_read_in_long_stretches()
    {
        folder.Write("data.csv", "a,b\n" + string.Concat(Enumerable.Repeat("6\" pipe,1\n", 100_000)));
        Assert.InRange(CountChunks(chunkBytes: 64 * 1024).Read, 1, 30);
    }

    [Fact]
    public void An_open_quote_in_front_of_much_text_takes_no_more_memory_than_a_row_may_have()
    {
        var text = "a,b\n1,\"open\n" + string.Concat(Enumerable.Range(2, 200_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},x\n")));
        folder.Write("data.csv", text);
        AssertSame("data.csv", request => request with { MaxRowBytes = 10_000 });
    }

    [Fact]
    public void A_file_of_broken_quotes_is_read_in_linear_time()
    {
        folder.Write("data.csv", "a,b,c\n" + string.Concat(Enumerable.Repeat("b\",c,\"x\n", 100_000)));
        Assert.Null(ScanComparison.FindDifference(Find("data.csv"), folder.Request("data.csv") with { MaxRowBytes = 50_000 }, 16 * 1024, threads: 2));
    }

    [Fact]
    public void What_broken_quotes_cost_is_added_up_over_the_whole_file()
    {
        // After some twenty of them quotes must close on their own line, wherever each was found.
        var regular = string.Concat(Enumerable.Repeat("1234567,1234567\n", 200));
        folder.Write("data.csv", "a,b\n" + string.Concat(Enumerable.Repeat($"1,\"open\n{regular}3,\"x\ny\"\n", 40)));
        var rejected = ScanComparison.ReadRows(Find("data.csv"), folder.Request("data.csv") with { MaxRowBytes = 50_000 }).Count(row => row.Contains("rejected, the quote", StringComparison.Ordinal));
        Assert.InRange(rejected, 45, 75);
        AssertSame("data.csv", request => request with { MaxRowBytes = 50_000 });
    }

    [Fact]
    public void Progress_goes_to_the_size_of_the_file_and_reading_can_be_cancelled()
    {
        folder.Write("data.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1234567,1234567\n", 200_000)));
        using var stop = new CancellationTokenSource();
        var told = new List<long>();
        using var text = ChunkedText.Open(Find("data.csv"), folder.Request("data.csv"), new FileReport("data.csv"), new ReadProgress(new Told(told)), ScanOptions.Default, stop.Token);
        var chunks = text.ReadChunks().GetEnumerator();
        Assert.True(chunks.MoveNext());
        chunks.Current.Scan().Dispose();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (chunks.MoveNext())
            {
                chunks.Current.Scan().Dispose();
            }
        });

        using var whole = ChunkedText.Open(Find("data.csv"), folder.Request("data.csv"), new FileReport("data.csv"), new ReadProgress(new Told(told)), ScanOptions.Default, CancellationToken.None);
        Assert.All(whole.ReadChunks(), chunk => chunk.Scan().Dispose());
        Assert.Equal([1, 2, 3], told.Select(bytes => bytes / (1024 * 1024)));
    }

    public void Dispose() => folder.Dispose();

    private void AssertSame(string name, Func<RowSourceRequest, RowSourceRequest> change)
    {
        var request = change(folder.Request(name));
        var expected = ScanComparison.ReadRows(Find(name), request);
        foreach (var chunkBytes in ScanComparison.ChunkSizes)
        {
            foreach (var threads in (int[])[1, 2, 7])
            {
                Assert.Null(ScanComparison.FindDifference(expected, ScanComparison.ReadChunks(Find(name), request, chunkBytes, threads, TextKernel.Best)));
            }
        }
    }

    private LocatedFile Find(string name) => new FileLocator(folder.Root).Locate([name])[0];

    private (int All, int Read) CountChunks(int chunkBytes)
    {
        var options = new ScanOptions { ChunkBytes = chunkBytes };
        using var text = ChunkedText.Open(Find("data.csv"), folder.Request("data.csv"), new FileReport("data.csv"), progress: null, options, CancellationToken.None);
        var (all, read) = (0, 0);
        foreach (var chunk in text.ReadChunks())
        {
            all++;
            read += chunk.WasRead ? 1 : 0;
            chunk.Scan().Dispose();
        }

        return (all, read);
    }

    private sealed class Told(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }
}

using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Scanning;
using PolicyDsl.Testing;
using Xunit.Abstractions;

namespace PolicyDsl.Evaluation.Tests.Loading.Scanning;

/// <summary>Chunks against the reader that defines what rows are, on dirty text from printed seeds. What fails is made small.</summary>
public sealed class ScanAgreesTests(ITestOutputHelper output) : IDisposable
{
    private readonly DataFolder folder = new();

    [Theory]
    [InlineData(0, 150, 0)]
    [InlineData(1000, 250, 60)]
    [InlineData(2000, 150, 8)]
    [InlineData(3000, 100, 1)]
    public void On_dirty_text_chunks_give_the_same_rows(int firstSeed, int seeds, int faultOneIn)
    {
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            Check(new Case(seed), faultOneIn, rows: 60);
        }
    }

    [Theory]
    [InlineData(5000, 8, 0)]
    [InlineData(6000, 8, 3000)]
    public void On_long_text_chunks_give_the_same_rows(int firstSeed, int seeds, int faultOneIn)
    {
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            Check(new Case(seed), faultOneIn, rows: 8_000);
        }
    }

    public void Dispose() => folder.Dispose();

    private void Check(Case settings, int faultOneIn, int rows)
    {
        var text = new DirtyText(settings.Seed).Create(settings.Separator, new Random(settings.Seed).Next(rows), faultOneIn);
        if (text.Length == 0)
        {
            return;
        }

        var (file, request) = Write(settings, text);
        var expected = ScanComparison.ReadRows(file, request);
        foreach (var chunkBytes in ScanComparison.ChunkSizes)
        {
            foreach (var threads in (int[])[1, 2, 7])
            {
                if (ScanComparison.FindDifference(expected, ScanComparison.ReadChunks(file, request, chunkBytes, threads, settings.Kernel)) is not null)
                {
                    var small = TextShrinker.Shrink(text, shorter => FindDifference(settings, shorter, chunkBytes, threads) is not null);
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {settings.Seed}, {settings}, chunks of {chunkBytes}, {threads} threads: {ScanComparison.Escape(small)}"));
                    Assert.Null(FindDifference(settings, small, chunkBytes, threads));
                }
            }
        }
    }

    private string? FindDifference(Case settings, string text, int chunkBytes, int threads)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var (file, request) = Write(settings, text);
        return ScanComparison.FindDifference(file, request, chunkBytes, threads, settings.Kernel);
    }

    private (LocatedFile File, RowSourceRequest Request) Write(Case settings, string text)
    {
        folder.Write(settings.Name, settings.Encode(text));
        return (new FileLocator(folder.Root).Locate([settings.Name])[0], settings.Change(folder.Request(settings.Name)));
    }

    /// <summary>How a text is read, chosen by its seed.</summary>
    private sealed record Case(int Seed)
    {
        public char Separator => Name == "data.tsv" ? '\t' : Seed % 7 == 1 ? ';' : ',';

        public string Name => Seed % 5 == 1 ? "data.tsv" : "data.csv";

        public TextKernel Kernel => TextKernel.All[Seed % TextKernel.All.Count];

        private int MaxRowBytes => Seed % 4 == 2 ? 120 : 1 << 20;

        public RowSourceRequest Change(RowSourceRequest request) => request with
        {
            HasHeader = Seed % 6 != 0,
            Separator = Seed % 3 == 0 && Name != "data.tsv" ? Separator.ToString() : null,
            MaxRowBytes = MaxRowBytes,
            BufferBytes = Seed % 2 == 0 ? 256 : 64 * 1024,
        };

        /// <summary>A third of the texts as an old office program writes them, some with a mark or a hint.</summary>
        public byte[] Encode(string text) =>
        [
            .. Seed % 8 == 3 ? Encoding.UTF8.Preamble : [],
            .. Seed % 9 == 4 ? Encoding.ASCII.GetBytes($"sep={Separator}\n") : [],
            .. Seed % 3 == 1 ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text),
        ];
    }
}

using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PolicyDsl.Evaluation.Loading.Columnar;

namespace PolicyDsl.Benchmarks.Evaluation;

/// <summary>
/// From the bytes of a file to columns, on one thread. The peer is a scalar loop in C# that splits lines at commas and reads the same sixteen
/// columns into arrays: no quotes, no bad rows, no ids twice, no report. It is a floor, not a rival.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private const int Rows = 200_000;

    /// <summary>Columns that the data set maps, by place, and whether each is a number, a time or a text of which there are few.</summary>
    private static readonly (int Place, char Kind)[] Mapped =
        [(2, 't'), (3, 'c'), (4, 'c'), (5, 'n'), (6, 'c'), (7, 'n'), (10, 'c'), (11, 'c'), (12, 'c'), (13, 'c'), (14, 'c'), (15, 'n'), (16, 'c'), (17, 'c'), (18, 'c')];

    private MadeUpData data = new(rows: 1);

    [GlobalSetup]
    public void Create() => data = new MadeUpData(Rows);

    [Benchmark(Baseline = true)]
    public long SplitAndReadByHand()
    {
        var columns = Mapped.Select(_ => new long[Rows]).ToArray();
        var codes = Mapped.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>()).ToArray();
        using var reader = new StreamReader(data.File, Encoding.UTF8);
        reader.ReadLine();
        Span<Range> cells = stackalloc Range[23];
        for (var row = 0; reader.ReadLine() is { } line; row++)
        {
            line.AsSpan().Split(cells, ',');
            for (var i = 0; i < Mapped.Length; i++)
            {
                columns[i][row] = Read(line.AsSpan(cells[Mapped[i].Place]), Mapped[i].Kind, codes[i]);
            }
        }

        return columns.Sum(c => c[^1]);
    }

    /// <summary>Where rows and cells begin and end, and nothing more; every row is touched once.</summary>
    [Benchmark]
    public long Scan() => ScanProbe.CountRows(data.Request);

    /// <summary>All of loading: typed columns that are checked, ids, and a report.</summary>
    [Benchmark]
    public long Load() => data.Load(threads: 1).Columns.Count;

    /// <summary>Columns that are read and thrown away, as in a run that streams.</summary>
    [Benchmark]
    public long Stream()
    {
        var rows = 0L;
        ColumnLoader.Open(data.Request).Read(batch => batch.Count, (_, count) => rows += count, threads: 1, CancellationToken.None);
        return rows;
    }

    private static long Read(ReadOnlySpan<char> cell, char kind, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> codes)
    {
        if (cell.IsEmpty)
        {
            return -1;
        }

        if (kind == 'n')
        {
            return (long)(decimal.Parse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 1_000_000);
        }

        if (kind == 't')
        {
            return DateTime.ParseExact(cell, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).Ticks;
        }

        if (!codes.TryGetValue(cell, out var code))
        {
            codes[cell] = code = codes.Dictionary.Count;
        }

        return code;
    }
}

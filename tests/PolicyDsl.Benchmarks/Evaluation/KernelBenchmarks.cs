using BenchmarkDotNet.Attributes;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;

namespace PolicyDsl.Benchmarks.Evaluation;

/// <summary>One comparison of one batch, by kernel and by the width of what is compared, beside a plain loop over 64-bit numbers that gives the same bits.</summary>
[ShortRunJob]
public class KernelBenchmarks
{
    private const int Rows = IncidentBatch.MaxRows;

    private readonly long[] numbers = new long[Rows];
    private readonly ulong[] mask = new ulong[Masks.WordsFor(Rows)];
    private readonly ulong[] other = new ulong[Masks.WordsFor(Rows)];
    private readonly byte[] bitmap = new byte[MaskKernels.BitmapBytes];
    private PackedNumbers packed = PackedNumbers.Pack([]);
    private PackedNumbers codes = PackedNumbers.Pack([]);
    private MaskKernels kernels = MaskKernels.Current;
    private long most;

    [Params("avx512", "avx2", "vector128", "scalar")]
    public string Kernel { get; set; } = "";

    /// <summary>Bytes that a number of the batch takes.</summary>
    [Params(1, 2, 4, 8)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Create()
    {
        var random = new Random(1);
        most = Width == sizeof(long) ? long.MaxValue : (1L << (8 * Width)) - 1;
        for (var row = 0; row < Rows; row++)
        {
            numbers[row] = row < 2 ? row * most : random.NextInt64(most);
        }

        packed = PackedNumbers.PackFromZero(numbers);
        kernels = MaskKernels.Choose(Kernel);
        codes = PackedNumbers.PackFromZero([.. Enumerable.Range(0, Rows).Select(row => row == 0 && Width > 1 ? 256L : random.Next(200))]);
        random.NextBytes(bitmap);
    }

    [Benchmark(Baseline = true)]
    public ulong[] PlainLoop()
    {
        Array.Clear(mask);
        for (var row = 0; row < Rows; row++)
        {
            if (numbers[row] >= most / 4 && numbers[row] <= most / 2)
            {
                mask[row >> 6] |= 1UL << (row & 63);
            }
        }

        return mask;
    }

    [Benchmark]
    public ulong[] IsInRange()
    {
        kernels.IsInRange(packed, most / 4, most / 2, mask);
        return mask;
    }

    /// <summary>Codes of one byte, and of two where numbers are wider.</summary>
    [Benchmark]
    public ulong[] IsMember()
    {
        kernels.IsMember(codes, bitmap, mask);
        return mask;
    }

    [Benchmark]
    public ulong[] AndNot()
    {
        kernels.AndNot(mask, other);
        return mask;
    }
}

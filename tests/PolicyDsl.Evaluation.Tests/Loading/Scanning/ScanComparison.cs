using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Scanning;

namespace PolicyDsl.Evaluation.Tests.Loading.Scanning;

/// <summary>One file read row by row and in chunks: everything that either says about it, as lines of text that must be equal.</summary>
internal static class ScanComparison
{
    public static readonly int[] ChunkSizes = [64, 1024, 64 * 1024, 1024 * 1024];

    /// <summary>What the two readings differ in, or null.</summary>
    public static string? FindDifference(LocatedFile file, RowSourceRequest request, int chunkBytes, int threads, TextKernel? kernel = null) =>
        FindDifference(ReadRows(file, request), ReadChunks(file, request, chunkBytes, threads, kernel ?? TextKernel.Best));

    public static string? FindDifference(List<string> expected, List<string> actual)
    {
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            var one = i < expected.Count ? expected[i] : "(nothing)";
            var other = i < actual.Count ? actual[i] : "(nothing)";
            if (one != other)
            {
                return string.Create(CultureInfo.InvariantCulture, $"entry {i}: expected {one}, but was {other}");
            }
        }

        return null;
    }

    /// <summary>By the reader that defines what rows are.</summary>
    public static List<string> ReadRows(LocatedFile file, RowSourceRequest request)
    {
        var shown = new List<string>();
        var report = new FileReport(file.Name);
        try
        {
            var rows = new SeparatedRows(file, request);
            shown.Add(Show(rows.ReadColumns(CancellationToken.None)));
            foreach (var row in rows.Read(report, progress: null, CancellationToken.None))
            {
                if (row.Rejection is { } reason)
                {
                    report.Rejected++;
                    shown.Add(Show(row.Line, reason, row.RawText));
                }
                else
                {
                    report.Rows++;
                    shown.Add(Show(row.Line, row.Cells.ToArray()));
                }
            }
        }
        catch (DataException exception)
        {
            return [exception.Message];
        }

        shown.Add(Show(report));
        return shown;
    }

    public static List<string> ReadChunks(LocatedFile file, RowSourceRequest request, int chunkBytes, int threads, TextKernel kernel)
    {
        var shown = new List<string>();
        var report = new FileReport(file.Name);
        try
        {
            var options = new ScanOptions { ChunkBytes = chunkBytes, HashesApart = threads > 1, Kernel = kernel };
            using var text = ChunkedText.Open(file, request, report, progress: null, options, CancellationToken.None);
            shown.Add(Show(text.Columns));
            OrderedPipeline.Run(
                text.ReadChunks(),
                chunk => chunk.Scan(),
                (_, scanned) =>
                {
                    AddRows(shown, scanned);
                    text.Account(scanned);
                    scanned.Dispose();
                },
                threads,
                CancellationToken.None);
        }
        catch (DataException exception)
        {
            return [exception.Message];
        }

        shown.Add(Show(report));
        return shown;
    }

    private static void AddRows(List<string> shown, ScannedChunk chunk)
    {
        var rejected = 0;
        for (var row = 0; row <= chunk.RowCount; row++)
        {
            for (; rejected < chunk.Rejected.Count && chunk.Rejected[rejected].Before == row; rejected++)
            {
                var (_, line, reason, rawText) = chunk.Rejected[rejected];
                shown.Add(Show(line, reason, rawText));
            }

            if (row < chunk.RowCount)
            {
                shown.Add(Show(chunk.GetLine(row), [.. Enumerable.Range(0, chunk.Source.Columns.Count).Select(column => chunk.GetText(row, column))]));
            }
        }
    }

    private static string Show(IReadOnlyList<string> columns) => $"columns {string.Join('|', columns)}";

    private static string Show(long line, string?[] cells) => Escape(string.Create(CultureInfo.InvariantCulture, $"{line}: {string.Join('|', cells)}"));

    private static string Show(long line, string reason, string rawText) => Escape(string.Create(CultureInfo.InvariantCulture, $"{line}: rejected, {reason} <{rawText}>"));

    private static string Show(FileReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Rows} rows, {report.Rejected} rejected, {report.BlankLines} blank, ends {report.LineEnds}, separator {(int?)report.Separator}, {report.Encoding}, {report.Sha256}");

    /// <summary>With what cannot be seen made visible.</summary>
    public static string Escape(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            shown.Append(c switch
            {
                '\r' => "\\r",
                '\n' => "\\n",
                '\t' => "\\t",
                '\0' => "\\0",
                _ => c.ToString(),
            });
        }

        return shown.ToString();
    }
}

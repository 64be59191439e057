using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Scanning;

namespace PolicyDsl.Benchmarks.Evaluation;

/// <summary>Scans a file of separated text and reads nothing of it.</summary>
internal static class ScanProbe
{
    public static long CountRows(LoadRequest request)
    {
        var name = request.Paths.Single();
        var path = Path.Combine(request.Root, name);
        var rows = 0L;
        using var text = ChunkedText.Open(
            new LocatedFile(name, path, new FileInfo(path).Length),
            new RowSourceRequest { Root = request.Root, Patterns = [name] },
            new FileReport(name),
            progress: null,
            ScanOptions.Default,
            CancellationToken.None);
        foreach (var chunk in text.ReadChunks())
        {
            using var scanned = chunk.Scan();
            rows += scanned.RowCount;
            text.Account(scanned);
        }

        return rows;
    }
}

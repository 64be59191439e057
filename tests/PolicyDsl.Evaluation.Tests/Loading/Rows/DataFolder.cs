using System.IO.Compression;
using System.Text;
using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Tests.Loading;

/// <summary>A folder of data files that a test makes by hand, and that goes when the test ends.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("policydsl-rows-");

    public string Root => Path.Combine(_folder.FullName, "root");

    public DataFolder() => Directory.CreateDirectory(Root);

    public void Dispose() => _folder.Delete(recursive: true);

    public string PathOf(string name) => Path.Combine(Root, name);

    public DataFolder Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Root);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public DataFolder Write(string name, string text, Encoding? encoding = null)
    {
        var bytes = (encoding ?? new UTF8Encoding(false)).GetBytes(text);
        return Write(name, [.. encoding?.GetPreamble() ?? [], .. bytes]);
    }

    public DataFolder WriteGzip(string name, string text) => Write(name, Gzip(text));

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    public RowSourceRequest Request(params string[] patterns) => new() { Root = Root, Patterns = patterns };

    public static ReadResult ReadAll(RowSourceRequest request)
    {
        var report = new SourceReport();
        var source = RowSources.Open(request);
        return new ReadResult(source.Columns, [.. source.Read(report)], report);
    }

    /// <summary>Reads one file written as text, with any settings.</summary>
    public static ReadResult ReadText(string text, Func<RowSourceRequest, RowSourceRequest>? change = null, string name = "data.csv")
    {
        using var folder = new DataFolder();
        var request = folder.Write(name, text).Request(name);
        return ReadAll(change is null ? request : change(request));
    }

    public static string ErrorOf(RowSourceRequest request) => Assert.Throws<DataException>(() => ReadAll(request)).Message;
}

public sealed record ReadResult(IReadOnlyList<string> Columns, List<DataRow> Rows, SourceReport Report)
{
    public FileReport File => Report.Files[0];

    /// <summary>Each row on a line: its line number, and its cells or why it was rejected.</summary>
    public string Shown => string.Join('\n', Rows.Select(Show));

    private static string Show(DataRow row) => row.Rejection is null
        ? $"{row.Line}: {string.Join('|', row.Cells.ToArray().Select(cell => cell is null ? "null" : Escape(cell)))}"
        : $"{row.Line}: rejected, {row.Rejection} <{Escape(row.RawText)}>";

    private static string Escape(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

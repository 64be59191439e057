using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// One sheet of a workbook. Its typed cells become the text that a careful clerk would write: numbers with a point and no grouping,
/// dates as <c>yyyy-MM-dd</c> with <c>THH:mm:ss</c> where the cell shows a time, <c>true</c> and <c>false</c>.
/// </summary>
internal sealed class SheetRows(LocatedFile file, RowSourceRequest request) : FileRows(file, request)
{
    private const string PlainFormat = "General";

    public override IReadOnlyList<string> ReadColumns(CancellationToken cancellationToken)
    {
        using var sheet = OpenSheet(out var stream);
        using (stream)
        {
            return ReadHeader(sheet).Columns;
        }
    }

    public override IEnumerable<DataRow> Read(FileReport report, ReadProgress? progress, CancellationToken cancellationToken)
    {
        using var sheet = OpenSheet(out var stream);
        using (stream)
        {
            var (columns, first) = ReadHeader(sheet);
            if (!Request.HasHeader)
            {
                yield return ToRow(first, sheet.Depth + 1, columns.Count);
            }

            while (Guard(sheet.Read))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var cells = Guard(() => GetCells(sheet));
                if (Array.TrueForAll(cells, cell => cell is null))
                {
                    report.BlankLines++;
                    continue;
                }

                yield return ToRow(cells, sheet.Depth + 1, columns.Count);
            }

            using var raw = RawFileStream.Open(File, progress: null, cancellationToken);
            report.Sha256 = raw.FinishHash();
        }
    }

    private DataRow ToRow(string?[] cells, int line, int columns)
    {
        var used = LastUsed(cells) + 1;
        if (used > columns)
        {
            var raw = string.Join(',', cells.Take(used).Select(Quote));
            return DataRow.Reject(File.Name, line, FormattableString.Invariant($"too many columns: {used} instead of {columns}"), raw);
        }

        Array.Resize(ref cells, columns);
        return DataRow.Accept(File.Name, line, cells, Request.KeepsRawText ? string.Join(',', cells.Select(Quote)) : "");
    }

    /// <summary>The names of the columns, and the first row that holds anything. Columns to the right of the last name are not counted.</summary>
    private (IReadOnlyList<string> Columns, string?[] First) ReadHeader(IExcelDataReader sheet)
    {
        while (Guard(sheet.Read))
        {
            var cells = Guard(() => GetCells(sheet));
            if (LastUsed(cells) is var last and >= 0)
            {
                return (NameColumns(cells[..(last + 1)]), cells);
            }
        }

        throw new DataException($"the sheet of `{File.Name}` is empty", File.Name);
    }

    private IExcelDataReader OpenSheet(out FileStream stream)
    {
        WorkbookGuard.RefuseBombs(File);
        var opened = RawFileStream.OpenFile(File);
        stream = opened;
        try
        {
            // Needed for text in old workbooks; registering twice does nothing.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            var reader = Guard(() => ExcelReaderFactory.CreateReader(opened));
            return FindSheet(reader);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private IExcelDataReader FindSheet(IExcelDataReader reader)
    {
        var names = new List<string>();
        do
        {
            if (Request.Sheet is null || string.Equals(reader.Name, Request.Sheet, StringComparison.Ordinal))
            {
                return reader;
            }

            names.Add(reader.Name);
        }
        while (Guard(reader.NextResult));

        reader.Dispose();
        throw new DataException($"`{File.Name}` has no sheet `{Request.Sheet}`; it has {string.Join(", ", names.Select(name => $"`{name}`"))}", File.Name);
    }

    private static string?[] GetCells(IExcelDataReader sheet)
    {
        var cells = new string?[Math.Min(sheet.FieldCount, MaxColumns + 1)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = SheetText.Of(sheet.GetValue(i), sheet.GetNumberFormatString(i) ?? PlainFormat);
        }

        return cells;
    }

    private static int LastUsed(string?[] cells) => Array.FindLastIndex(cells, cell => cell is not null);

    private static string Quote(string? cell) =>
        cell is null ? "" : cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A damaged workbook fails somewhere inside the reading library, in any of many ways; all mean the same to the user.</summary>
    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException exception)
        {
            throw new DataException($"the workbook `{File.Name}` is protected by a password; save it without one", File.Name, exception);
        }
        catch (Exception exception) when (exception is not (DataException or OutOfMemoryException))
        {
            throw new DataException($"the workbook `{File.Name}` is damaged or is none", File.Name, exception);
        }
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Sources;

/// <summary>
/// Reads the two columns of a code file that a <c>table … from "file"</c> names. A row that is no row fails the whole table, for
/// a code left out in silence could change what is decided.
/// </summary>
internal static class CodeFile
{
    /// <summary>More rows than any list of codes has.</summary>
    private const int MaxRows = 1_000_000;

    public static ResolvedRows Read(string root, string fullPath, string keyColumn, string valueColumn)
    {
        try
        {
            var source = RowSources.Open(new RowSourceRequest { Root = root, Patterns = [Path.GetRelativePath(root, fullPath)] });
            return FindColumn(source, keyColumn, out var key) is { } noKey ? Fail(noKey)
                : FindColumn(source, valueColumn, out var value) is { } noValue ? Fail(noValue)
                : ReadRows(source, key, value);
        }
        catch (DataException e)
        {
            return Fail(e.Message);
        }
    }

    private static ResolvedRows ReadRows(IRowSource source, int key, int value)
    {
        var rows = ImmutableArray.CreateBuilder<(string Key, string Value, int Line)>();
        foreach (var row in source.Read(new SourceReport()))
        {
            if (row.Rejection is { } reason)
            {
                return Fail($"line {row.Line} of `{row.FileName}` is no row: {reason}");
            }

            var (keyText, valueText) = (row[key] ?? "", row[value] ?? "");
            if (keyText.Length == 0 && valueText.Length > 0)
            {
                return Fail($"line {row.Line} of `{row.FileName}` has a value and no `{source.Columns[key]}`");
            }

            if (keyText.Length > 0)
            {
                rows.Add((keyText, valueText, (int)row.Line));
            }

            if (rows.Count > MaxRows)
            {
                return Fail($"`{row.FileName}` has more than {MaxRows} rows, more than a table may have");
            }
        }

        return new ResolvedRows(rows.ToImmutable(), null);
    }

    private static string? FindColumn(IRowSource source, string name, out int index)
    {
        index = source.Columns.ToList().IndexOf(name);
        if (index >= 0)
        {
            return null;
        }

        var nearest = Spelling.FindNearest(name, source.Columns);
        var has = nearest is null ? $"it has {string.Join(", ", source.Columns.Take(12).Select(c => $"`{c}`"))}" : $"did you mean `{nearest}`?";
        return $"`{source.FileNames[0]}` has no column `{name}`; {has}";
    }

    private static ResolvedRows Fail(string reason) => new([], reason);
}

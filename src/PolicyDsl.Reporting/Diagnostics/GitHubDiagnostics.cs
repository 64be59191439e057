using System.Globalization;
using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Reporting.Diagnostics;

/// <summary>Workflow commands of GitHub Actions. A note without a line shows only in the checks, so every finding with a place gives it.</summary>
public static class GitHubDiagnostics
{
    public static void Write(IEnumerable<Diagnostic> diagnostics, TextWriter output)
    {
        foreach (var diagnostic in diagnostics.Where(d => d.Suppression is null))
        {
            var place = FormatPlace(diagnostic);
            var text = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}\n{diagnostic.Hint}";
            WriteCommand(output, diagnostic.Severity, $"{place}title={EscapeProperty($"{diagnostic.Id}: {diagnostic.Descriptor.Title}")}", text);
        }
    }

    /// <summary>One command; <paramref name="properties"/> are escaped already.</summary>
    public static void WriteCommand(TextWriter output, Severity severity, string properties, string text)
    {
        var command = severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
        output.Write($"::{command} {properties}::{Escape(text)}\n");
    }

    /// <summary>Escapes the text of a command.</summary>
    public static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Escapes the value of a property, in which colon and comma have a meaning.</summary>
    public static string EscapeProperty(string text) => Escape(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string FormatPlace(Diagnostic diagnostic)
    {
        if (diagnostic.Location is not { } location)
        {
            return "";
        }

        var (start, end) = (location.Start, location.End);
        var columns = start.Line == end.Line
            ? string.Create(CultureInfo.InvariantCulture, $"col={start.Column + 1},endColumn={end.Column + 1},")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"file={EscapeProperty(location.Source.Path)},line={start.Line + 1},endLine={end.Line + 1},{columns}");
    }
}

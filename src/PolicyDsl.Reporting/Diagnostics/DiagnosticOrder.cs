using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Reporting.Diagnostics;

/// <summary>The one order in which findings are listed, and the words for their parts.</summary>
public static class DiagnosticOrder
{
    /// <summary>By path, place, id and message; the same finding of two compilations that share a file is listed once.</summary>
    public static ImmutableArray<Diagnostic> Sort(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics
            .DistinctBy(d => (d.Id, d.Location?.Source.Path, d.Location?.Span, d.Message, d.Suppression))
            .OrderBy(d => d.Location?.Source.Path ?? "", StringComparer.Ordinal)
            .ThenBy(d => d.Location?.Span ?? default)
            .ThenBy(d => d.Id, StringComparer.Ordinal)
            .ThenBy(d => d.Message, StringComparer.Ordinal)];

    public static string GetWord(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "info",
        _ => "none",
    };

    /// <summary><c>file.policy:12:10</c>, counted from one.</summary>
    public static string FormatPlace(Location location)
    {
        var start = location.Start;
        return string.Create(CultureInfo.InvariantCulture, $"{Text.DisplayText.Clean(location.Source.Path)}:{start.Line + 1}:{start.Column + 1}");
    }

    /// <summary>The help page of an id, relative to the root of the project's documentation.</summary>
    public static string GetPage(DiagnosticDescriptor descriptor) => $"docs/diagnostics/{descriptor.Id}.md";
}

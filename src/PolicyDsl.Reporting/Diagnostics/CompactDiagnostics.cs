using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Diagnostics;

/// <summary>One finding a line as <c>file(line,col): error PD1234: text</c>, counted from one, which build tools and editors follow.</summary>
public static class CompactDiagnostics
{
    public static void Write(IEnumerable<Diagnostic> diagnostics, TextWriter output, RenderOptions options)
    {
        foreach (var diagnostic in diagnostics.Where(d => d.Suppression is null || options.IsVerbose))
        {
            output.Write($"{FormatPlace(diagnostic.Location)}{DiagnosticOrder.GetWord(diagnostic.Severity)} {diagnostic.Id}: {FormatText(diagnostic)}\n");
        }
    }

    private static string FormatPlace(Location? location)
    {
        if (location is null)
        {
            return "policydsl: ";
        }

        var start = location.Start;
        return string.Create(CultureInfo.InvariantCulture, $"{DisplayText.Clean(location.Source.Path)}({start.Line + 1},{start.Column + 1}): ");
    }

    private static string FormatText(Diagnostic diagnostic)
    {
        var hint = diagnostic.Hint is null ? "" : $" {diagnostic.Hint}";
        var suppression = diagnostic.Suppression is null ? "" : $" (suppressed because {diagnostic.Suppression})";
        return DisplayText.Clean(diagnostic.Message + hint + suppression);
    }
}

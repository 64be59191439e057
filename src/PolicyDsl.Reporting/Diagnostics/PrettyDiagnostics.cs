using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Diagnostics;

/// <summary>Findings for a person: the sentence, the source line with a caret, what to write instead, and the other places.</summary>
public static class PrettyDiagnostics
{
    /// <summary>More findings of one kind are counted, not shown, unless the output is verbose.</summary>
    private const int MaxShownOfKind = 50;

    private const string LibraryPrefix = "idpc.";

    public static void Write(IEnumerable<Diagnostic> diagnostics, TextWriter output, RenderOptions options)
    {
        var writer = new StyledWriter(output, options.UseColor);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var diagnostic in diagnostics.Where(d => d.Suppression is null || options.IsVerbose))
        {
            var count = counts[diagnostic.Id] = counts.GetValueOrDefault(diagnostic.Id) + 1;
            if (count <= MaxShownOfKind || options.IsVerbose)
            {
                WriteOne(diagnostic, writer);
                writer.WriteLine();
            }
        }

        foreach (var (id, count) in counts.Where(c => c.Value > MaxShownOfKind && !options.IsVerbose).OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            writer.WriteLine($"… and {Phrase.Number(count - MaxShownOfKind)} more of {id}; --verbose shows them all.", Style.Bold);
            writer.WriteLine();
        }
    }

    private static void WriteOne(Diagnostic diagnostic, StyledWriter writer)
    {
        writer.Write($"{DiagnosticOrder.GetWord(diagnostic.Severity)}[{diagnostic.Id}]", GetStyle(diagnostic.Severity));
        writer.WriteLine($": {DisplayText.Clean(diagnostic.Message)}", Style.Bold);
        var gutter = GetGutter(diagnostic);
        if (diagnostic.Location is { } location)
        {
            WritePlace(location, gutter, GetStyle(diagnostic.Severity), writer);
        }

        foreach (var related in diagnostic.Related)
        {
            // What the author cannot change is named, not quoted.
            var isLibrary = related.Location.Source.Path.StartsWith(LibraryPrefix, StringComparison.Ordinal);
            var place = isLibrary ? $" ({DiagnosticOrder.FormatPlace(related.Location)})" : "";
            writer.Write($"{gutter} = ", Style.Muted).Write("also: ", Style.Bold).WriteLine(DisplayText.Clean(related.Message) + place);
            if (!isLibrary)
            {
                WritePlace(related.Location, gutter, Style.Info, writer);
            }
        }

        WriteNote("help", diagnostic.Hint, gutter, writer);
        foreach (var fix in diagnostic.Fixes)
        {
            WriteNote(fix.IsSafe ? "fix" : "fix, to be looked at", fix.Title, gutter, writer);
        }

        WriteNote("suppressed because", diagnostic.Suppression, gutter, writer);
        WriteNote("more", string.Join(", ", diagnostic.Concepts.Prepend(diagnostic.Id).Select(t => $"policydsl explain {t}")), gutter, writer);
    }

    private static void WriteNote(string label, string? text, string gutter, StyledWriter writer)
    {
        if (text is not null)
        {
            writer.Write($"{gutter} = ", Style.Muted).Write($"{label}: ", Style.Bold).WriteLine(DisplayText.Clean(text));
        }
    }

    private static void WritePlace(Location location, string gutter, Style style, StyledWriter writer)
    {
        var excerpt = SourceExcerpt.Create(location);
        var number = excerpt.LineNumber.ToString(CultureInfo.InvariantCulture).PadLeft(gutter.Length);
        writer.Write($"{gutter}--> ", Style.Muted).WriteLine(DiagnosticOrder.FormatPlace(location));
        writer.WriteLine($"{gutter} |", Style.Muted);
        writer.Write($"{number} | ", Style.Muted).WriteLine(excerpt.Line);
        writer.Write($"{gutter} | ", Style.Muted).WriteLine(excerpt.Underline, style);
    }

    /// <summary>Blanks as wide as the widest line number of the finding.</summary>
    private static string GetGutter(Diagnostic diagnostic)
    {
        var line = diagnostic.Location?.Start.Line ?? 0;
        foreach (var related in diagnostic.Related)
        {
            line = related.Location.Source.Path.StartsWith(LibraryPrefix, StringComparison.Ordinal) ? line : Math.Max(line, related.Location.Start.Line);
        }

        return new string(' ', (line + 1).ToString(CultureInfo.InvariantCulture).Length);
    }

    private static Style GetStyle(Severity severity) => severity switch
    {
        Severity.Error => Style.Error,
        Severity.Warning => Style.Warning,
        _ => Style.Info,
    };
}

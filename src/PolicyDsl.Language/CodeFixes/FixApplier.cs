using System.Collections.Immutable;
using System.Text;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.CodeFixes;

/// <summary>What came of applying fixes to one source.</summary>
/// <param name="Text">The new text.</param>
/// <param name="Applied">The findings that were mended, in order of position.</param>
/// <param name="LeftForNextTime">Findings whose fix would have touched text that another fix changed: a second round may mend them.</param>
public sealed record FixResult(string Text, ImmutableArray<Diagnostic> Applied, ImmutableArray<Diagnostic> LeftForNextTime);

/// <summary>
/// Applies the first safe fix of each finding to one source. Fixes are taken in order of position; one that overlaps a fix already
/// taken, or that touches another source, waits. Applying none gives the text back as it was.
/// </summary>
public static class FixApplier
{
    public static FixResult Apply(SourceText source, IEnumerable<Diagnostic> diagnostics)
    {
        var taken = new List<TextEdit>();
        var applied = ImmutableArray.CreateBuilder<Diagnostic>();
        var waiting = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var diagnostic in diagnostics.Where(d => d.Suppression is null).OrderBy(d => d.Location?.Span.Start ?? 0))
        {
            var fix = diagnostic.Fixes.FirstOrDefault(f => f.IsSafe && f.Edits.All(e => e.Location.Source.Path == source.Path));
            if (fix is null)
            {
                continue;
            }

            if (fix.Edits.Any(e => taken.Any(t => Collides(t.Location.Span, e.Location.Span))))
            {
                waiting.Add(diagnostic);
                continue;
            }

            taken.AddRange(fix.Edits);
            applied.Add(diagnostic);
        }

        return new FixResult(Edit(source.Text, taken), applied.ToImmutable(), waiting.ToImmutable());
    }

    private static bool Collides(TextSpan one, TextSpan other) => one.Overlaps(other) || (one.Start == other.Start && one.Length == 0 && other.Length == 0);

    private static string Edit(string text, List<TextEdit> edits)
    {
        var result = new StringBuilder();
        var position = 0;
        foreach (var edit in edits.OrderBy(e => e.Location.Span.Start).ThenBy(e => e.Location.Span.End))
        {
            result.Append(text, position, edit.Location.Span.Start - position).Append(edit.NewText);
            position = edit.Location.Span.End;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}

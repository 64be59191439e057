using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting;

/// <summary>A comment that accepts findings on one line.</summary>
/// <param name="Line">The zero-based line that it is about.</param>
public sealed record SuppressionComment(DiagnosticDescriptor Descriptor, int Line, string Reason, DateOnly? Until, Location Location);

/// <summary>
/// Reads <c>// policydsl: allow PD2503, unused-define because "reason" until 2027-01-01</c>. At the end of a line it is about that line; on
/// a line of its own about the next line with words on it. One that cannot be read is a finding, never ignored.
/// </summary>
public static partial class SuppressionComments
{
    private const string Mark = "policydsl:";

    /// <summary>Longer comments are not read: what is suppressed must be seen at a glance, and reading stays cheap.</summary>
    private const int MaxLength = 2_000;

    public static (ImmutableArray<SuppressionComment> Comments, ImmutableArray<Diagnostic> Findings) Read(SyntaxTree tree)
    {
        var comments = ImmutableArray.CreateBuilder<SuppressionComment>();
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        if (!tree.Source.Text.Contains(Mark, StringComparison.Ordinal))
        {
            return ([], []);
        }

        foreach (var token in tree.Root.DescendantTokens())
        {
            ReadTrivia(tree.Source, token.LeadingTrivia, token.FullSpan.Start, tree.Source.GetLinePosition(token.Span.Start).Line, comments, findings);
            ReadTrivia(tree.Source, token.TrailingTrivia, token.Span.End, tree.Source.GetLinePosition(token.Span.End).Line, comments, findings);
        }

        return (comments.ToImmutable(), findings.ToImmutable());
    }

    private static void ReadTrivia(
        SourceText source,
        ImmutableArray<SyntaxTrivia> trivia,
        int start,
        int line,
        ImmutableArray<SuppressionComment>.Builder comments,
        ImmutableArray<Diagnostic>.Builder findings)
    {
        foreach (var piece in trivia)
        {
            if (piece.Kind == TriviaKind.Comment && piece.Text.AsSpan().TrimStart('/').TrimStart().StartsWith(Mark, StringComparison.Ordinal))
            {
                ReadComment(new Location(source, new TextSpan(start, piece.Text.TrimEnd().Length)), line, comments, findings);
            }

            start += piece.Text.Length;
        }
    }

    private static void ReadComment(
        Location location,
        int line,
        ImmutableArray<SuppressionComment>.Builder comments,
        ImmutableArray<Diagnostic>.Builder findings)
    {
        var match = Form().Match(location.Span.Length <= MaxLength ? location.Text : "");
        var until = default(DateOnly?);
        var problem = !match.Success || string.IsNullOrWhiteSpace(match.Groups["reason"].Value) ? "it is not of the form `// policydsl: allow PD2503 because \"…\"`"
            : match.Groups["until"] is { Success: true, Value: var text } && !TryReadDay(text, out until) ? $"`{text}` is not a date"
            : null;
        foreach (var word in match.Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var descriptor = DiagnosticCatalogue.Find(word);
            problem ??= descriptor is null ? $"there is no finding `{word}`"
                : FindingKinds.MayBeConfigured(descriptor) ? null
                : $"`{word}` cannot be suppressed";
            if (problem is null && descriptor is not null)
            {
                comments.Add(new SuppressionComment(descriptor, line, match.Groups["reason"].Value, until, location));
            }
        }

        if (problem is not null)
        {
            findings.Add(Diagnostic.Create(SuppressionFindings.Unreadable, location, problem) with
            {
                Hint = "Write `// policydsl: allow PD2503 because \"the reason\"`, with `until 2027-01-31` if it is to end.",
            });
        }
    }

    private static bool TryReadDay(string text, out DateOnly? day)
    {
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        day = isDay ? value : null;
        return isDay;
    }

    [GeneratedRegex("""^//+\s*policydsl:\s*allow\s+(?<ids>[\w-]+(\s*,\s*[\w-]+)*)\s+because\s+"(?<reason>[^"]*)"(\s+until\s+(?<until>\S+))?\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}

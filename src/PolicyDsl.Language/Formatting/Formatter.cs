using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Formatting;

/// <summary>
/// Lays a source out anew. Tokens and comments stay as they are and in their order; only the white space between them changes.
/// Line breaks that the author made where a line may be broken are kept, as are blank lines (one at most) and columns that the author
/// aligned; other breaks go, and lines that are too long are broken at the loosest place. Formatting twice is formatting once.
/// A text with syntax errors is returned as it is.
/// </summary>
public static class Formatter
{
    private const int MaximumRounds = 5;

    public static string Format(SyntaxTree tree, FormatOptions? options = null)
    {
        if (tree.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return tree.Source.Text;
        }

        // A column that moves can move another break, so a second round may still change something.
        var current = tree;
        for (var round = 0; round < MaximumRounds; round++)
        {
            var formatted = Layout(current, options ?? new FormatOptions());
            if (formatted == current.Source.Text)
            {
                break;
            }

            current = SyntaxTree.Parse(formatted, tree.Source.Path);
        }

        return HaveSameTokens(tree, current) ? current.Source.Text : tree.Source.Text;
    }

    /// <summary>One round, before anything makes sure that the text still means the same.</summary>
    internal static string Layout(SyntaxTree tree, FormatOptions options)
    {
        var document = new DocumentBuilder(tree, options).Build();
        var newLine = tree.Source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return new DocumentPrinter(options.Width, newLine).Print(document);
    }

    /// <summary>A policy is law to somebody: should a layout ever change what a text says, the text stays as it was.</summary>
    internal static bool HaveSameTokens(SyntaxTree tree, SyntaxTree other) =>
        other.Diagnostics.IsEmpty == tree.Diagnostics.IsEmpty
        && tree.Root.Descendants().Select(Describe).SequenceEqual(other.Root.Descendants().Select(Describe));

    private static (Type Type, string? Text) Describe(SyntaxElement element) => (element.GetType(), (element as SyntaxToken)?.Text);
}

using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Parsing;

/// <summary>What is true of the tree of any text whatever.</summary>
internal static class TreeInvariants
{
    /// <summary>What is wrong with the tree of a text; null if nothing is.</summary>
    public static string? FindBreach(string text)
    {
        try
        {
            var tree = SyntaxTree.Parse(text, "random.policy");
            return FindBrokenText(tree, text) ?? FindBrokenSpan(tree) ?? FindBrokenMessage(tree);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }
    }

    private static string? FindBrokenText(SyntaxTree tree, string text)
    {
        var printed = tree.Root.ToFullString();
        return printed == text ? null : $"prints back as: {printed}";
    }

    private static string? FindBrokenSpan(SyntaxTree tree)
    {
        var position = 0;
        foreach (var token in tree.Root.DescendantTokens())
        {
            if (token.FullSpan.Start != position)
            {
                return $"token `{token.Text}` starts at {token.FullSpan.Start}, not {position}";
            }

            if (token.IsMissing && token.FullSpan.Length > 0)
            {
                return "a missing token has a width";
            }

            position = token.FullSpan.End;
        }

        return tree.Root.Descendants().OfType<SyntaxNode>()
            .Where(n => n.Children.IsEmpty || n.Span.Start < n.FullSpan.Start || n.Span.End > n.FullSpan.End)
            .Select(n => $"{n.GetType().Name} has span {n.Span} in {n.FullSpan}")
            .FirstOrDefault();
    }

    private static string? FindBrokenMessage(SyntaxTree tree)
    {
        var position = 0;
        foreach (var diagnostic in tree.Diagnostics)
        {
            var span = diagnostic.Location?.Span;
            if (span is null || span.Value.Start < position || span.Value.End > tree.Source.Length)
            {
                return $"{diagnostic.Id} is at {span}";
            }

            if (diagnostic.Message.Contains('\n', StringComparison.Ordinal) || diagnostic.Message.Contains("Syntax", StringComparison.Ordinal))
            {
                return diagnostic.Message;
            }

            position = span.Value.Start;
        }

        var lacksMessage = tree.Diagnostics.IsEmpty && tree.Root.DescendantTokens().Any(t => t.IsMissing || t.LeadingTrivia.Any(p => p.Kind == TriviaKind.Skipped));
        return lacksMessage ? "something is missing or skipped without a message" : null;
    }
}

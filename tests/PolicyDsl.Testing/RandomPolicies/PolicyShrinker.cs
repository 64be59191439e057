using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>
/// Makes a failing policy as small as it gets: takes out nodes of its syntax tree, or puts a smaller expression below in the place of one, as long
/// as it compiles and goes on failing. Each round tries every node once, large ones first; it ends when a round changes nothing.
/// </summary>
internal static class PolicyShrinker
{
    /// <param name="text">A policy that fails.</param>
    /// <param name="fails">Whether another one, which compiles, fails in the same way.</param>
    /// <param name="attempts">How many policies to try at most.</param>
    public static string Shrink(string text, Func<RandomPolicy, bool> fails, int attempts = 1_500)
    {
        var left = attempts;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var skip = 0; FindCandidate(text, skip) is { } candidate; skip++)
            {
                if (left-- <= 0)
                {
                    return text;
                }

                if (candidate.Length < text.Length && RandomPolicy.Find(candidate) is { } policy && fails(policy))
                {
                    (text, changed) = (candidate, true);
                    skip--;
                }
            }
        }

        return text;
    }

    /// <summary>The candidate after the first <paramref name="skip"/>; null where there are no more.</summary>
    private static string? FindCandidate(string text, int skip) => Candidates(text).Skip(skip).FirstOrDefault();

    private static IEnumerable<string> Candidates(string text)
    {
        var tree = SyntaxTree.Parse(text);
        var nodes = tree.Root.Descendants().OfType<SyntaxNode>().Where(n => n != tree.Root && n.FullSpan.Length > 0).ToList();
        foreach (var node in nodes.OrderByDescending(n => n.FullSpan.Length))
        {
            if (node is not ExpressionSyntax)
            {
                yield return text.Remove(node.FullSpan.Start, node.FullSpan.Length);
                continue;
            }

            foreach (var part in node.Descendants().OfType<ExpressionSyntax>().Where(p => p != node && p.Span.Length < node.Span.Length).Take(6))
            {
                yield return Replace(text, node, text.Substring(part.Span.Start, part.Span.Length));
            }

            foreach (var constant in new[] { "true", "false" }.Where(c => c.Length < node.Span.Length))
            {
                yield return Replace(text, node, constant);
            }
        }
    }

    private static string Replace(string text, SyntaxNode node, string by) => string.Concat(text.AsSpan(0, node.Span.Start), by, text.AsSpan(node.Span.End));
}

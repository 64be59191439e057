using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>
/// PD2504: parentheses around a single name, value or call, around other parentheses, or around a whole condition. Those that
/// show how <c>and</c> and <c>or</c> group are left alone even where precedence would do.
/// </summary>
internal sealed class ParenthesesRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context) =>
        from node in context.Nodes<ParenthesizedSyntax>()
        where !node.OpenParen.IsMissing && !node.CloseParen.IsMissing && IsNeedless(context, node)
        select Diagnostic.Create(LintFindings.NeedlessParentheses, context.Locate(node)) with
        {
            Hint = $"Write `{Shorten(context.TextOf(node.Expression))}`.",
            Fixes = HasComment(node) ? [] : [context.Replace("Remove the parentheses", node, Spaced(context, node))],
        };

    private static bool IsNeedless(LintContext context, ParenthesizedSyntax node)
    {
        var isAtom = node.Expression is PathSyntax or LiteralSyntax or QuantitySyntax or CallSyntax or HistorySyntax or ParenthesizedSyntax or ColumnSyntax;
        var isWhole = context.Tree.GetParent(node) is GuardSyntax or DefineSyntax or InvariantSyntax or MeasureSyntax;
        return isAtom || (isWhole && node.Expression is not IfSyntax);
    }

    private static bool HasComment(SyntaxNode node) => node.DescendantTokens()
        .Any(t => t.LeadingTrivia.Concat(t.TrailingTrivia).Any(v => v.Kind is TriviaKind.Comment or TriviaKind.DocComment or TriviaKind.Skipped));

    // A word may touch the parentheses, as in `not(a)`: without them a space has to keep the two apart.
    private static string Spaced(LintContext context, ParenthesizedSyntax node)
    {
        var text = context.Tree.Source.Text;
        var inner = context.TextOf(node.Expression);
        var before = node.Span.Start > 0 && char.IsLetterOrDigit(text[node.Span.Start - 1]) ? " " : "";
        var after = node.Span.End < text.Length && char.IsLetterOrDigit(text[node.Span.End]) ? " " : "";
        return before + inner + after;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "…";
}

using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2508: <c>not not x</c>, <c>not x is y</c>, <c>not (x in s)</c>, <c>x is not known</c> and the like, said without the detour.</summary>
internal sealed class NegationRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        foreach (var prefix in context.Nodes<PrefixSyntax>().Where(p => p.OperatorToken.Kind == TokenKind.Not))
        {
            if (Suggest(context, Unwrap(prefix.Operand)) is { } better)
            {
                yield return Report(context, prefix, better);
            }
        }

        foreach (var test in context.Nodes<KnownTestSyntax>().Where(t => t.NotKeyword is not null))
        {
            var opposite = test.State.Kind == TokenKind.Known ? "unknown" : "known";
            yield return Report(context, test, $"{context.TextOf(test.Operand)} is {opposite}");
        }
    }

    private static ExpressionSyntax Unwrap(ExpressionSyntax syntax) => syntax is ParenthesizedSyntax p ? Unwrap(p.Expression) : syntax;

    // Negating a comparison is sound for partly known values too: it is false exactly where its opposite is true.
    private static string? Suggest(LintContext context, ExpressionSyntax operand) => operand switch
    {
        PrefixSyntax { OperatorToken.Kind: TokenKind.Not } inner => context.TextOf(inner.Operand),
        InSyntax { NotKeyword: null } test => $"{context.TextOf(test.Operand)} not in {context.TextOf(test.Target)}",
        KnownTestSyntax { NotKeyword: null } test => $"{context.TextOf(test.Operand)} is {(test.State.Kind == TokenKind.Known ? "unknown" : "known")}",
        ComparisonSyntax { Operator: ComparisonOperator.NotEqual } c => $"{context.TextOf(c.Left)} {(IsPlain(c.Right) ? "is" : "=")} {context.TextOf(c.Right)}",
        ComparisonSyntax { Operator: ComparisonOperator.Equal } c => $"{context.TextOf(c.Left)} {(IsPlain(c.Right) ? "is not" : "!=")} {context.TextOf(c.Right)}",
        _ => null,
    };

    // After `is` stands one value; what is computed is compared in symbols.
    private static bool IsPlain(ExpressionSyntax right) => right is PathSyntax or LiteralSyntax or QuantitySyntax;

    private static Diagnostic Report(LintContext context, ExpressionSyntax syntax, string better) =>
        Diagnostic.Create(LintFindings.DoubleNegation, context.Locate(syntax), context.TextOf(syntax), better) with
        {
            Fixes = [context.Replace($"Write `{better}`", syntax, better)],
        };
}

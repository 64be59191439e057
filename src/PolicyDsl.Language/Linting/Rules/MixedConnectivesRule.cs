using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2518: <c>a and b or c</c> without parentheses. It has one meaning to the tool, and two to those who read it.</summary>
internal sealed class MixedConnectivesRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context) =>
        from chain in context.Nodes<ChainSyntax>()
        where chain.Kind == ChainKind.Or
        from part in chain.Operands.OfType<ChainSyntax>()
        where part.Kind == ChainKind.And
        select Diagnostic.Create(LintFindings.MixedConnectives, context.Locate(part), Shorten(context.TextOf(part))) with
        {
            Hint = "Put parentheses around it if that is meant; else around the operands of `or`.",
            Fixes = [context.Replace("Put parentheses around it", part, $"({context.TextOf(part)})")],
        };

    private static string Shorten(string text)
    {
        var words = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= 80 ? words : words[..77] + "...";
    }
}

using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2509 and PD2510: an operand of <c>and</c> or <c>or</c>, or a member of a list or set, that stands there before.</summary>
internal sealed class RepetitionRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        var conditions = context.Nodes<ChainSyntax>()
            .Where(c => c.Kind is ChainKind.And or ChainKind.Or)
            .SelectMany(c => Repeated(c.Operands))
            .Select(o => Report(context, LintFindings.RepeatedCondition, o));
        var items = context.Nodes<ListSyntax>().SelectMany(l => Repeated(l.Items));
        var members = context.Nodes<SetSyntax>().SelectMany(s => Repeated(s.Members));
        return conditions.Concat(items.Concat<SyntaxElement>(members).Select(m => Report(context, LintFindings.RepeatedMember, m)));
    }

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> elements)
        where T : SyntaxElement
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return elements.Where(e => e.Span.Length > 0 && !seen.Add(Words(e)));
    }

    // Layout and comments do not make two conditions different.
    private static string Words(SyntaxElement element) => string.Join(' ', element.DescendantTokens().Select(t => t.Text));

    private static Diagnostic Report(LintContext context, DiagnosticDescriptor descriptor, SyntaxElement element) =>
        Diagnostic.Create(descriptor, context.Locate(element), string.Join(' ', element.DescendantTokens().Select(t => t.Text))) with { Hint = "Remove one of the two." };
}

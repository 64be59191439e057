using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2512: a rule that overrides all and names single rules besides that have no <c>overrides all</c> of their own.</summary>
internal sealed class OverrideRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        foreach (var rule in (context.Policy?.Rules ?? []).Where(r => r.OverridesAll && context.Declares(r)))
        {
            var clauses = rule.Syntax?.Children.OfType<OverridesClauseSyntax>() ?? [];
            foreach (var name in clauses.Where(c => c.AllKeyword is null).SelectMany(c => c.Names ?? Enumerable.Empty<SyntaxToken>()))
            {
                if (context.Policy?.Rules.FirstOrDefault(r => r.Name == name.Text) is { OverridesAll: false })
                {
                    yield return Diagnostic.Create(LintFindings.RepeatedOverride, context.Locate(name), name.Text);
                }
            }
        }
    }
}

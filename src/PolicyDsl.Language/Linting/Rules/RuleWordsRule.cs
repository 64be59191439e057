using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2502 and PD2506: rules that take liberty say why, and every rule has words for those who read the report.</summary>
internal sealed class RuleWordsRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        foreach (var rule in (context.Policy?.Rules ?? []).Where(context.Declares))
        {
            if (rule.Because is null && rule.Action is { } action && action.Traits.Contains("deprives_liberty"))
            {
                yield return Diagnostic.Create(LintFindings.ArrestWithoutBecause, rule.Location, rule.Name, action.Name) with
                {
                    Hint = "Add a line `because \"…\"` that a citizen can read.",
                    Fixes = AddBecause(context, rule),
                };
            }
            else if (rule.Title is null && rule.Because is null && rule.Documentation.Length == 0)
            {
                yield return Diagnostic.Create(LintFindings.RuleWithoutTitle, rule.Location, rule.Name) with
                {
                    Hint = "Give it a title in quotes after its name, or a `///` comment before it.",
                };
            }
        }
    }

    private static System.Collections.Immutable.ImmutableArray<CodeFix> AddBecause(LintContext context, RuleSymbol rule)
    {
        SyntaxToken? brace = rule.Syntax switch
        {
            RuleSyntax r => r.CloseBrace,
            CrackdownSyntax c => c.CloseBrace,
            _ => null,
        };
        return brace is null or { IsMissing: true }
            ? []
            : [context.Replace("Add a `because` to fill in", brace, "    because \"Say why.\"\n}", isSafe: false)];
    }
}

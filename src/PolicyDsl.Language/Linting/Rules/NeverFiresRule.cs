using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2519: a rule or crackdown whose <c>when</c> is the word <c>unknown</c> or <c>false</c>. Conditions that only amount to that are not looked into.</summary>
internal sealed class NeverFiresRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        var rules = context.Nodes<RuleSyntax>().SelectMany(r => Find(context, $"rule `{r.Name.Text}`", r.Clauses));
        var crackdowns = context.Nodes<CrackdownSyntax>().SelectMany(c => Find(context, $"crackdown `{c.Name.Text}`", c.Clauses));
        return rules.Concat(crackdowns);
    }

    private static IEnumerable<Diagnostic> Find(LintContext context, string who, IEnumerable<RuleClauseSyntax> clauses) =>
        from clause in clauses.OfType<WhenClauseSyntax>()
        let condition = clause.Guard.Condition
        let words = condition.DescendantTokens().Where(t => t.Kind is not (TokenKind.OpenParen or TokenKind.CloseParen)).ToList()
        where words.Count == 1 && words[0].Kind is TokenKind.False or TokenKind.Unknown
        select Diagnostic.Create(LintFindings.NeverFires, context.Locate(condition), who, words[0].Text) with
        {
            Hint = words[0].Kind == TokenKind.Unknown
                ? "Say what is not known, as in `when offence is unknown`, or remove the rule."
                : "Write the condition that is meant, or remove the rule.",
        };
}

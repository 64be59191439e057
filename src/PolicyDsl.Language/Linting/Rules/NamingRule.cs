using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2505: declared names in small letters, digits and underscores, so that policies of many authors read alike.</summary>
internal sealed class NamingRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        var declared = context.Scope.All<Symbol>()
            .Where(s => s is not TestSymbol)
            .SelectMany(s => s switch
            {
                EnumSymbol e => e.Members.Prepend<Symbol>(e),
                EntitySymbol e => e.Fields.Prepend<Symbol>(e),
                PrincipleSymbol p => p.Clauses.Prepend<Symbol>(p),
                _ => [s],
            });
        return declared.Concat(context.Policy is { } policy ? [policy] : [])
            .Distinct()
            .Where(s => context.Declares(s) && s.Name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_'))
            .Select(s => Diagnostic.Create(LintFindings.Naming, s.Location, s.Name) with { Hint = $"Call it `{Suggest(s.Name)}`." });
    }

    private static string Suggest(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]) ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}

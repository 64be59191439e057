using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2501 and PD2511: defines and tables of a policy file that nothing names. A library's are there for others.</summary>
internal sealed class UnusedDeclarationRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        if (context.Policy is null)
        {
            yield break;
        }

        foreach (var define in context.Policy.Defines.Where(d => context.Declares(d) && !context.Used.Contains(d)))
        {
            yield return Report(context, LintFindings.UnusedDefine, define);
        }

        foreach (var table in context.Scope.All<TableSymbol>().Where(t => context.Declares(t) && !context.Used.Contains(t)))
        {
            yield return Report(context, LintFindings.UnusedTable, table);
        }
    }

    private static Diagnostic Report(LintContext context, DiagnosticDescriptor descriptor, Symbol symbol)
    {
        var finding = Diagnostic.Create(descriptor, symbol.Location, symbol.Name) with { Hint = "Use it in a rule, or remove it." };
        return symbol.Syntax is { } syntax
            ? finding with { Fixes = [context.RemoveItem($"Remove {symbol.Kind} `{symbol.Name}`", syntax)] }
            : finding;
    }
}

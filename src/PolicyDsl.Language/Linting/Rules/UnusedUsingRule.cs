using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>
/// PD2513: a <c>using</c> of a file of which no name is used. Standard modules count as used, since principles and
/// assumptions take effect without being named; so does a file that declares any of these, or that extends the vocabulary.
/// </summary>
internal sealed class UnusedUsingRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        var mine = context.Record.References.Where(r => r.Location.Source == context.Tree.Source).ToList();
        foreach (var item in context.Nodes<UsingSyntax>().Where(u => u.Path is { IsMissing: false }))
        {
            var path = item.Path?.ValueText ?? "";
            var declared = context.Scope.All<Symbols.Symbol>().Where(s => IsFrom(s, path)).ToList();
            if (declared.Count == 0 || declared.Any(d => d is Symbols.PrincipleSymbol or Symbols.AssumptionsSymbol or Symbols.MeasureSymbol or Symbols.DatasetSymbol or Symbols.RuleSymbol))
            {
                continue;
            }

            if (!mine.Any(r => r.Symbol.Location?.Source.Path is { } p && SamePath(p, path)))
            {
                yield return Diagnostic.Create(LintFindings.UnusedUsing, context.Locate(item), path) with
                {
                    Hint = "Remove the line, or use what the file declares.",
                    Fixes = [context.RemoveItem($"Remove the using of `{path}`", item, isSafe: false)],
                };
            }
        }
    }

    private static bool IsFrom(Symbols.Symbol symbol, string path) => symbol.Location?.Source.Path is { } source && SamePath(source, path);

    private static bool SamePath(string source, string path) =>
        source.Replace('\\', '/').EndsWith(path.Replace('\\', '/').TrimStart('.', '/'), StringComparison.Ordinal);
}

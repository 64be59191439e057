using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting.Rules;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting;

/// <summary>Runs every lint rule over files that the user wrote and that compile. Severities and suppressions come after.</summary>
public static class Linter
{
    private static readonly ImmutableArray<ILintRule> Rules =
    [
        new UnusedDeclarationRule(),
        new UnusedUsingRule(),
        new RuleWordsRule(),
        new UnreachableOtherwiseRule(),
        new ParenthesesRule(),
        new NamingRule(),
        new PolicyHeaderRule(),
        new NegationRule(),
        new RepetitionRule(),
        new OverrideRule(),
        new CertaintyRule(),
        new MixedConnectivesRule(),
        new NeverFiresRule(),
    ];

    /// <summary>The findings of one tree of a compilation that has no errors.</summary>
    public static ImmutableArray<Diagnostic> Lint(Compilation compilation, SyntaxTree tree) =>
        Lint(tree, compilation.Record, compilation.Scope, compilation.Policy);

    /// <summary>The findings of one tree in order of position.</summary>
    /// <param name="tree">The file to look at.</param>
    /// <param name="record">What binding recorded.</param>
    /// <param name="scope">All declarations.</param>
    /// <param name="policy">The policy of the compilation, or null.</param>
    public static ImmutableArray<Diagnostic> Lint(SyntaxTree tree, SemanticRecord record, GlobalScope scope, PolicySymbol? policy)
    {
        var own = policy?.Location?.Source == tree.Source ? policy : null;
        var used = record.References.Select(r => r.Symbol).ToImmutableHashSet();
        var context = new LintContext(tree, record, scope, own, used);
        return [.. Rules.SelectMany(r => r.Check(context)).OrderBy(d => d.Location?.Span.Start ?? 0).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }
}

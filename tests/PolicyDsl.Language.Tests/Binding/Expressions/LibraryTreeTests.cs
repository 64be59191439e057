using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

public sealed class LibraryTreeTests
{
    [Fact]
    public void Every_expression_of_the_standard_library_is_a_good_tree()
    {
        var compilation = TestCompilation.CompileWithoutErrors("using idpc");
        var roots = RootsOf(compilation.Scope).ToList();

        Assert.True(roots.Count > 100);
        Assert.Empty(roots.SelectMany(BoundTreeRules.FindBroken));
    }

    private static IEnumerable<BoundExpression> RootsOf(GlobalScope scope) =>
    [
        .. scope.All<EntitySymbol>().SelectMany(e => e.Invariants),
        .. scope.All<EntitySymbol>().SelectMany(e => e.Fields).Select(f => f.Formula).OfType<BoundExpression>(),
        .. scope.All<TableSymbol>().SelectMany(t => t.Arms).SelectMany(a => a.ArmChildren()),
        .. scope.All<MeasureSymbol>().Select(m => m.Value).OfType<BoundExpression>(),
        .. scope.All<PrincipleSymbol>().SelectMany(p => p.Clauses).SelectMany(RootsOf),
    ];

    private static IEnumerable<BoundExpression> RootsOf(ClauseSymbol clause) => clause.Form switch
    {
        LogicalForm { Unless: { } unless } logical => [logical.When, unless],
        LogicalForm logical => [logical.When],
        RequireForm require => [require.Condition],
        NeverFallsForm falls => [falls.Term],
        _ => [],
    };
}

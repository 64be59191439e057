using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>Which rules fired and which logical clauses had something to say in the tests run so far.</summary>
internal sealed class TestCoverage(Interpreter interpreter, GlobalScope scope)
{
    private readonly HashSet<RuleSymbol> fired = [];
    private readonly HashSet<ClauseSymbol> reached = [];
    private readonly ImmutableArray<ClauseSymbol> clauses =
        [.. scope.All<PrincipleSymbol>().SelectMany(p => p.Clauses).Where(c => c.Form is LogicalForm)];

    public ImmutableArray<RuleSymbol> RulesNotFired => [.. interpreter.Policy.Rules.Where(r => !fired.Contains(r))];

    public ImmutableArray<ClauseSymbol> ClausesNotReached => [.. clauses.Where(c => !reached.Contains(c))];

    public void Add(EntityInstance incident, IIncidentHistory history, Decision decision)
    {
        fired.UnionWith(decision.Outcomes.Where(o => o.State is RuleState.Fired or RuleState.SetAside).Select(o => o.Rule));
        foreach (var clause in clauses.Where(c => !reached.Contains(c)))
        {
            if (clause.Form is LogicalForm form && ClauseTrial.Try(form, interpreter, incident, history, decision).IsConcerned)
            {
                reached.Add(clause);
            }
        }
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Logic;
using PolicyDsl.Verification.Principles;

namespace PolicyDsl.Verification;

/// <summary>Every answer that the text of a policy alone gives, for every possible incident: its clauses and its logic, asked of one universe.</summary>
/// <param name="Verdicts">One per clause, by rank of the principle, then in order of declaration; clauses that need data are open.</param>
/// <param name="Logic">PD2001 to PD2011.</param>
public sealed record PolicyProof(ImmutableArray<ClauseVerdict> Verdicts, LogicReport Logic)
{
    /// <summary>Asks all questions. A policy too large to model leaves them undecided, and one question that is out of budget leaves the others.</summary>
    /// <exception cref="ArgumentException">The compilation holds no policy.</exception>
    public static PolicyProof Run(Compilation compilation, DiagramBudget? budget = null)
    {
        var policy = compilation.Policy ?? throw new ArgumentException("There is no policy to prove anything about.", nameof(compilation));
        var verdicts = PrincipleChecker.Check(policy, compilation.Principles);
        ImmutableArray<ClauseSymbol> clauses = [.. verdicts.Select(v => v.Clause).Where(ClauseProofs.CanProve)];
        try
        {
            var modelled = new ModelledPolicy(policy, compilation.Scope) { Clauses = clauses, Conditions = LogicChecks.FindConditions(policy) };
            var model = Universe.Create([modelled], budget).Models[0];
            return new PolicyProof(Merge(verdicts, ClauseProofs.Prove(model, clauses), policy), LogicChecks.Check(model, compilation));
        }
        catch (BudgetExceededException e)
        {
            var undecided = clauses.Select(c => ClauseProofs.Undecided(c, e.Message)).ToImmutableArray();
            return new PolicyProof(Merge(verdicts, undecided, policy), LogicReport.Nothing with { Diagnostics = [LogicChecks.ReportTooLarge(policy, e.Message)] });
        }
    }

    private static ImmutableArray<ClauseVerdict> Merge(ImmutableArray<ClauseVerdict> verdicts, ImmutableArray<ClauseVerdict> proved, PolicySymbol policy)
    {
        var byClause = proved.ToDictionary(v => v.Clause, v => PrincipleChecker.WithDeparture(v, policy));
        return [.. verdicts.Select(v => byClause.GetValueOrDefault(v.Clause, v))];
    }
}

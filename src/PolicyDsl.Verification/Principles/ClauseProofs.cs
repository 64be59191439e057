using System.Collections.Immutable;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Principles;

/// <summary>
/// Proves or refutes logical and order clauses for every possible incident (language.md section 9). The model's universe must have been made
/// with the clauses. Each clause is a question of its own: one that exceeds the budget is undecided and leaves the others as they are.
/// </summary>
public static class ClauseProofs
{
    /// <summary>Whether a clause is of a kind that is proved here.</summary>
    public static bool CanProve(ClauseSymbol clause) => clause.Form is LogicalForm or NeverFallsForm;

    /// <summary>A verdict on every clause that can be proved, in their order; the others are left out.</summary>
    public static ImmutableArray<ClauseVerdict> Prove(PolicyModel model, IEnumerable<ClauseSymbol> clauses)
    {
        // Made before the first question, its parts outlast all of them.
        _ = new WitnessFinder(model);
        return [.. clauses.Where(CanProve).Select(c => Prove(model, c))];
    }

    /// <summary>The incidents that break a clause; for an order clause the first of two, of which a second with more is treated less severely.</summary>
    /// <exception cref="BudgetExceededException">It is too large.</exception>
    public static Diagram FindViolating(PolicyModel model, ClauseSymbol clause)
    {
        model.Universe.Diagrams.StartQuestion();
        var violating = clause.Form switch
        {
            LogicalForm logical => LogicalProof.FindViolating(model, logical),
            NeverFallsForm order => OrderProof.FindViolating(model, order),
            _ => throw new ArgumentException($"`{clause.QualifiedName}` is not a clause about every incident.", nameof(clause)),
        };
        return model.Universe.Diagrams.And(model.Universe.Valid, violating);
    }

    private static ClauseVerdict Prove(PolicyModel model, ClauseSymbol clause)
    {
        try
        {
            using var asked = model.Universe.Ask();
            if (!model.Universe.Diagrams.Intersects(model.Universe.Valid, model.Scope.True))
            {
                return new ClauseVerdict(clause, Verdict.Proved, "there is no incident in scope at all, so nothing breaks it");
            }

            return clause.Form is NeverFallsForm order ? OrderProof.Prove(model, clause, order)
                : clause.Form is LogicalForm logical ? LogicalProof.Prove(model, clause, logical)
                : throw new ArgumentException($"`{clause.QualifiedName}` is not a clause about every incident.", nameof(clause));
        }
        catch (BudgetExceededException e)
        {
            return Undecided(clause, e.Message);
        }
    }

    /// <summary>The verdict on a clause that is out of budget, or whose policy is.</summary>
    public static ClauseVerdict Undecided(ClauseSymbol clause, string why) => new(clause, Verdict.Undecided, $"the proof is out of its budget: {why}");
}

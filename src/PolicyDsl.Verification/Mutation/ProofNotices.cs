using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Logic;
using PolicyDsl.Verification.Principles;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// What proofs say against a mutant and not against the original: a clause about every incident that the original keeps and the mutant does
/// not, two rules in conflict, an incident that nothing decides. A conflict counts where an incident shows it, as only then it is an error.
/// The original's clauses are proved once.
/// </summary>
internal sealed class ProofNotices
{
    private readonly HashSet<string> kept;

    private ProofNotices(HashSet<string> kept) => this.kept = kept;

    /// <exception cref="BudgetExceededException">The original is too large to be asked.</exception>
    public static ProofNotices Create(Compilation original, PolicySymbol policy, DiagramBudget? budget)
    {
        ImmutableArray<ClauseSymbol> clauses = [.. ProvableClauses(original).Where(c => policy.Departures.All(d => d.Clause != c))];
        var model = Universe.Create([new ModelledPolicy(policy, original.Scope) { Clauses = clauses }], budget).Models[0];
        return new ProofNotices(clauses.Where(c => IsKept(model, c)).Select(c => c.QualifiedName).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The clauses of a mutant that the original keeps.</summary>
    public ImmutableArray<ClauseSymbol> FindClauses(Compilation mutated) => [.. ProvableClauses(mutated).Where(c => kept.Contains(c.QualifiedName))];

    /// <summary>What proofs say against the mutant, as a sentence without a full stop; null where nothing new.</summary>
    /// <exception cref="BudgetExceededException">A question is too large.</exception>
    public static string? Find(PolicyModel before, PolicyModel after, DecisionDifference difference, ImmutableArray<ClauseSymbol> clauses)
    {
        if (clauses.FirstOrDefault(c => !ClauseProofs.FindViolating(after, c).IsFalse) is { } broken)
        {
            return $"clause `{broken.QualifiedName}` no longer holds";
        }

        var (diagrams, valid) = (after.Universe.Diagrams, after.Universe.Valid);
        diagrams.StartQuestion();
        var conflict = diagrams.And(diagrams.Difference(difference.After.Conflict, difference.Before.Conflict), valid);
        foreach (var (one, other) in conflict.IsFalse ? [] : difference.After.FindMeeting(conflict))
        {
            if (IsNew(before, one, other) && IsShown(after, one, other))
            {
                return $"rules `{one.Name}` and `{other.Name}` conflict";
            }
        }

        var gap = diagrams.Difference(difference.After.DecidesNothing, difference.Before.DecidesNothing);
        return diagrams.Intersects(gap, valid) && GapCheck.FindViolating(before).IsFalse ? "some incident is decided by nothing" : null;
    }

    private static IEnumerable<ClauseSymbol> ProvableClauses(Compilation compilation) => compilation.Principles.SelectMany(p => p.Clauses).Where(ClauseProofs.CanProve);

    private static bool IsKept(PolicyModel model, ClauseSymbol clause)
    {
        try
        {
            return ClauseProofs.FindViolating(model, clause).IsFalse;
        }
        catch (BudgetExceededException)
        {
            return false;
        }
    }

    /// <summary>Whether two rules of the mutant did not conflict in the original.</summary>
    private static bool IsNew(PolicyModel before, RuleSymbol one, RuleSymbol other)
    {
        var rules = before.Policy.Rules;
        return rules.FirstOrDefault(r => r.Name == one.Name) is not { } first
            || rules.FirstOrDefault(r => r.Name == other.Name) is not { } second
            || ConflictCheck.FindViolating(before, first, second).IsFalse;
    }

    private static bool IsShown(PolicyModel model, RuleSymbol one, RuleSymbol other)
    {
        var where = ConflictCheck.FindViolating(model, one, other);
        return !where.IsFalse && new WitnessFinder(model).Find(where, w => w.Decision.Status == DecisionStatus.Conflict).Witness is not null;
    }
}

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
/// The original is asked once.
/// </summary>
internal sealed class ProofNotices
{
    private readonly HashSet<string> kept;
    private readonly HashSet<(string, string)> conflicting;
    private readonly bool hasGap;

    private ProofNotices(HashSet<string> kept, HashSet<(string, string)> conflicting, bool hasGap)
    {
        this.kept = kept;
        this.conflicting = conflicting;
        this.hasGap = hasGap;
    }

    /// <exception cref="BudgetExceededException">The original is too large to be asked.</exception>
    public static ProofNotices Create(Compilation original, PolicySymbol policy, DiagramBudget? budget)
    {
        ImmutableArray<ClauseSymbol> clauses = [.. ProvableClauses(original).Where(c => policy.Departures.All(d => d.Clause != c))];
        var model = Universe.Create([new ModelledPolicy(policy, original.Scope) { Clauses = clauses }], budget).Models[0];
        return new ProofNotices(
            clauses.Where(c => IsKept(model, c)).Select(c => c.QualifiedName).ToHashSet(StringComparer.Ordinal),
            FindConflicts(model).Select(c => (c.One.Name, c.Other.Name)).ToHashSet(),
            !GapCheck.FindViolating(model).IsFalse);
    }

    /// <summary>The clauses of a mutant that the original keeps.</summary>
    public ImmutableArray<ClauseSymbol> FindClauses(Compilation mutated) => [.. ProvableClauses(mutated).Where(c => kept.Contains(c.QualifiedName))];

    /// <summary>What proofs say against the mutant, as a sentence without a full stop; null where nothing new.</summary>
    /// <exception cref="BudgetExceededException">A question is too large.</exception>
    public string? Find(PolicyModel mutated, ImmutableArray<ClauseSymbol> clauses)
    {
        if (clauses.FirstOrDefault(c => !ClauseProofs.FindViolating(mutated, c).IsFalse) is { } broken)
        {
            return $"clause `{broken.QualifiedName}` no longer holds";
        }

        foreach (var (one, other) in FindConflicts(mutated).Where(c => !conflicting.Contains((c.One.Name, c.Other.Name))))
        {
            if (IsShown(mutated, one, other))
            {
                return $"rules `{one.Name}` and `{other.Name}` conflict";
            }
        }

        return !hasGap && !GapCheck.FindViolating(mutated).IsFalse ? "some incident is decided by nothing" : null;
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

    private static IEnumerable<(RuleSymbol One, RuleSymbol Other)> FindConflicts(PolicyModel model)
    {
        if (!model.Universe.Diagrams.Intersects(model.Conflict, model.World))
        {
            yield break;
        }

        RuleSymbol[] rules = [.. model.Policy.Rules.Where(r => r.Action is not null)];
        for (var i = 0; i < rules.Length; i++)
        {
            for (var j = i + 1; j < rules.Length; j++)
            {
                if (!ConflictCheck.FindViolating(model, rules[i], rules[j]).IsFalse)
                {
                    yield return (rules[i], rules[j]);
                }
            }
        }
    }

    private static bool IsShown(PolicyModel model, RuleSymbol one, RuleSymbol other) => new WitnessFinder(model)
        .Find(ConflictCheck.FindViolating(model, one, other), w => w.Decision.Status == DecisionStatus.Conflict).Witness is not null;
}

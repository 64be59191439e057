using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>Makes the summary of a policy from what was counted.</summary>
internal static class RunSummaries
{
    public static RunSummary Make(RunPolicy policy, EngineResult result, int place, ImmutableArray<FieldPath> by, ImmutableArray<GroupCount> groups)
    {
        var (counts, load) = (result.Counts[place], result.Load);
        return new RunSummary
        {
            Policy = policy.Policy.Name,
            Load = load,
            Rows = new RowAccount(load.RowsRead, counts.RowsInScope, counts.RowsOutside, result.RowsHistoryOnly, load.RowsSetAside, load.RowsRejected),
            Decided = counts.InScope,
            Outside = counts.Outside,
            ScopeUnknown = counts.ScopeUnknown,
            HistoryOnly = result.HistoryOnly,
            Unsettled = counts.Unsettled,
            UnsettledOutside = counts.ScopeUnknown,
            Conflicts = counts.Conflicts,
            None = counts.None,
            ByOtherwise = counts.ByOtherwise,
            Dispositions = counts.Dispositions(NamedBy(policy.Policy)),
            Offers = counts.Offers(),
            Rules = counts.Rules(),
            ConflictingRules = counts.ConflictingRules(),
            ScopeWants = counts.ScopeWants(),
            By = [.. by.Select(p => p.Field.QualifiedName)],
            Groups = groups,
            InactiveCrackdowns = [.. policy.Policy.Rules.OfType<CrackdownSymbol>().Select(c => c.Name)],
            Notes = RunNotes.For(policy.Policy, counts, result.Dataset),
        };
    }

    /// <summary>The actions that a policy names.</summary>
    public static ImmutableArray<ActionSymbol> NamedBy(PolicySymbol policy) =>
        [.. policy.Rules.Select(r => r.Action).Append(policy.Otherwise).OfType<ActionSymbol>().Distinct()];
}

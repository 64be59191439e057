using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>Sentences that go with the figures of a run: what they leave open and why.</summary>
internal static class RunNotes
{
    public static ImmutableArray<string> For(PolicySymbol policy, PolicyCounts counts, DatasetSymbol dataset)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        notes.AddRange(dataset.Cautions);
        if (policy.Rules.OfType<CrackdownSymbol>().Select(c => $"`{c.Name}`").ToList() is { Count: > 0 } crackdowns)
        {
            notes.Add($"No crackdown is taken as active, so {string.Join(", ", crackdowns)} decided nothing.");
        }

        if (counts.Conflicts > 0)
        {
            notes.Add($"For {Count.Of(counts.Conflicts, "incident")} rules that stand name different actions; the mildest is taken.");
        }

        if (counts.None > 0)
        {
            notes.Add($"For {Count.Of(counts.None, "incident")} no rule stands and there is no `otherwise`, so nothing is decided.");
        }

        if (counts.Unsettled > 0)
        {
            notes.Add($"For {Count.Of(counts.Unsettled, "incident")} something unknown could change the disposition: they are unsettled.");
        }

        if (counts.ScopeUnknown > 0)
        {
            notes.Add($"For {Count.Of(counts.ScopeUnknown, "incident")} it is unknown whether the policy applies; they count as outside.");
        }

        foreach (var (field, reason) in dataset.NotFollowed.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            notes.Add($"Histories of `{field}` are unknown: {reason}");
        }

        return notes.ToImmutable();
    }
}

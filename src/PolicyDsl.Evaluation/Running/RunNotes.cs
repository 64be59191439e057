using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>Sentences that go with the figures of a run: what they leave open and why.</summary>
internal static class RunNotes
{
    public static ImmutableArray<string> For(PolicySymbol policy, RunTally tally, IncidentData data)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        notes.AddRange(data.Dataset.Cautions);
        if (policy.Rules.OfType<CrackdownSymbol>().Select(c => $"`{c.Name}`").ToList() is { Count: > 0 } crackdowns)
        {
            notes.Add($"No crackdown is taken as active, so {string.Join(", ", crackdowns)} decided nothing.");
        }

        if (tally.All.Conflicts > 0)
        {
            notes.Add($"For {Count.Of(tally.All.Conflicts, "incident")} rules that stand name different actions; the mildest is taken.");
        }

        if (tally.All.None > 0)
        {
            notes.Add($"For {Count.Of(tally.All.None, "incident")} no rule stands and there is no `otherwise`, so nothing is decided.");
        }

        if (tally.All.Unsettled > 0)
        {
            notes.Add($"For {Count.Of(tally.All.Unsettled, "incident")} something unknown could change the disposition: they are unsettled.");
        }

        if (tally.ScopeUnknown > 0)
        {
            notes.Add($"For {Count.Of(tally.ScopeUnknown, "incident")} it is unknown whether the policy applies; they count as outside.");
        }

        foreach (var (field, reason) in data.Dataset.NotFollowed.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            notes.Add($"Histories of `{field}` are unknown: {reason}");
        }

        return notes.ToImmutable();
    }
}

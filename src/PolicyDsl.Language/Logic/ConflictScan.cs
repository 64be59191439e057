using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Logic;

/// <summary>
/// Finds pairs of rules that name different actions, of which neither is above the other, and that no single field keeps apart.
/// Such a pair may conflict (PD2001): a warning, since no incident is shown. Pairs that a field does keep apart cannot, so nothing
/// that can conflict is left out. Cost: at most <see cref="MaxPairs"/> pairs; a search that stops there, or at <see cref="MaxFindings"/> findings, says so (PD2003).
/// </summary>
public static class ConflictScan
{
    private const int MaxPairs = 2_000_000;
    private const int MaxFindings = 50;

    public static ImmutableArray<Diagnostic> Find(PolicySymbol policy)
    {
        var rules = policy.Rules.Where(r => r.Action is not null).ToArray();
        var facts = rules.Select(NecessaryFacts.Of).ToArray();
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        var pairs = 0;
        for (var i = 0; i < rules.Length; i++)
        {
            for (var j = i + 1; j < rules.Length; j++)
            {
                if (++pairs > MaxPairs || findings.Count >= MaxFindings)
                {
                    findings.Add(Unfinished(policy, findings.Count));
                    return findings.ToImmutable();
                }

                if (rules[i].Action != rules[j].Action && !facts[i].Excludes(facts[j]) && !AreOrdered(rules[i], rules[j]))
                {
                    findings.Add(Report(rules[i], rules[j]));
                }
            }
        }

        return findings.ToImmutable();
    }

    private static bool AreOrdered(RuleSymbol one, RuleSymbol other) => one.Overrides.Contains(other) || other.Overrides.Contains(one);

    private static Diagnostic Report(RuleSymbol one, RuleSymbol other) =>
        Diagnostic.Create(LogicFindings.PossibleConflict, other.Location ?? one.Location, one.Name, other.Name, one.Action?.Name, other.Action?.Name) with
        {
            Hint = $"Add `overrides {other.Name}` to `{one.Name}`, or the other way round, or conditions that keep them apart.",
            Related = one.Location is { } location ? [new RelatedLocation(location, $"rule `{one.Name}`")] : [],
        };

    private static Diagnostic Unfinished(PolicySymbol policy, int found) =>
        Diagnostic.Create(LogicFindings.ConflictSearchStopped, policy.Location, found) with
        {
            Hint = "Put rules in order with `overrides`, or keep them apart by their conditions, and check again.",
        };
}

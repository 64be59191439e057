using System.Collections.Immutable;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// What the data cannot tell of the histories that a policy looks at: keys that are not followed, that never repeat, or that are
/// unknown. A history over such a key is unknown or empty for reasons of the data alone.
/// </summary>
public static class HistoryFindings
{
    /// <param name="policy">The policy.</param>
    /// <param name="dataset">The data set that it was run on.</param>
    /// <param name="facts">What was found of the histories of the run; of those over the same keys one is enough.</param>
    public static ImmutableArray<Diagnostic> Find(PolicySymbol policy, DatasetSymbol dataset, ImmutableArray<HistoryFacts> facts)
    {
        var findings = new DiagnosticBag();
        var seen = new HashSet<(string User, string Keys)>();
        var known = facts.GroupBy(f => KeysOf(f.History), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (user, history) in HistoriesOf(policy))
        {
            var keys = KeysOf(history);
            if (keys.Length > 0 && seen.Add((user, keys)) && known.TryGetValue(keys, out var fact))
            {
                Check(user, keys, history, fact, dataset, findings);
            }
        }

        return [.. findings];
    }

    private static void Check(string user, string keys, BoundHistory history, HistoryFacts facts, DatasetSymbol dataset, DiagnosticBag findings)
    {
        var location = history.Location;
        if (facts.WhyNotFollowed is { } reason)
        {
            findings.Add(Diagnostic.Create(DataErrors.NotFollowed, location, user, keys, dataset.Name, reason) with
            {
                Hint = "The rule stays open wherever it turns on this history.",
            });
            return;
        }

        if (facts.Longest == 1)
        {
            findings.Add(Diagnostic.Create(DataErrors.KeyNeverRepeats, location, user, keys, dataset.Name) with { Hint = HintAt(history) });
        }

        if (facts.WithoutKey > 0)
        {
            findings.Add(Diagnostic.Create(DataErrors.KeyUnknown, location, user, keys, Count.Of(facts.WithoutKey, "incident"), dataset.Name) with
            {
                Hint = facts.Longest == 0 ? HintAt(history) : null,
            });
        }
    }

    private static IEnumerable<(string User, BoundHistory History)> HistoriesOf(PolicySymbol policy)
    {
        foreach (var history in Dependencies.HistoriesOf(policy.AppliesWhen))
        {
            yield return ("`applies when`", history);
        }

        foreach (var rule in policy.Rules)
        {
            foreach (var history in Dependencies.HistoriesOf(rule.When, rule.Unless))
            {
                yield return ($"{(rule is CrackdownSymbol ? "Crackdown" : "Rule")} `{rule.Name}`", history);
            }
        }
    }

    /// <summary>What a data set can declare not to be followed is a text or an entity of the incident itself; other keys get no hint.</summary>
    private static string? HintAt(BoundHistory history)
    {
        var field = history.Keys.Select(k => KeyPath.FieldsOf(k).FirstOrDefault()).FirstOrDefault(f => f is not null && (f.Type is EntityType || f.Type == BasicType.Text));
        return field is null
            ? null
            : $"If the data do not tell one from another, write `{field.Name} not followed because \"…\"` in the data set; the history is then unknown, not empty.";
    }

    private static string KeysOf(BoundHistory history) =>
        string.Join(", ", history.Keys.Select(k => string.Join('.', KeyPath.FieldsOf(k).Select(f => f.Name))));
}

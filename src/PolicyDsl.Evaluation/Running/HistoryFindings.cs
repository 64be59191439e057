using System.Collections.Immutable;
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
    public static ImmutableArray<Diagnostic> Find(PolicySymbol policy, IncidentData data)
    {
        var findings = new DiagnosticBag();
        var seen = new HashSet<(string User, string Keys)>();
        foreach (var (user, history) in HistoriesOf(policy))
        {
            var keys = KeysOf(history);
            if (keys.Length > 0 && seen.Add((user, keys)))
            {
                Check(user, keys, history, data, findings);
            }
        }

        return [.. findings];
    }

    private static void Check(string user, string keys, BoundHistory history, IncidentData data, DiagnosticBag findings)
    {
        var location = history.Location;
        if (data.History.WhyNotFollowed(history) is { } reason)
        {
            findings.Add(Diagnostic.Create(DataErrors.NotFollowed, location, user, keys, data.Dataset.Name, reason) with
            {
                Hint = "The rule stays open wherever it turns on this history.",
            });
            return;
        }

        if (data.History is not IncidentHistory index || index.FindIndex(history) is not { } keyIndex)
        {
            return;
        }

        if (keyIndex.Longest == 1)
        {
            findings.Report(DataErrors.KeyNeverRepeats, location, user, keys, data.Dataset.Name);
        }

        if (keyIndex.WithoutKey > 0)
        {
            findings.Report(DataErrors.KeyUnknown, location, user, keys, Count.Of(keyIndex.WithoutKey, "incident"), data.Dataset.Name);
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

    private static string KeysOf(BoundHistory history) =>
        string.Join(", ", history.Keys.Select(k => string.Join('.', KeyPath.FieldsOf(k).Select(f => f.Name))));
}

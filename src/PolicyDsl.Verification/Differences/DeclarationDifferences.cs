using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>Something that two policies declare differently.</summary>
/// <param name="Where">As in <c>rule `divert_users`</c>, or <c>policy</c>.</param>
/// <param name="What">The clause word, as <c>because</c>.</param>
/// <param name="Before">Null where the policy before says nothing.</param>
/// <param name="After">Null where the policy after says nothing.</param>
public sealed record DeclarationDifference(string Where, string What, string? Before, string? After);

/// <summary>What two policies declare differently besides what they decide.</summary>
public sealed record DeclarationDifferences
{
    public static readonly DeclarationDifferences None = new();

    /// <summary>Titles, reasons, benefits …: words that no decision depends on.</summary>
    public ImmutableArray<DeclarationDifference> Words { get; init; } = [];

    /// <summary>Crackdowns, resources, periods …: what a proof about one incident leaves free, and what changes practice all the same.</summary>
    public ImmutableArray<DeclarationDifference> Operations { get; init; } = [];

    /// <summary>Rules by name that only the policy before has.</summary>
    public ImmutableArray<string> RulesOnlyBefore { get; init; } = [];

    public ImmutableArray<string> RulesOnlyAfter { get; init; } = [];

    public static DeclarationDifferences Find(ModelledPolicy before, ModelledPolicy after)
    {
        var (old, now) = (before.Policy, after.Policy);
        var finder = new Finder();
        finder.Words("policy", HeaderWords(old), HeaderWords(now));
        finder.Operations("policy", [("in force", Period(old))], [("in force", Period(now))]);
        foreach (var (rule, other) in Pairs(old.Rules, now.Rules))
        {
            finder.Words($"{rule.Kind} `{rule.Name}`", RuleWords(rule), RuleWords(other));
            finder.Operations($"{rule.Kind} `{rule.Name}`", RuleOperations(rule), RuleOperations(other));
        }

        finder.All("resource", old.Resources, now.Resources, r => $"{r.Amount.ToString(CultureInfo.InvariantCulture)} {r.AmountType.Name} per {r.Period}");
        finder.All("allocation", old.Allocations, now.Allocations, Describe);
        finder.All("capacity of", before.Scope.All<ServiceSymbol>(), after.Scope.All<ServiceSymbol>(), s => s.Capacity is { } places ? $"{Number(places)} per {s.CapacityPeriod}" : null);
        return new DeclarationDifferences
        {
            Words = [.. finder.FoundWords],
            Operations = [.. finder.FoundOperations],
            RulesOnlyBefore = [.. OnlyIn(old, now)],
            RulesOnlyAfter = [.. OnlyIn(now, old)],
        };
    }

    private static IEnumerable<string> OnlyIn(PolicySymbol policy, PolicySymbol other) =>
        policy.Rules.Select(r => r.Name).Except(other.Rules.Select(r => r.Name), StringComparer.Ordinal);

    private static IEnumerable<(RuleSymbol Before, RuleSymbol After)> Pairs(ImmutableArray<RuleSymbol> before, ImmutableArray<RuleSymbol> after) =>
        before.Join(after, r => (r.Kind, r.Name), r => (r.Kind, r.Name), (old, now) => (old, now));

    private static (string, string?)[] HeaderWords(PolicySymbol policy) =>
    [
        ("name", policy.Name), ("title", policy.Title), ("owner", policy.Owner), ("version", policy.Version), ("legal", policy.Legal),
        ("complaints", policy.Complaints), ("review", policy.ReviewEvery?.ToString()), ("advances", Names(policy.Advances)), ("partners", Names(policy.Partners)),
        ("departs from", Join(policy.Departures.Select(d => $"{d.Clause.QualifiedName} until {Day(d.Until)}"))),
    ];

    private static (string, string?)[] RuleWords(RuleSymbol rule) =>
        [("title", rule.Title), ("because", rule.Because), ("benefit", rule.Benefit), ("legal", rule.Legal)];

    private static (string, string?)[] RuleOperations(RuleSymbol rule) =>
    [
        ("priority", rule.Priority?.ToString(CultureInfo.InvariantCulture)),
        .. rule is CrackdownSymbol crackdown ? CrackdownOperations(crackdown) : [],
    ];

    /// <summary>A target is told apart by its meaning, and shown as it is written.</summary>
    private static IEnumerable<(string, string?)> CrackdownOperations(CrackdownSymbol crackdown) =>
    [
        ("target", crackdown.Target is { } target ? ExpressionKey.Of(target) + '\0' + target.Location.Text : null),
        ("announce", crackdown.Announce is { } announce ? $"{announce} before by {Names(crackdown.Channels)}" : null),
        ("lasts", crackdown.Lasts?.ToString()), ("rests", crackdown.Rests?.ToString()),
        ("cap", crackdown.Cap is { } cap ? $"at most {cap.ToString(CultureInfo.InvariantCulture)} per {crackdown.CapPeriod}" : null),
    ];

    private static string? Period(PolicySymbol policy) => policy.InForceFrom is null && policy.InForceTo is null ? null
        : $"{(policy.InForceFrom is { } from ? Day(from) : "")} to {(policy.InForceTo is { } to ? Day(to) : "")}".Trim();

    private static string Describe(AllocationSymbol a) =>
        $"{Number(a.Total)} in proportion to {a.Need} per {a.Per}{(a.AtLeast is { } least ? $", at least {Number(least)}" : "")}{(a.AtMost is { } most ? $", at most {Number(most)}" : "")}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string? Names(IEnumerable<Symbol> symbols) => Join(symbols.Select(s => s.Name));

    private static string? Join(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : null;

    private sealed class Finder
    {
        public List<DeclarationDifference> FoundWords { get; } = [];

        public List<DeclarationDifference> FoundOperations { get; } = [];

        public void Words(string where, (string What, string? Text)[] before, (string What, string? Text)[] after) => Compare(FoundWords, where, before, after);

        public void Operations(string where, (string What, string? Text)[] before, (string What, string? Text)[] after) => Compare(FoundOperations, where, before, after);

        /// <summary>Everything of a kind, by name.</summary>
        public void All<T>(string kind, IEnumerable<T> before, IEnumerable<T> after, Func<T, string?> describe)
            where T : Symbol
        {
            var (old, now) = (before.ToDictionary(s => s.Name, describe, StringComparer.Ordinal), after.ToDictionary(s => s.Name, describe, StringComparer.Ordinal));
            foreach (var name in old.Keys.Concat(now.Keys).Distinct(StringComparer.Ordinal))
            {
                Operations("policy", [($"{kind} `{name}`", old.GetValueOrDefault(name))], [($"{kind} `{name}`", now.GetValueOrDefault(name))]);
            }
        }

        private static void Compare(List<DeclarationDifference> found, string where, (string What, string? Text)[] before, (string What, string? Text)[] after)
        {
            var whats = before.Concat(after).Select(p => p.What).Distinct(StringComparer.Ordinal);
            foreach (var what in whats)
            {
                var (old, now) = (before.FirstOrDefault(p => p.What == what).Text, after.FirstOrDefault(p => p.What == what).Text);
                if (Meaning(old) != Meaning(now))
                {
                    found.Add(new DeclarationDifference(where, what, Shown(old), Shown(now)));
                }
            }
        }

        private static string? Meaning(string? text) => text?.Split('\0')[0];

        private static string? Shown(string? text) => text?.Split('\0')[^1];
    }
}

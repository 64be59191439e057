using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// Tells several members of an enum in few words: by a named set or what it lacks, with a member more or less, else one by one or those that
/// are missing.
/// </summary>
internal sealed class MemberWords(IEnumerable<SetSymbol> sets)
{
    private const int FewMembers = 3;
    private const int FewChanges = 2;

    private readonly ImmutableArray<SetSymbol> sets = [.. sets];

    /// <summary>As in <c>supply or production</c>, <c>in violent</c>, <c>in drug_offences or theft</c>, <c>not in drug_offences</c>, <c>not theft</c>, <c>other than theft and fraud</c>.</summary>
    public string Describe(EnumSymbol of, IReadOnlyCollection<int> members)
    {
        var inside = members.ToHashSet();
        var outside = Enumerable.Range(0, of.Members.Length).Where(m => !inside.Contains(m)).ToHashSet();
        if (inside.Count <= FewMembers)
        {
            return List(of, inside);
        }

        if (outside.Count is > 0 and <= FewMembers)
        {
            return But(of, outside);
        }

        return FindSet(of, inside, outside) ?? (inside.Count <= outside.Count ? List(of, inside) : But(of, outside));
    }

    /// <summary>The set that takes the fewest changes; of a set, members left out are as good as members more.</summary>
    private string? FindSet(EnumSymbol of, HashSet<int> inside, HashSet<int> outside)
    {
        var best = sets.Where(s => s.Enum?.Name == of.Name)
            .SelectMany(s => new[] { Compare(s, inside, false), Compare(s, outside, true) })
            .OrderBy(c => c.More.Count + c.Less.Count)
            .ThenBy(c => c.IsNegated)
            .FirstOrDefault();
        if (best.Name is null || best.More.Count + best.Less.Count > FewChanges)
        {
            return null;
        }

        // Of what is outside, members more are left out of the inside, and members less are in it.
        var (added, removed) = best.IsNegated ? (best.Less, best.More) : (best.More, best.Less);
        var text = $"{(best.IsNegated ? "not in" : "in")} {best.Name}";
        return $"{text}{(removed.Count == 0 ? "" : $" but not {List(of, removed)}")}{(added.Count == 0 ? "" : $", or {List(of, added)}")}";
    }

    private static (string? Name, bool IsNegated, HashSet<int> More, HashSet<int> Less) Compare(SetSymbol set, HashSet<int> members, bool isNegated)
    {
        var own = set.Members.Select(m => m.Ordinal).ToHashSet();
        return (set.Name, isNegated, [.. members.Except(own)], [.. own.Except(members)]);
    }

    private static string But(EnumSymbol of, IReadOnlyCollection<int> members) => members.Count == 1 ? $"not {List(of, members)}" : $"other than {List(of, members, "and")}";

    private static string List(EnumSymbol of, IEnumerable<int> members, string word = "or")
    {
        var names = members.Order().Select(m => of.Members[m].Name).ToList();
        return names.Count <= 1 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} {word} {names[^1]}";
    }
}

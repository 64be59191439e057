using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Where two policies of one universe decide differently, part by part; on incidents that are none it means nothing. They can differ only where a
/// rule that differs fires or is open, so they are compared there alone: a mutant differs in one rule, and there are few incidents of that one.
/// </summary>
internal sealed class DecisionDifference
{
    private readonly PolicyModel before;
    private readonly PolicyModel after;
    private readonly DiagramManager diagrams;

    public DecisionDifference(PolicyModel before, PolicyModel after)
    {
        this.before = before;
        this.after = after;
        diagrams = before.Universe.Diagrams;
        var within = diagrams.AndAll([before.Scope.True, after.Scope.True, FindRegion()]);
        within = diagrams.Intersects(within, before.Universe.Valid) ? within : Diagram.False;
        Before = new DecisionParts(before, within);
        After = new DecisionParts(after, within);
    }

    public DecisionParts Before { get; }

    public DecisionParts After { get; }

    /// <summary>Where one is outside and the other not, or where they decide otherwise.</summary>
    public Diagram FindDecided() => diagrams.Or(diagrams.Xor(before.Scope.True, after.Scope.True), FindDifference(Before.FindDecided(), After.FindDecided()));

    /// <summary>Where what is unknown leaves open what the other settles.</summary>
    public Diagram FindOpen() => diagrams.Or(diagrams.Xor(before.Scope.False, after.Scope.False), FindDifference(Before.FindOpen(), After.FindOpen()));

    /// <summary>Where some part is there in one and not in the other; a part that only one names is nowhere in the other.</summary>
    private Diagram FindDifference(IEnumerable<(string Name, Diagram Holds)> one, IEnumerable<(string Name, Diagram Holds)> other)
    {
        var (parts, others) = (one.ToDictionary(StringComparer.Ordinal), other.ToDictionary(StringComparer.Ordinal));
        return diagrams.OrAll(parts.Keys.Union(others.Keys, StringComparer.Ordinal).Select(n => diagrams.Xor(parts.GetValueOrDefault(n), others.GetValueOrDefault(n))));
    }

    /// <summary>Where a rule is not the same in both; everywhere, where they differ in more than rules.</summary>
    private Diagram FindRegion()
    {
        if (before.Policy.Otherwise?.Name != after.Policy.Otherwise?.Name || !HaveSameResources() || before.Policy.Rules.Length != after.Policy.Rules.Length)
        {
            return Diagram.True;
        }

        var region = Diagram.False;
        foreach (var (one, other) in before.Policy.Rules.Zip(after.Policy.Rules))
        {
            if (one.Name != other.Name)
            {
                return Diagram.True;
            }

            region = diagrams.Or(region, diagrams.And(before.IsOn(one), FindRegion(one, other)));
        }

        return region;
    }

    /// <summary>
    /// Where the truth of the conditions differs, for rules that do the same; for others, where one may fire. A rule that is above other rules than
    /// before makes a difference only where it meets one of those.
    /// </summary>
    private Diagram FindRegion(RuleSymbol one, RuleSymbol other)
    {
        var (first, second) = (before.Condition(one), after.Condition(other));
        var mayFire = diagrams.Not(diagrams.And(first.False, second.False));
        if (!DoTheSame(one, other))
        {
            return mayFire;
        }

        var meets = FindOverridden(one).Except(FindOverridden(other)).Concat(FindOverridden(other).Except(FindOverridden(one)))
            .Select(i => diagrams.Not(diagrams.And(before.Condition(before.Policy.Rules[i]).False, after.Condition(after.Policy.Rules[i]).False)));
        return diagrams.OrAll(
        [
            diagrams.Xor(first.True, second.True),
            diagrams.Xor(first.False, second.False),
            .. meets.Select(m => diagrams.And(mayFire, m)),
        ]);
    }

    private static IEnumerable<int> FindOverridden(RuleSymbol rule) => rule.Overrides.Select(r => r.Ordinal);

    private bool HaveSameResources() => before.Policy.Resources.Select(r => (r.Name, r.WhenExhausted?.Name)).SequenceEqual(after.Policy.Resources.Select(r => (r.Name, r.WhenExhausted?.Name)));

    private static bool DoTheSame(RuleSymbol one, RuleSymbol other) =>
        one.Action?.Name == other.Action?.Name
        && one.Alternative?.Name == other.Alternative?.Name
        && one is CrackdownSymbol == other is CrackdownSymbol
        && one.To.Select(s => s.Name).SequenceEqual(other.To.Select(s => s.Name), StringComparer.Ordinal)
        && one.Offers.Select(s => s.Name).SequenceEqual(other.Offers.Select(s => s.Name), StringComparer.Ordinal);
}

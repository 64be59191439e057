using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Mutation;

/// <summary>Where two policies of one universe decide differently, part by part; on incidents that are none it means nothing.</summary>
internal sealed class DecisionDifference(PolicyModel before, PolicyModel after)
{
    private readonly DiagramManager diagrams = before.Universe.Diagrams;
    private readonly DecisionParts one = new(before);
    private readonly DecisionParts other = new(after);

    /// <summary>Where one is outside and the other not, or where they decide otherwise.</summary>
    public Diagram FindDecided() =>
        diagrams.Or(diagrams.Xor(before.Scope.True, after.Scope.True), diagrams.And(InBoth, Find(one.FindDecided(), other.FindDecided())));

    /// <summary>The same, or where what is unknown leaves open what the other settles.</summary>
    public Diagram Find() => diagrams.OrAll(
    [
        FindDecided(),
        diagrams.Xor(before.Scope.False, after.Scope.False),
        diagrams.And(InBoth, Find(one.FindOpen(), other.FindOpen())),
    ]);

    private Diagram InBoth => diagrams.And(before.Scope.True, after.Scope.True);

    /// <summary>Where some part is there in one and not in the other; a part that only one names is nowhere in the other.</summary>
    private Diagram Find(IEnumerable<(string Name, Diagram Holds)> before, IEnumerable<(string Name, Diagram Holds)> after)
    {
        var (parts, others) = (before.ToDictionary(StringComparer.Ordinal), after.ToDictionary(StringComparer.Ordinal));
        return diagrams.OrAll(parts.Keys.Union(others.Keys, StringComparer.Ordinal).Select(n => diagrams.Xor(parts.GetValueOrDefault(n), others.GetValueOrDefault(n))));
    }
}

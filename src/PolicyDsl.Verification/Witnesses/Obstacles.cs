using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// What stood in the way of building incidents: the terms taken as independent and the histories that the diagram depends on. Kinds that agree on
/// these and on what they are computed from fail alike.
/// </summary>
internal sealed class Obstacles
{
    private const string Everything = "the incident";

    private readonly Universe universe;
    private readonly Diagram kinds;
    private readonly ImmutableArray<Term> asked;
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);

    public Obstacles(Universe universe, Diagram kinds)
    {
        this.universe = universe;
        this.kinds = kinds;
        asked = [.. universe.Diagrams.Support(kinds).Select(universe.GetTerm).Distinct()];
    }

    /// <summary>The terms that the diagram depends on.</summary>
    public ImmutableArray<Term> Asked => asked;

    /// <summary>Never empty after a failure.</summary>
    public ImmutableArray<string> Names => [.. names];

    /// <summary>The terms of which it is not sure that they can have their values, and whose values matter, everything else being as it is.</summary>
    public ImmutableArray<Term> FindHard(Kind kind)
    {
        var others = asked.Where(t => !IsHard(t)).SelectMany(Variables).ToDictionary(v => v, v => kind.Holds(v));
        return [.. universe.Diagrams.Support(universe.Diagrams.Restrict(kinds, others)).Select(universe.GetTerm).Distinct()];
    }

    /// <summary>There are only kinds in which earlier incidents cannot be looked back on though nothing in the incident says why: a matter of the data, of which there is no example.</summary>
    public void NoteUnfollowed() =>
        names.UnionWith(universe.Terms.Where(t => t.Source is FollowedSource).Select(t => t.Name).DefaultIfEmpty(Everything));

    /// <summary>The kinds that would fail as this one did.</summary>
    /// <param name="kind">The kind for which no incident was found.</param>
    /// <param name="wanting">The terms that did not get their values.</param>
    /// <param name="isOutOfReach">Whether a term never has the value that the kind says, whatever it is computed from.</param>
    public Diagram Note(Kind kind, ImmutableArray<Term> wanting, Func<Term, Kind, bool> isOutOfReach)
    {
        if (wanting.FirstOrDefault(t => isOutOfReach(t, kind)) is { } never)
        {
            names.Add(never.Name);
            return Cube([never], kind);
        }

        var named = wanting.IsEmpty ? asked : wanting;
        names.UnionWith(named.Select(t => t.Name).DefaultIfEmpty(Everything));
        var operands = LooseField.Find(universe, wanting).Select(f => f.Term).OfType<Term>();
        return Cube(named.Concat(operands).Distinct(), kind);
    }

    private Diagram Cube(IEnumerable<Term> terms, Kind kind) =>
        universe.Diagrams.Cube(terms.SelectMany(Variables).ToDictionary(v => v, v => kind.Holds(v)));

    private static bool IsHard(Term term) => term.Source is IndependentSource or HistorySource;

    private static IEnumerable<int> Variables(Term term) => Enumerable.Range(term.FirstVariable, term.VariableCount);
}

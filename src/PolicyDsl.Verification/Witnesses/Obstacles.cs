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
    private readonly ImmutableArray<Term> hard;
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);

    public Obstacles(Universe universe, Diagram kinds)
    {
        this.universe = universe;
        this.kinds = kinds;
        asked = [.. universe.Diagrams.Support(kinds).Select(universe.GetTerm).Distinct()];
        hard = [.. asked.Where(t => t.Source is IndependentSource or HistorySource)];
    }

    /// <summary>Never empty after a failure.</summary>
    public ImmutableArray<string> Names => [.. names];

    /// <summary>The kinds that would fail as this one did.</summary>
    public Diagram Note(Kind kind)
    {
        var named = hard.IsEmpty ? asked : hard;
        names.UnionWith(named.Select(t => t.Name).DefaultIfEmpty(Everything));
        var alike = hard.IsEmpty ? asked : [.. hard.SelectMany(WithOperands).Distinct()];
        return universe.Diagrams.Cube(alike.SelectMany(t => Enumerable.Range(t.FirstVariable, t.VariableCount)).Distinct()
            .ToDictionary(v => v, v => kind.Holds(v)));
    }

    /// <summary>The histories whose values matter, everything else being as it is.</summary>
    public IEnumerable<NumericTerm> FindHistories(Kind kind)
    {
        var others = asked.Where(t => t.Source is not HistorySource).SelectMany(t => Enumerable.Range(t.FirstVariable, t.VariableCount)).ToDictionary(v => v, v => kind.Holds(v));
        return universe.Diagrams.Support(universe.Diagrams.Restrict(kinds, others)).Select(universe.GetTerm).OfType<NumericTerm>().Distinct();
    }

    private static IEnumerable<Term> WithOperands(Term term) => term.Source is IndependentSource source
        ? source.Operands.OfType<TermLeaf>().SelectMany(o => WithOperands(o.Term)).Prepend(term)
        : [term];
}

using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A kind of incident with the values chosen for it, on its way to a witness.</summary>
/// <param name="Incident">The incident with what it refers to.</param>
/// <param name="Facts">The facts of operations.</param>
internal sealed record Draft(EntityInstance Incident, DecideOptions Facts)
{
    public ImmutableArray<EntityInstance> Earlier { get; init; } = [];
}

/// <summary>An assignment of all variables, term by term.</summary>
internal sealed class Kind(Universe universe, ImmutableArray<bool> assignment)
{
    private readonly Dictionary<Term, TermState> states = universe.Terms.ToDictionary(
        t => t, t => TermReader.Of(t).Read(assignment.AsSpan().Slice(t.FirstVariable, t.VariableCount)));

    public ImmutableArray<bool> Assignment => assignment;

    public TermState this[Term term] => states[term];

    /// <summary>Whether a variable of a term is true, as of a class of members.</summary>
    public bool Holds(int variable) => assignment[variable];
}

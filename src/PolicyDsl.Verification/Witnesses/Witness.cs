using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A concrete incident that shows something, replayed on the interpreter.</summary>
/// <param name="Incident">The incident with its person, area and what else it refers to.</param>
/// <param name="Earlier">The earlier incidents that give its histories their values.</param>
/// <param name="Facts">The free facts of operations: crackdowns that are on, alternatives in force, resources used up.</param>
/// <param name="Decision">What the policy decides, by the interpreter.</param>
public sealed record Witness(EntityInstance Incident, ImmutableArray<EntityInstance> Earlier, DecideOptions Facts, Decision Decision)
{
    /// <summary>How far it is from the plain incident, as language.md section 9 counts.</summary>
    public long Deviation { get; init; }

    public IIncidentHistory History => new ListedHistory([.. Earlier]);
}

/// <summary>What came of looking for a witness.</summary>
/// <param name="Witness">Null where no incident could be built that the interpreter confirms.</param>
/// <param name="IndependentTerms">Without a witness: the terms taken as independent, or histories, that stood in the way, as an author would write them.</param>
public sealed record WitnessResult(Witness? Witness, ImmutableArray<string> IndependentTerms);

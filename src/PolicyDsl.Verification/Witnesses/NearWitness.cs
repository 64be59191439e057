using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A field that is changed.</summary>
/// <param name="Path">From the incident: <c>person</c>, <c>age</c>; a reference itself where it became known or unknown.</param>
/// <param name="Term">The term that it is.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is in the changed incident.</param>
public sealed record FieldChange(ImmutableArray<FieldSymbol> Path, Term Term, Value Before, Value After)
{
    /// <summary>As an author would write it.</summary>
    public string Name => FieldSource.PathText(Path);
}

/// <summary>An incident near another one, replayed on the interpreter.</summary>
/// <param name="Incident">The changed copy; what is not changed is as in the original.</param>
/// <param name="Facts">The facts of operations.</param>
/// <param name="Decision">What the policy decides, by the interpreter.</param>
/// <param name="Changes">The fields that differ, by name.</param>
/// <param name="Cost">The sum of what the changes cost.</param>
public sealed record NearWitness(EntityInstance Incident, DecideOptions Facts, Decision Decision, ImmutableArray<FieldChange> Changes, long Cost);

/// <summary>What came of looking for an incident near another.</summary>
/// <param name="Witness">Null where none was found.</param>
/// <param name="IndependentTerms">Without a witness, though there are kinds that may be changed to: the terms that stood in the way; empty where there are no such kinds.</param>
public sealed record NearResult(NearWitness? Witness, ImmutableArray<string> IndependentTerms);

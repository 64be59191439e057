using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>How far an incident with its past is from the plain one, value by value: language.md section 9.</summary>
internal static class ConcreteDeviation
{
    public static long Count(Draft draft, EntityInstance plain) =>
        Count(draft.Incident, plain) + (Deviation.Earlier * draft.Earlier.Length)
        + draft.Facts.ActiveCrackdowns.Count + draft.Facts.AlternativesInForce.Count + draft.Facts.ExhaustedResources.Count;

    private static long Count(EntityInstance one, EntityInstance plain) =>
        one.Entity.Fields.Where(f => f.IsStored).Sum(f => (one[f].Entity, plain[f].Entity) switch
        {
            ({ } here, { } there) => Count(here, there),
            _ when one[f] == plain[f] => 0,
            _ => one[f].Kind switch { ValueKind.Unknown => 3, ValueKind.Range or ValueKind.Alternatives => 2, _ => 1 },
        });
}

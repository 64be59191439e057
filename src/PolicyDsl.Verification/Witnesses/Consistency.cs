using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Where no field contradicts its formula. Data may hold such contradictions, and the field is unknown then; but as an example one puzzles, so it costs
/// as much as an unknown value.
/// </summary>
internal static class Consistency
{
    public static Diagram Encode(PolicyModel model)
    {
        var universe = model.Universe;
        var derived = universe.Terms.Select(t => t.Source).OfType<FieldSource>().Where(f => f.Field is { IsStored: true, Formula: not null });
        return universe.Diagrams.Not(universe.Diagrams.OrAll(derived.Select(model.Disagrees)));
    }
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>Witnesses as they are shown.</summary>
internal static class WitnessTelling
{
    /// <param name="other">For an order clause the second incident.</param>
    public static ClauseWitness Tell(PolicyModel model, Witness witness, Witness? other = null)
    {
        var told = Create(model, witness);
        return other is not null && Create(model, other) is var second
            ? told with { Other = second.Incident, OtherDecision = second.Decision, OtherText = second.Text, OtherFields = second.Fields, OtherWhy = second.Why }
            : told;
    }

    private static ClauseWitness Create(PolicyModel model, Witness witness) =>
        ClauseWitness.Create(model.Interpreter, model.GlobalScope, new IncidentText(model.GlobalScope, new WitnessFinder(model).Plain), witness.Incident, witness.Earlier, witness.Facts);
}

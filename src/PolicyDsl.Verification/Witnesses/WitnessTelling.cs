using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
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
        ClauseWitness.Create(model.Interpreter, model.GlobalScope, new IncidentText(model.GlobalScope, MakePlain(model)), witness.Incident, witness.Earlier, witness.Facts);

    /// <summary>What is plain of every field, so that only the rest is told.</summary>
    private static EntityInstance? MakePlain(PolicyModel model) => model.GlobalScope.Incident is { } entity ? MakePlain(new PlainValues(model.GlobalScope), entity, isIncident: true) : null;

    private static EntityInstance MakePlain(PlainValues plain, EntitySymbol entity, bool isIncident)
    {
        var instance = new EntityInstance(entity);
        foreach (var field in entity.Fields.Where(f => f.IsStored))
        {
            instance[field] = field.IsKey ? Value.Of("")
                : field.Type is not EntityType { Entity: var target } ? plain.Of(field)
                : isIncident ? Value.Of(MakePlain(plain, target, isIncident: false))
                : Value.Unknown;
        }

        return instance;
    }
}

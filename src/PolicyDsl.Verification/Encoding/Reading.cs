using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>One concrete incident with its earlier incidents and the facts of operations, from which terms are read.</summary>
public sealed class Reading(Interpreter interpreter, EntityInstance incident, IIncidentHistory history, DecideOptions facts)
{
    private readonly Dictionary<BoundExpression, Value> evaluated = new(ReferenceEqualityComparer.Instance);

    public EntityInstance Incident => incident;

    public Value Evaluate(BoundExpression expression)
    {
        if (!evaluated.TryGetValue(expression, out var value))
        {
            evaluated[expression] = value = interpreter.Evaluate(expression, incident, history);
        }

        return value;
    }

    /// <summary>The entity at the end of a path of references; null where one on the way is unknown.</summary>
    public EntityInstance? FindEntity(ReadOnlySpan<FieldSymbol> path)
    {
        EntityInstance? entity = incident;
        foreach (var field in path)
        {
            entity = entity?[field].Entity;
        }

        return entity;
    }

    public bool Holds(FactKind kind, string name) => kind switch
    {
        FactKind.UnderCrackdown => facts.ActiveCrackdowns.Any(c => c.Name == name),
        FactKind.AlternativeInForce => facts.AlternativesInForce.Any(r => r.Name == name),
        _ => facts.ExhaustedResources.Any(r => r.Name == name),
    };

    /// <summary>Whether a history over these keys can be worked out at all, whatever it counts.</summary>
    public bool IsFollowed(BoundHistory lookBack)
    {
        if (history.WhyNotFollowed(lookBack) is not null || incident.Entity.FindField("at") is not { } at || incident[at].Kind == ValueKind.Unknown)
        {
            return false;
        }

        return lookBack.Keys.All(k => IsKnownKey(Evaluate(k)));
    }

    private static bool IsKnownKey(Value value) =>
        value.IsKnown && (value.Entity is not { Entity.Key: { } key } entity || entity[key].IsKnown);
}

using System.Globalization;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>
/// Makes the incidents of one test. What is not given is unknown, but for the time (2024-01-01T12:00) and fresh keys: for the incident, its
/// case, and every entity that it refers to. Earlier incidents share what the incident refers to unless they give their own,
/// and each is a case of its own. A field that is computed where it is not given, and is given as unknown, is unknown: it gets a value that contradicts
/// what is computed, as data may have one.
/// </summary>
internal sealed class TestIncidents(EntitySymbol entity, ExpressionEvaluator evaluator)
{
    /// <summary>When an incident happened whose time is not given: 2024-01-01T12:00.</summary>
    public static readonly Value DefaultTime = Value.Of(InstantArithmetic.ToSeconds(new DateTime(2024, 1, 1, 12, 0, 0)));

    private readonly Dictionary<EntitySymbol, int> made = [];
    private readonly HashSet<(EntityInstance, FieldSymbol)> contradicted = [];

    /// <summary>Whether a test says of a field that it is unknown, whatever it is computed to be.</summary>
    public bool IsContradicted(EntityInstance instance, FieldSymbol field) => contradicted.Contains((instance, field));

    public EntityInstance Create(IEnumerable<TestField> fields)
    {
        var incident = Fresh(entity);
        SetCase(incident);
        if (entity.FindField("at") is { } at)
        {
            incident[at] = DefaultTime;
        }

        foreach (var reference in entity.Fields.Where(f => f.IsStored))
        {
            if (reference.Type is EntityType { Entity: var target })
            {
                incident[reference] = Value.Of(Fresh(target));
            }
        }

        Give(incident, fields, Value.Unknown, null);
        return incident;
    }

    public IEnumerable<EntityInstance> CreateEarlier(EarlierIncidents earlier, EntityInstance incident)
    {
        var at = entity.FindField("at");
        var now = at is null ? Value.Unknown : incident[at];
        var own = new Dictionary<FieldSymbol, EntityInstance>();
        for (var i = 0; i < earlier.Count; i++)
        {
            var instance = Fresh(entity);
            SetCase(instance);
            foreach (var reference in entity.Fields.Where(f => f.IsStored && f.Type is EntityType))
            {
                instance[reference] = incident[reference];
            }

            Give(instance, earlier.Incident.Fields, now, own);
            yield return instance;
        }
    }

    /// <param name="instance">Whose fields to set.</param>
    /// <param name="fields">What is given.</param>
    /// <param name="now">When the incident decided happened, for times given as so long before.</param>
    /// <param name="own">
    /// The entities that a group of earlier incidents gives instead of those of the incident, made once for the group; null for the incident itself.
    /// </param>
    private void Give(EntityInstance instance, IEnumerable<TestField> fields, Value now, Dictionary<FieldSymbol, EntityInstance>? own)
    {
        var unknown = new List<(EntityInstance Instance, FieldSymbol Field)>();
        foreach (var field in fields)
        {
            var target = instance;
            foreach (var step in field.Path.SkipLast(1))
            {
                target = Enter(target, step, own);
            }

            target[field.Path[^1]] = field.Before is { } length ? TimeBefore(now, length) : field.Value;
            if (field is { Before: null, Value.Kind: ValueKind.Unknown } && field.Path[^1].Formula is not null)
            {
                unknown.Add((target, field.Path[^1]));
            }
        }

        foreach (var (target, field) in unknown)
        {
            contradicted.Add((target, field));
            Contradictions.Make(evaluator, target, field);
        }
    }

    private EntityInstance Enter(EntityInstance holder, FieldSymbol reference, Dictionary<FieldSymbol, EntityInstance>? own)
    {
        var instance = own is null ? holder[reference].Entity : own.GetValueOrDefault(reference);
        if (instance is null)
        {
            instance = reference.Type is EntityType { Entity: var target } ? Fresh(target) : holder;
            own?.Add(reference, instance);
        }

        holder[reference] = Value.Of(instance);
        return instance;
    }

    private EntityInstance Fresh(EntitySymbol kind)
    {
        var number = made[kind] = made.GetValueOrDefault(kind) + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"{kind.Name} {number}");
        var instance = new EntityInstance(kind) { Id = id };
        if (kind.Key is { } key)
        {
            instance[key] = key.Type == BasicType.Text ? Value.Of(id) : Value.Of((long)number);
        }

        return instance;
    }

    private static void SetCase(EntityInstance incident)
    {
        if (incident.Entity.FindField("case") is { IsStored: true } field && field.Type == BasicType.Text)
        {
            incident[field] = Value.Of($"case of {incident.Id}");
        }
    }

    private static Value TimeBefore(Value now, CalendarLength length) => now.Kind is ValueKind.Exact or ValueKind.Range
        ? Value.Range(
            now.Low == Value.OpenLow ? Value.OpenLow : InstantArithmetic.EarliestBefore(now.Low, now.High, length),
            now.High == Value.OpenHigh ? Value.OpenHigh : InstantArithmetic.LatestBefore(now.Low, now.High, length))
        : Value.Unknown;
}

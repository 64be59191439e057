using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>
/// Makes random incidents of a policy's vocabulary, with holes, ranges and alternatives, near the policy's own constants, and with
/// earlier incidents near the ends of windows. Each is normalised as data is, and made anew where that rejects it.
/// </summary>
internal sealed class CaseGenerator
{
    private const long SecondsPerDay = 86_400;

    /// <summary>The ends of what integers hold, and what no decimal does.</summary>
    private static readonly long[] Extremes = [long.MaxValue - 1, 1 - long.MaxValue, 4_000_000_000_000_000_000, -2_000_000_000_000, 1_000_000_000_000, 1_000_000_000_001, 0];

    private static readonly long Noon = (long)(new DateTime(2024, 1, 1, 12, 0, 0) - DateTime.UnixEpoch).TotalSeconds;

    private readonly RandomPolicy policy;
    private readonly RandomChoice random;
    private readonly PolicyConstants constants;
    private readonly EntityNormalizer normalizer;
    private readonly Dictionary<string, EntityInstance[]> pools = new(StringComparer.Ordinal);

    public CaseGenerator(RandomPolicy policy, int seed)
    {
        this.policy = policy;
        random = new RandomChoice(seed);
        constants = new PolicyConstants(policy);
        normalizer = new EntityNormalizer(policy.Scope);
    }

    /// <summary>The next case; null where none was found that the vocabulary allows.</summary>
    public RandomCase? FindNext()
    {
        if (!FindEntities(2))
        {
            return null;
        }

        var now = Noon + random.Of(0, 0, -43_200, 43_200, 64_800, random.Between(-200_000, 200_000));
        var earlier = Enumerable.Range(1, random.Below(5)).Select(i => FindIncident(i, EarlierTime(now))).OfType<EntityInstance>().ToImmutableArray();
        if (FindIncident(0, now) is not { } incident)
        {
            return null;
        }

        var crackdowns = policy.Policy.Rules.OfType<CrackdownSymbol>().Where(_ => random.OneIn(2));
        var alternatives = policy.Policy.Rules.Where(r => r.Alternative is not null && random.OneIn(3));
        var facts = new DecideOptions
        {
            ActiveCrackdowns = [.. crackdowns],
            AlternativesInForce = [.. alternatives],
            ExhaustedResources = [.. policy.Policy.Resources.Where(_ => random.OneIn(2))],
        };
        return new RandomCase(incident, earlier, facts, random.OneIn(4) ? now - (random.Of(2, 20, 200) * SecondsPerDay) : null);
    }

    /// <summary>Incidents of some persons, areas and so on, mostly in order of time; fewer where the vocabulary does not allow more.</summary>
    public ImmutableArray<EntityInstance> FindIncidents(int count, int others)
    {
        if (!FindEntities(others))
        {
            return [];
        }

        var at = Noon;
        var found = ImmutableArray.CreateBuilder<EntityInstance>();
        for (var i = 0; i < count; i++)
        {
            at += random.Of(0L, 0, 1, 3_600, SecondsPerDay, -SecondsPerDay, 30 * SecondsPerDay, random.Between(-90_000, 90_000)) * (random.OneIn(10) ? -1 : 1);
            if (FindIncident(i, at) is { } incident)
            {
                found.Add(incident);
            }
        }

        return found.ToImmutable();
    }

    private bool FindEntities(int count)
    {
        pools.Clear();
        foreach (var entity in policy.Scope.All<EntitySymbol>().Where(e => e != policy.Compilation.Incident))
        {
            var instances = Enumerable.Range(1, count).Select(i => FindEntity(entity, i)).OfType<EntityInstance>().ToArray();
            if (instances.Length < count)
            {
                return false;
            }

            pools[entity.Name] = instances;
        }

        return true;
    }

    private long EarlierTime(long now)
    {
        var days = random.Of(0L, 0, 1, 1, 2, 7, 8, 30, 31, 90, 365, 366, 400) * SecondsPerDay;
        return now - days - random.Of(0L, 0, 1, -1, 3_600, random.Between(-90_000, 90_000));
    }

    private EntityInstance? FindIncident(int number, long at)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            if (policy.Compilation.Incident is { } entity && Make(entity, number, at) is { } incident && !normalizer.Normalize(incident).IsRejected)
            {
                return incident;
            }
        }

        return null;
    }

    private EntityInstance? FindEntity(EntitySymbol entity, int number)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var instance = Make(entity, number, null);
            if (!normalizer.Normalize(instance).IsRejected)
            {
                return instance;
            }
        }

        return null;
    }

    private EntityInstance Make(EntitySymbol entity, int number, long? at)
    {
        var instance = new EntityInstance(entity) { Id = $"{entity.Name} {number}" };
        foreach (var field in entity.Fields.Where(f => f.IsStored))
        {
            instance[field] = field switch
            {
                { IsKey: true } => random.OneIn(12) ? Value.Unknown : Value.Of(instance.Id),
                { Name: "number" } => Hole(field, () => Value.Of(random.OneIn(3) ? random.Of(Extremes) : Number(field.Type))),
                { Name: "words" } => Hole(field, () => Value.Of(random.OneIn(2) ? $"t{random.Below(600)}" : random.Of(Vocabulary.Notes))),
                { Type: EntityType { Entity: var target } } => random.OneIn(8) ? Value.Unknown : Value.Of(random.Of(pools[target.Name])),
                { Name: "at" } when at is { } time => Hole(field, () => Value.Of(random.OneIn(6) ? Number(field.Type) : time)),
                _ => Hole(field, () => Exact(field.Type)),
            };
        }

        return instance;
    }

    /// <summary>Exactly known, partly known or unknown; what may not be partly known is so only rarely.</summary>
    private Value Hole(FieldSymbol field, Func<Value> exact)
    {
        var value = exact();
        if (random.OneIn(6))
        {
            return Value.Unknown;
        }

        // A derived field that the data may give is mostly left to its formula.
        if (field.Formula is not null && !random.OneIn(3))
        {
            return Value.Unknown;
        }

        if (!random.OneIn(field.IsCoarse ? 2 : 40))
        {
            return value;
        }

        return field.Type switch
        {
            EnumType { Enum.Members.Length: var count } => Value.OneOf(Enumerable.Range(0, count).Where(m => m == value.Low || random.OneIn(3))),
            { IsOrdered: true } => RangeAround(value.Low, field.Type),
            _ => value,
        };
    }

    private Value RangeAround(long one, TypeSymbol type)
    {
        var other = type == BasicType.Instant
            ? one + random.Of(-3_600, 3_600, SecondsPerDay, -SecondsPerDay, 30 * SecondsPerDay, random.Between(-200_000, 200_000))
            : Number(type);
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        return random.Below(8) switch
        {
            0 => Value.Range(Value.OpenLow, high),
            1 => Value.Range(low, Value.OpenHigh),
            _ => Value.Range(low, high),
        };
    }

    private Value Exact(TypeSymbol type) => type switch
    {
        EnumType { Enum.Members.Length: var count } => Value.Of((long)random.Below(count)),
        ActionType => Value.Of((long)random.Below(policy.Compilation.Actions.Length)),
        SetType { Element.Enum.Members.Length: var count } => Value.Set(Enumerable.Range(0, count).Where(_ => random.OneIn(3))),
        { IsOrdered: true } => Value.Of(Number(type)),
        _ when type == BasicType.Boolean => Value.Of(random.OneIn(2)),
        _ => Value.Of(random.Of([.. Vocabulary.Notes, "Calm", "quiet"])),
    };

    /// <summary>A number at, beside or in a simple ratio to one of the policy's constants.</summary>
    private long Number(TypeSymbol type)
    {
        var constant = random.From(constants.Of(type));
        var (unit, day) = (type.Scale, type == BasicType.Instant ? SecondsPerDay : 1);
        return random.Below(10) switch
        {
            0 => constant - 1,
            1 => constant + 1,
            2 when type != BasicType.Instant && type != BasicType.Date => constant * 2,
            3 when type != BasicType.Instant && type != BasicType.Date => constant / 2,
            4 => constant + (unit * day),
            5 => constant - (unit * day),
            6 when type == BasicType.Date => Noon / SecondsPerDay,
            6 when type == BasicType.Instant => Noon,
            _ => constant,
        };
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation.Testing;

/// <summary>Random incidents with earlier ones, of any vocabulary, in every state of knowledge that data may have. The same seed makes the same.</summary>
internal sealed class RandomInstances(GlobalScope scope, Random random)
{
    private const long Noon = 1_704_110_400;
    private static readonly string[] Texts = ["", "x", "said \"no\"", "back\\slash", "two\nlines", "tab\t", "bell\a", "wide\u00A0space", "naïve ☃ 😀", "# not a comment // nor this"];

    private readonly EntityNormalizer normalizer = new(scope);
    private readonly int actions = scope.All<ActionSymbol>().Count();
    private int made;

    public (EntityInstance Incident, ImmutableArray<EntityInstance> Earlier) Make()
    {
        var entity = scope.Incident ?? throw new InvalidOperationException("There is no incident.");
        var density = random.Next(1, 10);
        var incident = MakeIncident(entity, density, []);
        List<EntityInstance> all = [incident];
        for (var i = random.Next(5); i > 0; i--)
        {
            all.Add(random.Next(3) == 0 ? Copy(all[^1]) : MakeIncident(entity, density, all));
        }

        return (incident, [.. all.Skip(1)]);
    }

    private EntityInstance MakeIncident(EntitySymbol entity, int density, List<EntityInstance> others)
    {
        var incident = new EntityInstance(entity) { Id = "made" };
        foreach (var field in entity.Fields.Where(f => f.IsStored))
        {
            incident[field] = field.Type is EntityType { Entity: var target }
                ? MakeReference(target, others.Select(o => o[field]).ToList(), density)
                : field is { Name: "case" } && others.Count > 0 && random.Next(3) == 0 ? others[random.Next(others.Count)][field]
                : MakeValue(field, density);
        }

        normalizer.Normalize(incident);
        return incident;
    }

    /// <summary>The same, its own, one with the same key about which other things are known, or none.</summary>
    private Value MakeReference(EntitySymbol target, List<Value> others, int density)
    {
        var choice = random.Next(8);
        var other = others.Count > 0 ? others[random.Next(others.Count)] : Value.Unknown;
        if (choice == 0)
        {
            return Value.Unknown;
        }

        if (choice < 5 && other.Entity is not null)
        {
            return other;
        }

        var entity = new EntityInstance(target);
        foreach (var field in target.Fields.Where(f => f.IsStored && f.Type is not EntityType))
        {
            entity[field] = MakeValue(field, density);
        }

        if (choice == 5 && other.Entity is { } same && target.Key is { } key)
        {
            entity[key] = same[key];
        }

        normalizer.Normalize(entity);
        return Value.Of(entity);
    }

    private EntityInstance Copy(EntityInstance instance)
    {
        var copy = new EntityInstance(instance.Entity) { Id = "copied" };
        foreach (var field in instance.Entity.Fields.Where(f => f.IsStored))
        {
            copy[field] = field.IsKey ? MakeValue(field, 9) : instance[field];
        }

        return copy;
    }


    private Value MakeValue(FieldSymbol field, int density)
    {
        if (random.Next(10) >= (field.IsKey ? 9 : density))
        {
            return Value.Unknown;
        }

        var isRange = field.IsCoarse && random.Next(3) == 0;
        return field.Type switch
        {
            EnumType { Enum: var members } => isRange ? MakeAlternatives(members.Members.Length) : Value.Of((long)random.Next(members.Members.Length)),
            SetType { Element.Enum: var members } => Value.Set(Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(members.Members.Length))),
            ActionType => Value.Of((long)random.Next(actions)),
            BasicType when field.Type == BasicType.Boolean => Value.Of(random.Next(2) == 0),
            BasicType when field.Type == BasicType.Text => Value.Of(field.IsKey || field.Name == "case" ? $"made {made++}" : Texts[random.Next(Texts.Length)]),
            _ => isRange ? MakeRange(field.Type) : Value.Of(MakeAmount(field.Type)),
        };
    }

    private Value MakeAlternatives(int members) => Value.OneOf(Enumerable.Range(0, random.Next(2, 4)).Select(_ => random.Next(members)));

    private Value MakeRange(TypeSymbol type)
    {
        var (one, other) = (MakeAmount(type), MakeAmount(type));
        var isDay = type == BasicType.Instant && random.Next(3) == 0;
        var low = isDay ? Math.Min(one, other) / 86_400 * 86_400 : Math.Min(one, other);
        var high = isDay ? (Math.Max(one, other) / 86_400 * 86_400) + 86_399 : Math.Max(one, other);
        return random.Next(6) switch
        {
            0 => Value.Range(Value.OpenLow, high),
            1 => Value.Range(low, Value.OpenHigh),
            _ => Value.Range(low, high),
        };
    }

    private long MakeAmount(TypeSymbol type)
    {
        if (type == BasicType.Instant)
        {
            return Noon - (random.Next(3) switch { 0 => 86_400L * random.Next(800), 1 => 60L * random.Next(1_000_000), _ => random.Next(40_000_000) });
        }

        return type == BasicType.Date ? (Noon / 86_400) - random.Next(800)
            : type == BasicType.Integer ? random.Next(-3, 130)
            : type == BasicType.Duration ? random.Next(4) * (random.Next(2) == 0 ? 86_400 : random.Next(-5, 4_000))
            : random.Next(4) switch
            {
                0 => random.Next(-2, 12) * 1_000_000L,
                1 => random.Next(5_000) * 1_000_000_000L,
                2 => random.Next(12) * 1_000L,
                _ => random.Next(),
            };
    }
}

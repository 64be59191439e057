using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Incidents by the exactly known values of some key fields.</summary>
internal sealed class KeyIndex
{
    private readonly ImmutableArray<ImmutableArray<FieldSymbol>> paths;
    private readonly FieldSymbol? timeField;
    private readonly Dictionary<string, Timeline> timelines = new(StringComparer.Ordinal);

    private KeyIndex(ImmutableArray<ImmutableArray<FieldSymbol>> paths, FieldSymbol? timeField)
    {
        this.paths = paths;
        this.timeField = timeField;
    }

    /// <summary>Incidents whose key is not exactly known.</summary>
    public long WithoutKey { get; private set; }

    /// <summary>How many incidents share the most frequent key.</summary>
    public long Longest { get; private set; }

    public static KeyIndex? TryCreate(ImmutableArray<BoundFieldAccess> keys, ImmutableArray<LoadedIncident> incidents)
    {
        if (incidents.IsEmpty || keys.Any(k => KeyPath.FieldsOf(k).Any(f => f.Formula is not null)))
        {
            return null;
        }

        var index = new KeyIndex([.. keys.Select(KeyPath.FieldsOf)], incidents[0].Instance.Entity.FindField("at"));
        foreach (var incident in incidents)
        {
            index.Add(incident.Instance);
        }

        foreach (var timeline in index.timelines.Values)
        {
            timeline.Sort();
            index.Longest = Math.Max(index.Longest, timeline.Count);
        }

        return index;
    }

    public Timeline? Find(string key) => timelines.GetValueOrDefault(key);

    public Value TimeOf(EntityInstance incident) => timeField is null ? Value.Unknown : incident[timeField];

    /// <summary>One text for the values of all keys; null where one of them is not exactly known.</summary>
    public string? KeyOf(EntityInstance incident)
    {
        if (paths.Length == 1)
        {
            return KeyPath.TextOf(incident, paths[0]);
        }

        var parts = new string[paths.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (KeyPath.TextOf(incident, paths[i]) is not { } part)
            {
                return null;
            }

            parts[i] = string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        }

        return string.Concat(parts);
    }

    private void Add(EntityInstance incident)
    {
        if (KeyOf(incident) is not { } key)
        {
            WithoutKey++;
            return;
        }

        if (!timelines.TryGetValue(key, out var timeline))
        {
            timelines.Add(key, timeline = new Timeline());
        }

        timeline.Add(incident, TimeOf(incident));
    }
}

/// <summary>How a key of a history leads from an incident to a value.</summary>
internal static class KeyPath
{
    /// <summary>The fields on the way, the incident's own first.</summary>
    public static ImmutableArray<FieldSymbol> FieldsOf(BoundFieldAccess key)
    {
        var fields = ImmutableArray.CreateBuilder<FieldSymbol>();
        for (BoundExpression? step = key; step is BoundFieldAccess access; step = access.Receiver)
        {
            fields.Insert(0, access.Field);
        }

        return fields.ToImmutable();
    }

    /// <summary>What stands for the value at the end of a path; a reference is its key. Null where it is not exactly known.</summary>
    public static string? TextOf(EntityInstance incident, ImmutableArray<FieldSymbol> path)
    {
        var instance = incident;
        var value = Value.Unknown;
        foreach (var field in path)
        {
            if (instance is null)
            {
                return null;
            }

            value = instance[field];
            instance = value.Entity;
        }

        if (value.Kind == ValueKind.Reference && value.Entity is { Entity.Key: { } key } entity)
        {
            value = entity[key];
        }

        return value.Kind switch
        {
            ValueKind.Text => value.Text,
            ValueKind.Exact => value.Low.ToString(CultureInfo.InvariantCulture),
            ValueKind.Set => string.Join(',', value.Members),
            _ => null,
        };
    }
}

using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>
/// Writes the records of one test. What <see cref="TestIncidents"/> makes by itself is left out: unknown fields, the usual time, fresh keys and
/// cases, fresh persons and areas of which nothing is known, and in earlier incidents what they share with the incident. An entity gets a
/// name where it occurs in two places that do not share it, or stands in an earlier incident on its own.
/// </summary>
/// <param name="values">Writes values.</param>
/// <param name="evaluator">Says what a field reads as that is given and computed.</param>
/// <param name="incident">The incident decided.</param>
/// <param name="earlier">Those before it.</param>
/// <param name="told">The fields to tell; a key also where it says who is who.</param>
/// <param name="writesKeys">Whether all keys are written as they are.</param>
internal sealed class TestRecordWriter(
    SourceValues values, ExpressionEvaluator evaluator, EntityInstance incident, ImmutableArray<EntityInstance> earlier, HashSet<FieldSymbol> told, bool writesKeys)
{
    private const int DeepestRecord = 8;

    /// <summary>Names of entities, and of incidents' keys and cases that occur twice.</summary>
    private readonly Dictionary<(object Kind, Value Key), string> names = [];
    private HashSet<(object Kind, Value Key)>? written;

    private HashSet<(object Kind, Value Key)> Written => written ??= FindWritten();

    /// <summary>A key, or the case of an incident: what says who is who.</summary>
    public static bool IsIdentity(FieldSymbol field) => field.IsKey || IsCase(field);

    public string WriteIncident() => Braces(FieldsOf(incident).Select(f => f switch
    {
        _ when IsIdentity(f) => WriteIdentity(incident, f),
        { Name: "at" } => incident[f] == TestIncidents.DefaultTime ? null : Pair(f, incident[f]),
        { Type: EntityType } => WriteReference(f, incident[f], isShared: incident[f].Entity is { } e && !IsNamed(e) && !HasContents(e), DeepestRecord),
        _ => WriteKnown(incident, f),
    }));

    public string WriteEarlier(EntityInstance instance) => Braces(FieldsOf(instance).Select(f => f switch
    {
        _ when IsIdentity(f) => WriteIdentity(instance, f),
        { Name: "at" } => WriteTime(f, instance[f]),
        { Type: EntityType } => WriteReference(f, instance[f], IsShared(instance[f], incident[f]), DeepestRecord),
        _ => WriteKnown(instance, f),
    }));

    /// <summary>So long before where both times are exact; else the time itself.</summary>
    private string WriteTime(FieldSymbol at, Value time) =>
        at.Type == BasicType.Instant && time.Kind == ValueKind.Exact && incident[at] is { Kind: ValueKind.Exact } now && now.Low > time.Low
            ? $"{at.Name}: {SourceValues.WriteLength(now.Low - time.Low)} before"
            : Pair(at, time);

    private string? WriteKnown(EntityInstance instance, FieldSymbol field) => instance[field].Kind == ValueKind.Unknown ? null
        : Contradictions.Exists(evaluator, instance, field) ? $"{field.Name}: unknown"
        : Pair(field, instance[field]);

    /// <summary>What is told of an entity, in order of declaration: every reference to it tells its key, and an earlier incident its time.</summary>
    private IEnumerable<FieldSymbol> FieldsOf(EntityInstance instance) => instance.Entity.Fields.Where(f =>
        f.IsStored && (told.Contains(f) || (instance.Entity != incident.Entity ? f.IsKey : f.Name == "at" && !ReferenceEquals(instance, incident))));

    private string? WriteReference(FieldSymbol field, Value value, bool isShared, int deepest)
    {
        if (isShared)
        {
            return null;
        }

        return value.Entity is not { } entity ? $"{field.Name}: unknown"
            : deepest == 0 ? null
            : $"{field.Name}: {WriteEntity(entity, deepest)}";
    }

    /// <summary>Never empty: an empty record gives nothing, and what gives nothing is shared or unknown.</summary>
    private string WriteEntity(EntityInstance entity, int deepest)
    {
        var fields = FieldsOf(entity).ToList();
        List<string> pairs = [.. fields.Select(f => f switch
        {
            { IsKey: true } => entity[f].Kind == ValueKind.Unknown ? $"{f.Name}: unknown" : IsNamed(entity) || deepest < DeepestRecord ? WriteKey(entity, f) : null,
            { Type: EntityType } when entity[f].Kind != ValueKind.Unknown => WriteReference(f, entity[f], isShared: false, deepest - 1),
            { Type: EntityType } => null,
            _ => WriteKnown(entity, f),
        }).OfType<string>()];
        return pairs.Count > 0 ? Braces(pairs)
            : fields.Find(f => f.IsKey) is { } key ? Braces([WriteKey(entity, key)])
            : Braces([$"{entity.Entity.Fields.First(f => f.IsStored).Name}: unknown"]);
    }

    private string WriteKey(EntityInstance entity, FieldSymbol key) => writesKeys
        ? Pair(key, entity[key])
        : $"{key.Name}: {NameOf(entity.Entity, entity[key], key.Type, entity.Entity.Name)}";

    private string? WriteIdentity(EntityInstance instance, FieldSymbol field)
    {
        var value = instance[field];
        return value.Kind == ValueKind.Unknown ? (IsFresh(field) ? $"{field.Name}: unknown" : null)
            : writesKeys || !IsFresh(field) ? Pair(field, value)
            : Written.Contains((field, value)) ? $"{field.Name}: {NameOf(field, value, field.Type, field.IsKey ? "incident" : field.Name)}"
            : null;
    }

    /// <summary><c>the person</c> for one of the incident, else <c>another person</c>, <c>another person 2</c>; numbers where keys are numbers.</summary>
    private string NameOf(object kind, Value key, TypeSymbol type, string noun)
    {
        if (!names.TryGetValue((kind, key), out var name))
        {
            var taken = names.Where(n => ReferenceEquals(n.Key.Kind, kind)).Select(n => n.Value).ToHashSet(StringComparer.Ordinal);
            name = type == BasicType.Text ? NamesFor(noun, IsOfIncident(kind, key)).Select(SourceValues.Quote).First(n => !taken.Contains(n))
                : type == BasicType.Integer ? (1_000_001 + taken.Count).ToString(CultureInfo.InvariantCulture)
                : values.Write(key, type);
            names.Add((kind, key), name);
        }

        return name;
    }

    private static IEnumerable<string> NamesFor(string noun, bool isOfIncident) =>
        (isOfIncident ? [$"the {noun}"] : Array.Empty<string>()).Append($"another {noun}")
            .Concat(Enumerable.Range(2, int.MaxValue - 2).Select(i => string.Create(CultureInfo.InvariantCulture, $"another {noun} {i}")));

    private bool IsOfIncident(object kind, Value key) => kind is FieldSymbol field
        ? incident[field] == key
        : References(incident).Any(e => e.Entity == kind && KeyOf(e) == key);

    private bool IsNamed(EntityInstance entity) => entity.Entity.Key is not null && (writesKeys || KeyOf(entity) is { } key && Written.Contains((entity.Entity, key)));

    private bool HasContents(EntityInstance entity) =>
        FieldsOf(entity).Any(f => f.IsKey ? entity[f].Kind == ValueKind.Unknown : entity[f].Kind != ValueKind.Unknown);

    /// <summary>Whether an earlier incident that gives nothing refers to just this.</summary>
    private bool IsShared(Value earlier, Value now) => (earlier.Entity, now.Entity) switch
    {
        (null, null) => true,
        ({ } one, { } other) => ReferenceEquals(one, other) || (one.Entity.Key is not null && HaveSameContents(one, other, DeepestRecord)),
        _ => false,
    };

    private bool HaveSameContents(EntityInstance one, EntityInstance other, int deepest) => one.Entity == other.Entity && FieldsOf(one).All(f =>
        one[f] == other[f] || (deepest > 0 && one[f].Entity is { } a && other[f].Entity is { } b && HaveSameContents(a, b, deepest - 1)));

    /// <summary>What must be named: entities in two references of the incident, those that an earlier incident does not share, and keys and cases that occur twice.</summary>
    private HashSet<(object Kind, Value Key)> FindWritten()
    {
        var apart = References(incident).GroupBy(e => ((object)e.Entity, KeyOf(e) ?? Value.Unknown)).Where(g => g.Count() > 1).Select(g => g.Key);
        var own = earlier.SelectMany(e => e.Entity.Fields.Where(f => f is { IsStored: true, Type: EntityType } && !IsShared(e[f], incident[f])).Select(f => e[f].Entity))
            .OfType<EntityInstance>().SelectMany(e => References(e).Prepend(e)).Select(e => ((object)e.Entity, KeyOf(e) ?? Value.Unknown));
        var nested = References(incident).SelectMany(References).Select(e => ((object)e.Entity, KeyOf(e) ?? Value.Unknown));
        var repeated = earlier.Prepend(incident).SelectMany(i => i.Entity.Fields.Where(IsIdentity).Select(f => ((object)f, i[f])))
            .GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key);
        return [.. apart.Concat(own).Concat(nested).Concat(repeated).Where(k => k.Item2.IsKnown)];
    }

    private static IEnumerable<EntityInstance> References(EntityInstance instance) =>
        instance.Entity.Fields.Where(f => f.IsStored).Select(f => instance[f].Entity).OfType<EntityInstance>();

    private static Value? KeyOf(EntityInstance entity) => entity.Entity.Key is { } key && entity[key].IsKnown ? entity[key] : null;

    private static bool IsCase(FieldSymbol field) => field is { Name: "case", IsStored: true, Entity.Name: "incident" };

    /// <summary>Whether a test makes a fresh one by itself.</summary>
    private static bool IsFresh(FieldSymbol field) => field.IsKey || field.Type == BasicType.Text;

    private string Pair(FieldSymbol field, Value value) => $"{field.Name}: {values.Write(value, field.Type)}";

    private static string Braces(IEnumerable<string?> pairs)
    {
        var text = string.Join(", ", pairs.OfType<string>());
        return text.Length == 0 ? "{ }" : $"{{ {text} }}";
    }
}

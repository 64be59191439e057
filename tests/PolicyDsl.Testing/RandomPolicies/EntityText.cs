using System.Globalization;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>
/// What is given of an entity on one line: in stored units, references as <c>@id</c>, ranges as <c>1..2</c>, alternatives as <c>1|2</c>, sets as <c>[1,2]</c>.
/// </summary>
internal static class EntityText
{
    public static IEnumerable<EntityInstance> References(EntityInstance entity) =>
        entity.Entity.Fields.Where(f => f.IsStored).Select(f => entity[f].Entity).OfType<EntityInstance>();

    public static string Write(EntityInstance entity) => string.Join("; ", entity.Entity.Fields
        .Where(f => f.IsStored && entity[f].Kind != ValueKind.Unknown)
        .Select(f => $"{f.Name}={Written(entity[f])}"));

    private static string Written(Value value) => value.Kind switch
    {
        ValueKind.Text => $"\"{value.Text}\"",
        ValueKind.Set => $"[{string.Join(',', value.Members)}]",
        ValueKind.Alternatives => string.Join('|', value.Members),
        ValueKind.Reference => $"@{value.Entity?.Id}",
        ValueKind.Range => $"{(value.Low == Value.OpenLow ? "" : Number(value.Low))}..{(value.High == Value.OpenHigh ? "" : Number(value.High))}",
        _ => Number(value.Low),
    };

    public static void Fill(EntityInstance entity, string fields, Dictionary<string, EntityInstance> entities)
    {
        foreach (var pair in fields.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var field = entity.Entity.FindField(pair[..equals]) ?? throw new ArgumentException(pair);
            entity[field] = ReadValue(pair[(equals + 1)..], entities);
        }
    }

    private static Value ReadValue(string text, Dictionary<string, EntityInstance> entities) => text switch
    {
        ['"', .. var inner, '"'] => Value.Of(inner),
        ['@', .. var id] => Value.Of(entities[id]),
        ['[', .. var members, ']'] => Value.Set(members.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => (int)Read(m))),
        _ when text.Contains('|') => Value.OneOf(text.Split('|').Select(m => (int)Read(m))),
        _ when text.Split("..") is [var low, var high] => Value.Range(low.Length == 0 ? Value.OpenLow : Read(low), high.Length == 0 ? Value.OpenHigh : Read(high)),
        _ => Value.Of(Read(text)),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Read(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}

using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>Makes entities with keys that no other has: <c>person 1</c>, <c>incident 2</c>.</summary>
internal sealed class FreshEntities
{
    private readonly Dictionary<string, int> made;

    public FreshEntities() => made = new(StringComparer.Ordinal);

    /// <param name="other">Goes on where this one has come to, and leaves it there.</param>
    public FreshEntities(FreshEntities other) => made = new(other.made, StringComparer.Ordinal);

    public EntityInstance Create(EntitySymbol entity)
    {
        var number = made[entity.Name] = made.GetValueOrDefault(entity.Name) + 1;
        var instance = new EntityInstance(entity) { Id = string.Create(CultureInfo.InvariantCulture, $"{entity.Name} {number}") };
        if (entity.Key is { } key)
        {
            instance[key] = key.Type == BasicType.Text ? Value.Of(instance.Id) : Value.Of((long)number);
        }

        return instance;
    }
}

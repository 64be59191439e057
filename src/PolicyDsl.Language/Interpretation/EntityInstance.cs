using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// One incident, person or area: what is known of each stored field, by <see cref="FieldSymbol.Ordinal"/>. Derived fields
/// are computed by the interpreter; a derived field that the data may give (<c>f : T = e</c>) holds here what the data gave.
/// </summary>
public sealed class EntityInstance(EntitySymbol entity)
{
    private readonly Value[] given = new Value[entity.Fields.Length];

    public EntitySymbol Entity { get; } = entity;

    /// <summary>The id shown in reports and traces: the key's text, or one made by whoever made the instance.</summary>
    public string Id { get; set; } = "";

    /// <summary>What was given for a stored field; unknown where nothing was.</summary>
    public Value this[FieldSymbol field]
    {
        get => given[field.Ordinal];
        set => given[field.Ordinal] = value;
    }

    public override string ToString() => $"{Entity.Name} {Id}";
}

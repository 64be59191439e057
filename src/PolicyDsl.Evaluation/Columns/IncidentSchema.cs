using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>
/// Which stored fields have a column, as seen from the incident: <c>offence</c>, <c>person</c> (known or unknown), <c>person.age</c>. A field without
/// a column is unknown for every incident. Paths are known by name, so that policies of other compilations with the same vocabulary find them.
/// </summary>
public sealed class IncidentSchema
{
    private readonly Dictionary<string, int> slots;

    public IncidentSchema(GlobalScope scope, ImmutableArray<FieldPath> paths)
    {
        Scope = scope;
        Paths = paths;
        slots = paths.Index().ToDictionary(p => p.Item.ToString(), p => p.Index, StringComparer.Ordinal);
    }

    /// <summary>The scope whose symbols the paths are made of.</summary>
    public GlobalScope Scope { get; }

    /// <summary>By slot. A path of references comes before the paths that go on from it.</summary>
    public ImmutableArray<FieldPath> Paths { get; }

    /// <summary>The slot of a path such as <c>person.age</c>, or -1.</summary>
    public int Find(string path) => slots.GetValueOrDefault(path, -1);

    /// <summary>Whether values of a type are held as numbers; all others are held as codes.</summary>
    public static bool IsNumber(TypeSymbol type) => type.IsOrdered;

    /// <summary>A schema with a slot for every stored field of the incident and of the entities that it refers to.</summary>
    public static IncidentSchema Full(GlobalScope scope) => new(scope, [.. FieldPath.AllOf(scope).Where(p => p.Field.IsStored).OrderBy(p => p.Fields.Length)]);
}

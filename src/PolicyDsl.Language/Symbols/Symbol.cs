using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Symbols;

/// <summary>Something that a source declares and that others can name.</summary>
public abstract class Symbol
{
    private protected Symbol(string name, Location? location, SyntaxNode? syntax)
    {
        Name = name;
        Location = location;
        Syntax = syntax;
    }

    public string Name { get; }

    /// <summary>Where the name stands in its declaration; null for what the language itself declares.</summary>
    public Location? Location { get; }

    public SyntaxNode? Syntax { get; }

    /// <summary>The kind in the author's words: <c>rule</c>, <c>field</c>, <c>enum</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The quoted title after the name, or null.</summary>
    public string? Title { get; internal set; }

    /// <summary>The <c>///</c> lines before the declaration.</summary>
    public string Documentation { get; internal set; } = "";

    /// <summary>The title if there is one, else the name with its underscores as spaces.</summary>
    public string DisplayName => Title ?? Name.Replace('_', ' ');

    /// <summary>The name with that of its owner, as in <c>person.age</c> or <c>partnership.always_a_health_offer</c>.</summary>
    public virtual string QualifiedName => Name;

    public sealed override string ToString() => $"{Kind} {QualifiedName}";
}

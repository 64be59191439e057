using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Symbols;

/// <summary>An enum with its members in order of declaration, extensions last.</summary>
public sealed class EnumSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    private Dictionary<string, EnumMemberSymbol>? byName;

    public override string Kind => "enum";

    public ImmutableArray<EnumMemberSymbol> Members
    {
        get;
        internal set
        {
            field = value;
            byName = null;
        }
    } = [];

    /// <summary>The member that the plain incident has: the one marked <c>plain</c>, else the first.</summary>
    public EnumMemberSymbol? Plain => Members.FirstOrDefault(m => m.IsPlain) ?? Members.FirstOrDefault();

    public EnumType Type => new(this);

    public EnumMemberSymbol? FindMember(string name)
    {
        byName ??= Members.ToDictionary(m => m.Name, StringComparer.Ordinal);
        return byName.GetValueOrDefault(name);
    }
}

public sealed class EnumMemberSymbol(string name, Location? location, SyntaxNode? syntax, EnumSymbol owner, int ordinal, bool isPlain)
    : Symbol(name, location, syntax)
{
    public override string Kind => "member";

    public EnumSymbol Enum { get; } = owner;

    public int Ordinal { get; } = ordinal;

    public bool IsPlain { get; } = isPlain;

    public override string QualifiedName => $"{Enum.Name}.{Name}";
}

/// <summary>A named set of members of one enum, as in <c>set violent of offence { … }</c>.</summary>
public sealed class SetSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "set";

    public EnumSymbol? Enum { get; internal set; }

    public ImmutableArray<EnumMemberSymbol> Members { get; internal set; } = [];
}

public sealed class EntitySymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    private Dictionary<string, FieldSymbol>? byName;

    public override string Kind => "entity";

    /// <summary>Fields in order of declaration; <see cref="FieldSymbol.Ordinal"/> is the index here.</summary>
    public ImmutableArray<FieldSymbol> Fields
    {
        get;
        internal set
        {
            field = value;
            byName = null;
        }
    } = [];

    /// <summary>Conditions over the entity's own fields that are never false, with the place where each is declared.</summary>
    public ImmutableArray<BoundExpression> Invariants { get; internal set; } = [];

    public EntityType Type => new(this);

    public FieldSymbol? Key => Fields.FirstOrDefault(f => f.IsKey);

    public FieldSymbol? FindField(string name)
    {
        byName ??= Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        return byName.GetValueOrDefault(name);
    }
}

/// <summary>Who could change a field, for counterfactuals that are fair.</summary>
public enum FieldChanger
{
    Nobody,
    Officer,
    Person,
    Agency,
}

public sealed class FieldSymbol(string name, Location? location, SyntaxNode? syntax, EntitySymbol owner, int ordinal)
    : Symbol(name, location, syntax)
{
    public override string Kind => "field";

    public EntitySymbol Entity { get; } = owner;

    public int Ordinal { get; } = ordinal;

    public TypeSymbol Type { get; internal set; } = BasicType.Error;

    public bool IsKey { get; internal set; }

    public bool IsRequired { get; internal set; }

    /// <summary>May hold a range or alternatives, not only one value or none.</summary>
    public bool IsCoarse { get; internal set; }

    /// <summary>A ground on which nobody may be treated differently.</summary>
    public bool IsProtected { get; internal set; }

    public FieldChanger ChangedBy { get; internal set; }

    /// <summary>True for <c>f : T</c> and <c>f : T = e</c>, which data may give; false for <c>f = e</c>.</summary>
    public bool IsStored { get; internal set; }

    /// <summary>The formula of a derived field, over the entity's own fields; null for a plain one.</summary>
    public BoundExpression? Formula { get; internal set; }

    public override string QualifiedName => $"{Entity.Name}.{Name}";
}

/// <summary>A disposition: what happens to the person. Every incident gets one.</summary>
public sealed class ActionSymbol(string name, Location? location, SyntaxNode? syntax, int ordinal) : Symbol(name, location, syntax)
{
    public override string Kind => "action";

    public int Ordinal { get; } = ordinal;

    public int Severity { get; internal set; }

    /// <summary>The words after the severity: <c>coercive</c>, <c>deprives_liberty</c>.</summary>
    public ImmutableArray<string> Traits { get; internal set; } = [];

    public bool IsCoercive => Traits.Contains("coercive");
}

/// <summary>An offer: what a person is given besides the disposition. Any number may stand.</summary>
public sealed class ServiceSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "service";

    public PlainSymbol? Advances { get; internal set; }

    public PlainSymbol? Partner { get; internal set; }

    /// <summary>Places per period, or null where no capacity is stated.</summary>
    public decimal? Capacity { get; internal set; }

    /// <summary><c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>; null without a capacity.</summary>
    public string? CapacityPeriod { get; internal set; }
}

/// <summary>A partner, an activity or a channel: a name with a title.</summary>
public sealed class PlainSymbol(string name, Location? location, SyntaxNode? syntax, string kind) : Symbol(name, location, syntax)
{
    public override string Kind => kind;
}

/// <summary>A table: a function of one value, from arms in the source or from two columns of a file.</summary>
public sealed class TableSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "table";

    public TypeSymbol ArgumentType { get; internal set; } = BasicType.Error;

    public TypeSymbol ResultType { get; internal set; } = BasicType.Error;

    public string? SourceText { get; internal set; }

    /// <summary>The arms, for a table written in the source or read from a file; first that fits.</summary>
    public ImmutableArray<BoundArm> Arms { get; internal set; } = [];

    /// <summary>The file as named in the source, for a table from a file; null otherwise.</summary>
    public string? FilePath { get; internal set; }

    public string? KeyColumn { get; internal set; }

    public string? ValueColumn { get; internal set; }
}

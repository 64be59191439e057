namespace PolicyDsl.Language.Symbols;

/// <summary>
/// The type of a value. Numbers are 64-bit: integers as they are; decimals, grams and money in millionths;
/// durations and instants in seconds (instants since 1970-01-01T00:00, local to the data set); dates in days since 1970-01-01.
/// </summary>
public abstract record TypeSymbol
{
    public abstract string Name { get; }

    /// <summary>True for types whose values have an order: numbers, quantities, dates, instants.</summary>
    public virtual bool IsOrdered => false;

    /// <summary>True for types whose values are whole alternatives counted from 0: booleans, enums and actions.</summary>
    public virtual bool IsFinite => false;

    /// <summary>Stored units per unit of the type: 1,000,000 for decimal, mass (gram) and money, else 1.</summary>
    public virtual long Scale => 1;

    public sealed override string ToString() => Name;
}

/// <summary>A type that the language itself knows, without parameters.</summary>
public sealed record BasicType : TypeSymbol
{
    public static readonly BasicType Boolean = new("boolean", finite: true);
    public static readonly BasicType Integer = new("integer", ordered: true);
    public static readonly BasicType Decimal = new("decimal", ordered: true, scale: 1_000_000);
    public static readonly BasicType Text = new("text");
    public static readonly BasicType Date = new("date", ordered: true);
    public static readonly BasicType Instant = new("instant", ordered: true);
    public static readonly BasicType Duration = new("duration", ordered: true);
    public static readonly BasicType Mass = new("mass", ordered: true, scale: 1_000_000);

    /// <summary>Money of no stated currency, as a field is declared; fits every currency.</summary>
    public static readonly BasicType Money = new("money", ordered: true, scale: 1_000_000);

    /// <summary>The type of the literal <c>unknown</c>, which fits every type.</summary>
    public static readonly BasicType Unknown = new("unknown");

    /// <summary>The type of something that did not bind; it takes part in no further message.</summary>
    public static readonly BasicType Error = new("error");

    private BasicType(string name, bool ordered = false, bool finite = false, long scale = 1)
    {
        Name = name;
        IsOrdered = ordered;
        IsFinite = finite;
        Scale = scale;
    }

    public override string Name { get; }

    public override bool IsOrdered { get; }

    public override bool IsFinite { get; }

    public override long Scale { get; }
}

/// <summary>Money of one ISO 4217 currency.</summary>
public sealed record MoneyType(string Currency) : TypeSymbol
{
    public override string Name => $"money in {Currency}";

    public override bool IsOrdered => true;

    public override long Scale => 1_000_000;
}

/// <summary>A declared enum; a value is the ordinal of a member.</summary>
public sealed record EnumType(EnumSymbol Enum) : TypeSymbol
{
    public override string Name => Enum.Name;

    public override bool IsFinite => true;
}

/// <summary>The declared actions; a value is the ordinal of an <see cref="ActionSymbol"/> in order of declaration.</summary>
public sealed record ActionType : TypeSymbol
{
    public static readonly ActionType Instance = new();

    public override string Name => "action";

    public override bool IsFinite => true;
}

/// <summary>A set of members of an enum.</summary>
public sealed record SetType(EnumType Element) : TypeSymbol
{
    public override string Name => $"set of {Element.Name}";
}

/// <summary>A reference to an entity: a person, an area, an incident.</summary>
public sealed record EntityType(EntitySymbol Entity) : TypeSymbol
{
    public override string Name => Entity.Name;
}

/// <summary>Several values from one cell, only in <c>dataset</c> and <c>table</c> declarations.</summary>
public sealed record ListType(TypeSymbol Element) : TypeSymbol
{
    public override string Name => $"list of {Element.Name}";
}

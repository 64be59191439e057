using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Verification.Encoding;

/// <summary>Where the value of a term comes from, and what is known of such values beforehand.</summary>
/// <param name="Key">Equal for equal terms, also of two policies.</param>
/// <param name="Name">As an author would write it.</param>
/// <param name="Type">The type of the value.</param>
public abstract record TermSource(string Key, string Name, TypeSymbol Type)
{
    public virtual bool IsCoarse => false;

    public virtual bool IsRequired => false;

    public virtual bool IsIndependent => false;

    /// <summary>In stored units; null where the type alone limits it.</summary>
    public virtual long? Minimum => null;

    public virtual long? Maximum => null;

    /// <summary>What is known of the value in a concrete incident.</summary>
    public abstract Value Read(Reading reading);
}

/// <summary>What a data set, or a test, gives for a stored field.</summary>
/// <param name="Path">From the incident: <c>person</c>, <c>age</c>.</param>
public sealed record FieldSource(ImmutableArray<FieldSymbol> Path)
    : TermSource(PathText(Path), PathText(Path), Path[^1].Type)
{
    public FieldSymbol Field => Path[^1];

    public override bool IsCoarse => Field.IsCoarse;

    public override bool IsRequired => Field.IsRequired && Path.Length == 1;

    public override Value Read(Reading reading) => reading.FindEntity(Path.AsSpan()[..^1])?[Field] ?? Value.Unknown;

    public bool Equals(FieldSource? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    internal static string PathText(ImmutableArray<FieldSymbol> path) => string.Join('.', path.Select(f => f.Name));
}

/// <summary>Whether it is known which person, area … an incident refers to; and whether its key is known too, where that is asked.</summary>
public sealed record ReferenceSource(ImmutableArray<FieldSymbol> Path)
    : TermSource($"known {FieldSource.PathText(Path)}", $"{FieldSource.PathText(Path)} is known", BasicType.Boolean)
{
    public override Value Read(Reading reading) => Value.Of(reading.FindEntity(Path.AsSpan()) is not null);

    public bool Equals(ReferenceSource? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A count, sum or number of days over earlier incidents.</summary>
/// <param name="History">For <c>any</c>, the count that it asks to be at least 1.</param>
public sealed record HistorySource(string Key, BoundHistory History) : TermSource(Key, History.Location.Text, History.Type)
{
    public override bool IsCoarse => true;

    public override long? Minimum => History.Kind is HistoryKind.Sum ? null : 0;

    public override Value Read(Reading reading) => reading.Evaluate(History);
}

/// <summary>Whether earlier incidents of a key can be looked back on: the key and the time are known, and the data follows it.</summary>
public sealed record FollowedSource(string Key, BoundHistory History, ImmutableArray<ImmutableArray<FieldSymbol>> Keys)
    : TermSource(Key, $"earlier incidents of {string.Join(", ", Keys.Select(FieldSource.PathText))} are known", BasicType.Boolean)
{
    public override Value Read(Reading reading) => Value.Of(reading.IsFollowed(History));

    internal static string KeyOf(BoundHistory history) => $"followed {string.Join(", ", history.Keys.Select(k => FieldSource.PathText(PathOf(k))))}";

    internal static ImmutableArray<FieldSymbol> PathOf(BoundFieldAccess access) =>
        access.Receiver is BoundFieldAccess receiver ? PathOf(receiver).Add(access.Field) : [access.Field];
}

public enum FactKind
{
    /// <summary>The area is under a crackdown.</summary>
    UnderCrackdown,

    /// <summary>The <c>otherwise</c> of a rule is in force: cap reached, no place left, or the person declines.</summary>
    AlternativeInForce,

    /// <summary>A resource is used up.</summary>
    Exhausted,
}

/// <summary>A yes/no fact of operations that anything may be true of.</summary>
public sealed record FactSource(FactKind Kind, string SymbolName)
    : TermSource($"{Kind} {SymbolName}", Describe(Kind, SymbolName), BasicType.Boolean)
{
    public override Value Read(Reading reading) => Value.Of(reading.Holds(Kind, SymbolName));

    private static string Describe(FactKind kind, string name) => kind switch
    {
        FactKind.UnderCrackdown => $"under crackdown `{name}`",
        FactKind.AlternativeInForce => $"the `otherwise` of `{name}` is in force",
        _ => $"resource `{name}` is exhausted",
    };
}

/// <summary>Something computed from terms that cuts do not decide: taken as independent of them.</summary>
/// <param name="Operands">What it is computed from.</param>
/// <param name="Compute">Its value from those of the operands.</param>
public sealed record IndependentSource(string Key, string Name, TypeSymbol Type, ImmutableArray<Leaf> Operands, Func<ImmutableArray<Value>, Value> Compute)
    : TermSource(Key, Name, Type)
{
    /// <summary>In stored units, the limits within which every known value lies.</summary>
    public (long Minimum, long Maximum)? Limits { get; init; }

    public override bool IsCoarse => true;

    public override bool IsIndependent => true;

    public override long? Minimum => Limits?.Minimum;

    public override long? Maximum => Limits?.Maximum;

    public override Value Read(Reading reading) => Compute([.. Operands.Select(o => o.Read(reading))]);
}

using System.Collections.Immutable;

namespace PolicyDsl.Language.Interpretation;

/// <summary>Kleene's three truth values.</summary>
public enum Truth
{
    False,
    True,
    Unknown,
}

/// <summary>How much is known of a value.</summary>
public enum ValueKind
{
    /// <summary>Any value of the type: the widest of all, and the default.</summary>
    Unknown,

    /// <summary>One number, member or truth value, in <see cref="Value.Low"/>.</summary>
    Exact,

    /// <summary>A number between <see cref="Value.Low"/> and <see cref="Value.High"/>, both included.</summary>
    Range,

    /// <summary>One of several members, in <see cref="Value.Members"/>.</summary>
    Alternatives,

    /// <summary>One text, in <see cref="Value.Text"/>.</summary>
    Text,

    /// <summary>A known set of members, in <see cref="Value.Members"/>.</summary>
    Set,

    /// <summary>A reference to a known entity, in <see cref="Value.Entity"/>.</summary>
    Reference,

    /// <summary>Several values from one cell, in <see cref="Value.Items"/>; only while data is read.</summary>
    List,
}

/// <summary>
/// What is known of a value: it stands for the set of values that it may have. The type is not part of it; numbers are in the
/// stored units of their <see cref="Symbols.TypeSymbol"/>, members and actions are ordinals, booleans 0 and 1.
/// A range open below or above has <see cref="OpenLow"/> or <see cref="OpenHigh"/> at that end; one open at both ends is unknown.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    /// <summary>The lower end of a range that has none.</summary>
    public const long OpenLow = long.MinValue;

    /// <summary>The upper end of a range that has none.</summary>
    public const long OpenHigh = long.MaxValue;

    private readonly object? data;

    private Value(ValueKind kind, long low, long high, object? data)
    {
        Kind = kind;
        Low = low;
        High = high;
        this.data = data;
    }

    public static Value Unknown => default;

    public static Value True => Of(1L);

    public static Value False => Of(0L);

    public ValueKind Kind { get; }

    public long Low { get; }

    public long High { get; }

    /// <summary>True where the value can be one value only; <c>x is known</c>.</summary>
    public bool IsKnown => Kind is not (ValueKind.Unknown or ValueKind.Range or ValueKind.Alternatives);

    public string Text => data as string ?? "";

    /// <summary>Ordinals in ascending order, for alternatives and sets.</summary>
    public ImmutableArray<int> Members => data is int[] members ? AsImmutable(members) : [];

    public EntityInstance? Entity => data as EntityInstance;

    public ImmutableArray<Value> Items => data is ImmutableArray<Value> items ? items : [];

    public static Value Of(long exact) => new(ValueKind.Exact, exact, exact, null);

    public static Value Of(bool truth) => truth ? True : False;

    public static Value Of(Truth truth) => truth == Truth.Unknown ? Unknown : Of(truth == Truth.True);

    public static Value Of(string text) => new(ValueKind.Text, 0, 0, text);

    public static Value Of(EntityInstance entity) => new(ValueKind.Reference, 0, 0, entity);

    public static Value List(ImmutableArray<Value> items) => new(ValueKind.List, 0, 0, items);

    public static Value Set(IEnumerable<int> members) => new(ValueKind.Set, 0, 0, (int[])[.. members.Distinct().Order()]);

    /// <summary>A range, made exact or unknown where its ends say so. An empty one (low above high) is unknown.</summary>
    public static Value Range(long low, long high)
    {
        if (low == high)
        {
            return Of(low);
        }

        return low > high || (low == OpenLow && high == OpenHigh) ? Unknown : new Value(ValueKind.Range, low, high, null);
    }

    /// <summary>One of some members, made exact where there is one; none at all is unknown.</summary>
    public static Value OneOf(IEnumerable<int> members)
    {
        int[] distinct = [.. members.Distinct().Order()];
        return distinct.Length switch
        {
            0 => Unknown,
            1 => Of(distinct[0]),
            _ => new Value(ValueKind.Alternatives, distinct[0], distinct[^1], distinct),
        };
    }

    /// <summary>The truth of a boolean value.</summary>
    public Truth ToTruth() => Kind != ValueKind.Exact ? Truth.Unknown : Low == 0 ? Truth.False : Truth.True;

    public bool Equals(Value other)
    {
        if (Kind != other.Kind || Low != other.Low || High != other.High)
        {
            return false;
        }

        return (data, other.data) switch
        {
            (int[] a, int[] b) => a.AsSpan().SequenceEqual(b),
            (ImmutableArray<Value> a, ImmutableArray<Value> b) => a.AsSpan().SequenceEqual(b.AsSpan()),
            _ => Equals(data, other.data),
        };
    }

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, Low, High, data is int[] m ? m.Length : data is string s ? s.GetHashCode(StringComparison.Ordinal) : 0);

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    private static ImmutableArray<int> AsImmutable(int[] members) =>
        System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(members);
}

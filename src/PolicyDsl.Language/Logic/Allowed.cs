using System.Collections.Immutable;

namespace PolicyDsl.Language.Logic;

/// <summary>The values that a term may take: members of a finite type, or an interval of stored units, ends included.</summary>
internal sealed class Allowed
{
    private readonly ImmutableHashSet<long>? members;
    private readonly int size;
    private readonly long low;
    private readonly long high;

    private Allowed(ImmutableHashSet<long>? members, int size, long low, long high)
    {
        this.members = members;
        this.size = size;
        this.low = low;
        this.high = high;
    }

    public bool IsEmpty => members is { } m ? m.IsEmpty : low > high;

    public static Allowed Of(IEnumerable<long> members, int size) => new([.. members], size, 0, 0);

    public static Allowed Between(long low, long high) => new(null, 0, low, high);

    /// <summary>This set of members, or all the others.</summary>
    public Allowed When(bool included) => included || members is null ? this : Of(Enumerable.Range(0, size).Select(i => (long)i).Where(i => !members.Contains(i)), size);

    public Allowed Intersect(Allowed other) => members is { } mine && other.members is { } theirs
        ? new Allowed(mine.Intersect(theirs), size, 0, 0)
        : members is null && other.members is null ? Between(Math.Max(low, other.low), Math.Min(high, other.high)) : this;

    /// <summary>At least the values of both: for intervals the hull.</summary>
    public Allowed Union(Allowed other) => members is { } mine && other.members is { } theirs
        ? new Allowed(mine.Union(theirs), size, 0, 0)
        : members is null && other.members is null ? Between(Math.Min(low, other.low), Math.Max(high, other.high)) : Between(long.MinValue, long.MaxValue);
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>Where a condition is certainly true and where certainly false; nowhere both.</summary>
internal readonly record struct SmtTruth(string True, string False)
{
    public static readonly SmtTruth Unknown = new(Smt.False, Smt.False);

    public static SmtTruth Of(string term) => new(term, Smt.Not(term));

    public static SmtTruth Of(Truth truth) => new(Smt.Of(truth == Truth.True), Smt.Of(truth == Truth.False));

    public SmtTruth Not() => new(False, True);

    public SmtTruth And(SmtTruth other) => new(Smt.And(True, other.True), Smt.Or(False, other.False));

    public SmtTruth Or(SmtTruth other) => Not().And(other.Not()).Not();

    /// <summary>As a boolean value: the members are false and true.</summary>
    public SmtMembers ToValue() => new(Smt.And(Smt.Not(True), Smt.Not(False)), [Smt.Not(True), Smt.Not(False)]);
}

/// <summary>What is known of a value, as terms: section 5 of the language, written down as sets of values that it may have.</summary>
internal abstract record SmtValue
{
    /// <summary>Nothing is known at all.</summary>
    public abstract string IsUnknown { get; }

    /// <summary>It can be one value only.</summary>
    public abstract string IsKnown { get; }

    public static SmtValue UnknownOf(TypeSymbol type, int actionCount) => type switch
    {
        { IsFinite: true } => SmtMembers.UnknownOf(SmtMembers.CountOf(type, actionCount)),
        SetType set => new SmtSet(Smt.False, [.. set.Element.Enum.Members.Select(_ => Smt.False)]),
        EntityType => new SmtReference(Smt.False, ""),
        { IsOrdered: true } => SmtNumber.Unknown,
        _ when type == BasicType.Text => new SmtText(Smt.False, "0"),
        _ => throw new SmtUnsupportedException($"an unknown {type}"),
    };
}

/// <summary>A boolean, a member or an action: which it may be. Unknown and one of all are told apart, as a match does.</summary>
internal sealed record SmtMembers(string Unknown, ImmutableArray<string> May) : SmtValue
{
    public override string IsUnknown => Unknown;

    public override string IsKnown => Smt.And(Pairs().Select(p => Smt.Not(Smt.And(May[p.A], May[p.B]))));

    public static SmtMembers UnknownOf(int count) => new(Smt.True, [.. Enumerable.Repeat(Smt.True, count)]);

    public static SmtMembers OneOf(IEnumerable<int> members, int count)
    {
        var set = members.ToHashSet();
        return new(Smt.False, [.. Enumerable.Range(0, count).Select(m => Smt.Of(set.Contains(m)))]);
    }

    public static int CountOf(TypeSymbol type, int actionCount) => type switch
    {
        EnumType { Enum.Members.Length: var count } => count,
        ActionType => actionCount,
        _ => 2,
    };

    public SmtTruth ToTruth() => new(Smt.Not(May[0]), Smt.Not(May[1]));

    public IEnumerable<(int A, int B)> Pairs() =>
        from a in Enumerable.Range(0, May.Length) from b in Enumerable.Range(a + 1, May.Length - a - 1) select (a, b);
}

/// <summary>A number between two ends, either of which may be open; with both open it is unknown.</summary>
internal sealed record SmtNumber(string HasLow, string HasHigh, string Low, string High) : SmtValue
{
    public static readonly SmtNumber Unknown = new(Smt.False, Smt.False, "0", "0");

    /// <summary>The number, for one that is the same everywhere.</summary>
    public Int128? Constant { get; init; }

    public override string IsUnknown => Smt.And(Smt.Not(HasLow), Smt.Not(HasHigh));

    public override string IsKnown => Smt.And(HasLow, HasHigh, Smt.Same(Low, High));

    public static SmtNumber Of(Int128 number) => new(Smt.True, Smt.True, Smt.Of(number), Smt.Of(number)) { Constant = number };

    public static SmtNumber Between(long? low, long? high) =>
        new(Smt.Of(low is not null), Smt.Of(high is not null), Smt.Of((Int128)(low ?? 0)), Smt.Of((Int128)(high ?? 0)));
}

/// <summary>A text by number: those that the policy names from 0, all others below.</summary>
internal sealed record SmtText(string Known, string Id) : SmtValue
{
    public override string IsUnknown => Smt.Not(Known);

    public override string IsKnown => Known;
}

internal sealed record SmtSet(string Known, ImmutableArray<string> Has) : SmtValue
{
    public override string IsUnknown => Smt.Not(Known);

    public override string IsKnown => Known;
}

/// <summary>The entity that a path from the incident leads to.</summary>
internal sealed record SmtReference(string Known, string Path) : SmtValue
{
    public static readonly SmtReference Incident = new(Smt.True, "");

    public override string IsUnknown => Smt.Not(Known);

    public override string IsKnown => Known;
}

/// <summary>Something that this encoder has no terms for.</summary>
internal sealed class SmtUnsupportedException : Exception
{
    public SmtUnsupportedException()
    {
    }

    public SmtUnsupportedException(string what)
        : base($"Nothing encodes {what}.")
    {
    }

    public SmtUnsupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public static SmtUnsupportedException Of(BoundExpression expression) => new($"`{expression.Location.Text}`");
}

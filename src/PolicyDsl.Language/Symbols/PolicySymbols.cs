using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Symbols;

public sealed class DefineSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "define";

    /// <summary>Null where it did not bind, which has its own message.</summary>
    public BoundExpression? Value { get; internal set; }
}

/// <summary>A length of time as written: months and years are calendar units.</summary>
public sealed record CalendarLength(long Count, CalendarUnit Unit)
{
    public override string ToString() => $"{Count} {(Count == 1 ? Unit.ToString().ToLowerInvariant() : Unit.ToString().ToLowerInvariant() + "s")}";
}

public enum CalendarUnit
{
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>
/// A rule, or a crackdown, which is a rule with operations around it. Its place in the order is
/// <see cref="Overrides"/>.
/// </summary>
public class RuleSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    private RuleSet? overrides;

    public override string Kind => "rule";

    /// <summary><c>when C</c>; null where the clause is missing, which is an error of its own.</summary>
    public BoundExpression? When { get; internal set; }

    /// <summary><c>unless D</c>, or null.</summary>
    public BoundExpression? Unless { get; internal set; }

    /// <summary>The disposition; null for a rule that only offers.</summary>
    public ActionSymbol? Action { get; internal set; }

    /// <summary>The services after <c>to</c>, which are offered too.</summary>
    public ImmutableArray<ServiceSymbol> To { get; internal set; } = [];

    public CalendarLength? Within { get; internal set; }

    /// <summary><c>, otherwise B</c>: with no place left, a declined offer, or a cap reached.</summary>
    public ActionSymbol? Alternative { get; internal set; }

    public ImmutableArray<ServiceSymbol> Offers { get; internal set; } = [];

    public ImmutableArray<PlainSymbol> Partners { get; internal set; } = [];

    public string? Because { get; internal set; }

    public string? Benefit { get; internal set; }

    public string? Legal { get; internal set; }

    public int? Priority { get; internal set; }

    /// <summary>Its place in <see cref="PolicySymbol.Rules"/>; -1 for a rule of no policy.</summary>
    public int Ordinal { get; internal set; } = -1;

    /// <summary>
    /// Every rule that this one is above, closure included; see language.md section 8, points 2 and 6. Worked out when first asked for.
    /// </summary>
    public RuleSet Overrides
    {
        get => overrides ??= FindOverrides?.Invoke(this) ?? RuleSet.Empty;
        internal set => overrides = value;
    }

    /// <summary>True for <c>overrides all</c>, with or without exceptions.</summary>
    public bool OverridesAll { get; internal set; }

    /// <summary>The rules that <c>overrides</c> names, as written.</summary>
    public ImmutableArray<RuleSymbol> OverridesByName { get; internal set; } = [];

    /// <summary>The rules after <c>overrides all except</c>.</summary>
    public ImmutableArray<RuleSymbol> OverridesExcept { get; internal set; } = [];

    /// <summary>The rules after <c>yields to</c>.</summary>
    public ImmutableArray<RuleSymbol> YieldsTo { get; internal set; } = [];

    internal Func<RuleSymbol, RuleSet>? FindOverrides { get; set; }
}

/// <summary>An announced operation in areas that meet its target; a rule while it lasts.</summary>
public sealed class CrackdownSymbol(string name, Location? location, SyntaxNode? syntax) : RuleSymbol(name, location, syntax)
{
    public override string Kind => "crackdown";

    /// <summary>Over an area: the subject of the expression is the area.</summary>
    public BoundExpression? Target { get; internal set; }

    public CalendarLength? Announce { get; internal set; }

    public ImmutableArray<PlainSymbol> Channels { get; internal set; } = [];

    public CalendarLength? Lasts { get; internal set; }

    public CalendarLength? Rests { get; internal set; }

    /// <summary><c>at most N per P</c>; null without a cap.</summary>
    public int? Cap { get; internal set; }

    public string? CapPeriod { get; internal set; }
}

/// <summary>An open departure from a clause, with its reason and end.</summary>
public sealed record Departure(ClauseSymbol Clause, string Reason, DateOnly Until, Location Location);

/// <summary>The policy of a compilation, after amendments: header lines and effective rules.</summary>
public sealed class PolicySymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "policy";

    public string? Owner { get; internal set; }

    public string? Version { get; internal set; }

    public string? Legal { get; internal set; }

    public string? Complaints { get; internal set; }

    public DateOnly? InForceFrom { get; internal set; }

    public DateOnly? InForceTo { get; internal set; }

    public CalendarLength? ReviewEvery { get; internal set; }

    public ImmutableArray<PlainSymbol> Advances { get; internal set; } = [];

    public ImmutableArray<PlainSymbol> Partners { get; internal set; } = [];

    /// <summary><c>applies when C unless D</c> as one condition; null where every incident is in scope.</summary>
    public BoundExpression? AppliesWhen { get; internal set; }

    /// <summary>Effective rules, crackdowns included, in order of declaration.</summary>
    public ImmutableArray<RuleSymbol> Rules { get; internal set; } = [];

    public ImmutableArray<DefineSymbol> Defines { get; internal set; } = [];

    public ActionSymbol? Otherwise { get; internal set; }

    public Location? OtherwiseLocation { get; internal set; }

    public ImmutableArray<Departure> Departures { get; internal set; } = [];

    public ImmutableArray<TestSymbol> Tests { get; internal set; } = [];

    public ImmutableArray<ResourceSymbol> Resources { get; internal set; } = [];

    public ImmutableArray<AllocationSymbol> Allocations { get; internal set; } = [];

    /// <summary>The chain of amended policies, nearest base first; empty for a policy that amends none.</summary>
    public ImmutableArray<string> Amends { get; internal set; } = [];
}

/// <summary><c>resource NAME Q per P, when exhausted A</c>.</summary>
public sealed class ResourceSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "resource";

    /// <summary>In the units of <see cref="AmountType"/>.</summary>
    public long Amount { get; internal set; }

    public TypeSymbol AmountType { get; internal set; } = BasicType.Error;

    public string Period { get; internal set; } = "";

    public ActionSymbol? WhenExhausted { get; internal set; }
}

public sealed class AllocationSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "allocation";

    public decimal Total { get; internal set; }

    public string Need { get; internal set; } = "";

    public string Per { get; internal set; } = "";

    public decimal? AtLeast { get; internal set; }

    public decimal? AtMost { get; internal set; }
}

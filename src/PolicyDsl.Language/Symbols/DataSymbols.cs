using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Symbols;

/// <summary>A figure over the decided incidents of a data set. Measures have a namespace of their own.</summary>
public sealed class MeasureSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "measure";

    public BoundExpression? Value { get; internal set; }
}

public sealed class DatasetSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "dataset";

    /// <summary>Files and patterns as written, relative to <see cref="Symbol.Location"/>'s source.</summary>
    public ImmutableArray<string> Paths { get; internal set; } = [];

    /// <summary>The sheet of a workbook, or null for the first.</summary>
    public string? Sheet { get; internal set; }

    public string? Licence { get; internal set; }

    public string? Unit { get; internal set; }

    public ImmutableArray<string> Cautions { get; internal set; } = [];

    public string? Encoding { get; internal set; }

    public string? Separator { get; internal set; }

    public bool HasHeader { get; internal set; } = true;

    public string? TimeZone { get; internal set; }

    public ImmutableArray<string> Missing { get; internal set; } = [];

    public (DateOnly From, DateOnly To)? Covers { get; internal set; }

    /// <summary>Incidents outside this period are history only.</summary>
    public (DateOnly From, DateOnly To)? Decides { get; internal set; }

    /// <summary>Incident fields (as <c>person</c>) that the data does not follow through time, each with its reason.</summary>
    public ImmutableDictionary<string, string> NotFollowed { get; internal set; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<KeepRows> Keep { get; internal set; } = [];

    /// <summary>Columns that fold rows into incidents; empty where a row is an incident.</summary>
    public ImmutableArray<string> OneIncidentPer { get; internal set; } = [];

    public ImmutableArray<EntityMapping> Mappings { get; internal set; } = [];
}

/// <summary><c>keep rows where C unless D because "…"</c>: rows for which the condition is not true are set aside.</summary>
public sealed record KeepRows(BoundExpression Condition, string Reason, Location Location);

/// <summary>Fields of one entity from columns; with a path, from a linked file matched by the entity's key.</summary>
public sealed record EntityMapping(EntitySymbol Entity, string? Path, ImmutableArray<FieldMapping> Fields, Location Location);

public sealed record FieldMapping(FieldSymbol Field, BoundExpression Value, Location Location);

public sealed class AssumptionsSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "assumptions";

    public string? Currency { get; internal set; }

    public ImmutableArray<Assumption> Items { get; internal set; } = [];
}

/// <summary>What an assumption is about.</summary>
public enum AssumptionKind
{
    Cost,
    Hours,
    Harm,
    Uptake,
    Effect,
}

/// <summary>Low, central and high in the stored units of <see cref="Type"/>.</summary>
public sealed record Estimate(long Low, long Central, long High, TypeSymbol Type);

/// <summary>
/// One line of an assumptions block. <paramref name="Subject"/> is an action, an enum member (harm), a service (uptake)
/// or, for <c>effect of crackdown</c>, null with <paramref name="SubjectName"/> saying so. The verification flag is the word in square
/// brackets at the end of the source text, for example <c>memory-unverified</c>; null where none is given.
/// </summary>
public sealed record Assumption(
    AssumptionKind Kind,
    string SubjectName,
    Symbol? Subject,
    Estimate Estimate,
    string? Source,
    string? Verification,
    Location Location)
{
    /// <summary>For effects: the entity whose later incidents are affected.</summary>
    public EntitySymbol? EffectOn { get; init; }

    public bool EffectOnLaterOnly { get; init; }

    public CalendarLength? LastsFor { get; init; }

    public CalendarLength? FadingOver { get; init; }

    public Estimate? Displacing { get; init; }
}

public sealed class TestSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "test";

    public TestIncident? Incident { get; internal set; }

    public ImmutableArray<EarlierIncidents> Earlier { get; internal set; } = [];

    public ImmutableArray<CrackdownSymbol> ActiveCrackdowns { get; internal set; } = [];

    /// <summary>Rules and crackdowns whose <c>otherwise</c> is in force: the cap is reached, no place is left, or the person declines.</summary>
    public ImmutableArray<RuleSymbol> AlternativesInForce { get; internal set; } = [];

    public ImmutableArray<ResourceSymbol> ExhaustedResources { get; internal set; } = [];

    public ImmutableArray<Expectation> Expectations { get; internal set; } = [];

    /// <summary>One per row of each <c>for each</c> table, in order.</summary>
    public ImmutableArray<TestCase> Cases { get; internal set; } = [];
}

/// <summary>Given fields: a path from the incident (<c>person.age</c>) and what is known of its value.</summary>
public sealed record TestIncident(ImmutableArray<TestField> Fields, Location Location);

public sealed record TestField(ImmutableArray<FieldSymbol> Path, Value Value)
{
    /// <summary>For <c>at: 30 days before</c>: how long before the incident decided; null for a plain value.</summary>
    public CalendarLength? Before { get; init; }
}

public sealed record EarlierIncidents(int Count, TestIncident Incident);

/// <summary>A row of a table of cases: fields set on top of the test's incident, and the action expected.</summary>
public sealed record TestCase(ImmutableArray<TestField> Fields, ActionSymbol Action, Location Location);

/// <summary>What a test expects of the decision; without a location where no source says it.</summary>
public abstract record Expectation(Location? Location);

public sealed record ExpectDisposition(ActionSymbol Action, ImmutableArray<ServiceSymbol> To, ImmutableArray<RuleSymbol> By, Location? Location) : Expectation(Location);

public sealed record ExpectNot(ActionSymbol Action, Location? Location) : Expectation(Location);

public sealed record ExpectOffer(ServiceSymbol Service, bool IsOffered, Location? Location) : Expectation(Location);

public sealed record ExpectOpen(RuleSymbol Rule, Location? Location) : Expectation(Location);

public sealed record ExpectConflict(Location? Location) : Expectation(Location);

/// <summary>No rule stands and there is no <c>otherwise</c>.</summary>
public sealed record ExpectNothing(Location? Location) : Expectation(Location);

public sealed record ExpectOutside(Location? Location) : Expectation(Location);

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Symbols;

public sealed class PrincipleSymbol(string name, Location? location, SyntaxNode? syntax) : Symbol(name, location, syntax)
{
    public override string Kind => "principle";

    public int Rank { get; internal set; }

    public ImmutableArray<ClauseSymbol> Clauses { get; internal set; } = [];
}

/// <summary>What the source of a clause makes of it: a <c>shall</c> is an error when broken, everything else a warning.</summary>
public enum LegalForce
{
    /// <summary>No word of force in the source, as in a clause of the author's own: counts as an error.</summary>
    Unstated,
    Shall,
    Should,
    May,
    Evidence,
}

public sealed class ClauseSymbol(string name, Location? location, SyntaxNode? syntax, PrincipleSymbol owner) : Symbol(name, location, syntax)
{
    public override string Kind => "clause";

    public PrincipleSymbol Principle { get; } = owner;

    /// <summary>The source as quoted; the word of force in parentheses at its end is in <see cref="Force"/> as well.</summary>
    public string? SourceText { get; internal set; }

    public LegalForce Force { get; internal set; }

    /// <summary>Null where the form did not bind.</summary>
    public ClauseForm? Form { get; internal set; }

    /// <summary>Concept pages named in a <c>See: a, b.</c> line of the documentation.</summary>
    public ImmutableArray<string> Concepts { get; internal set; } = [];

    public override string QualifiedName => $"{Principle.Name}.{Name}";
}

/// <summary>An action, or every action with a trait (<c>coercive action</c>).</summary>
public sealed record ActionTarget(string Text, ImmutableArray<ActionSymbol> Actions);

/// <summary>What a clause demands, in the five kinds of language.md section 9.</summary>
public abstract record ClauseForm;

/// <summary>A logical clause: broken where the guard is true and the answer is wrong.</summary>
public abstract record LogicalForm(BoundExpression When, BoundExpression? Unless) : ClauseForm;

public sealed record NeverForm(ActionTarget Target, BoundExpression When, BoundExpression? Unless) : LogicalForm(When, Unless);

public sealed record NeverHarsherForm(ActionSymbol Limit, BoundExpression When, BoundExpression? Unless) : LogicalForm(When, Unless);

public sealed record AlwaysForm(ActionTarget Target, BoundExpression When, BoundExpression? Unless) : LogicalForm(When, Unless);

public sealed record AlwaysOfferForm(ImmutableArray<ServiceSymbol> Services, BoundExpression When, BoundExpression? Unless) : LogicalForm(When, Unless);

public enum StatementSubject
{
    Rule,
    Crackdown,
    Policy,
}

/// <summary>
/// A structural clause. <paramref name="Property"/> is a clause word; the bound, if any, is a length
/// (<paramref name="BoundLength"/>) or a number, perhaps per period (<paramref name="BoundNumber"/>).
/// </summary>
public sealed record StatesForm(
    StatementSubject Subject,
    ActionTarget? EndsIn,
    string Property,
    bool? BoundIsLower,
    CalendarLength? BoundLength,
    decimal? BoundNumber,
    string? BoundPeriod) : ClauseForm;

/// <summary>A flow clause: no rule may depend on any of these fields.</summary>
public sealed record DependsForm(string Text, ImmutableArray<FieldSymbol> Fields) : ClauseForm;

/// <summary>An order clause: severity never falls as the term rises.</summary>
public sealed record NeverFallsForm(BoundExpression Term) : ClauseForm;

/// <summary>A measured clause: a comparison of a measure with a value.</summary>
public sealed record RequireForm(BoundExpression Condition) : ClauseForm;

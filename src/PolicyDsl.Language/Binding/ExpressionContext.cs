using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>Where an expression stands, which decides the names and constructs that it may use.</summary>
public enum ExpressionPlace
{
    /// <summary>Rules, scopes, defines, logical clauses: about the incident decided; may not read its <c>recorded</c>.</summary>
    Incident,

    /// <summary>A derived field or invariant: about the entity, over its own fields.</summary>
    Entity,

    /// <summary>A crackdown's target: about an area.</summary>
    Target,

    /// <summary>The value of a measure, or a measured clause.</summary>
    Measure,

    /// <summary>A condition inside a measure: about an incident with its decision; may read <c>action</c>, <c>offered</c>, and <c>recorded</c>.</summary>
    MeasureCondition,

    /// <summary>A field mapping or row filter of a data set: columns, text functions, folds.</summary>
    DataRow,

    /// <summary>An arm of a table: constants, or the table's argument in a guard.</summary>
    Table,
}

/// <summary>Where an expression stands and what it is about.</summary>
/// <param name="Place">What it may use.</param>
/// <param name="Subject">The entity that bare names are fields of; null where there is none.</param>
/// <param name="Source">The source that the syntax stands in.</param>
public sealed record ExpressionContext(ExpressionPlace Place, EntitySymbol? Subject, SourceText Source)
{
    /// <summary>True in the condition, subject or summand of a history: names mean the earlier incident and <c>this.</c> the one decided.</summary>
    public bool InHistory { get; init; }

    /// <summary>In the arms of a table: the type of its argument, which the arms may name by it (<c>text</c>, <c>drug</c>).</summary>
    public TypeSymbol? TableArgument { get; init; }

    /// <summary>True in the summand of a measure, which may name <c>cost</c>, <c>hours</c> and <c>harm</c>.</summary>
    public bool AllowsFigures { get; init; }

    /// <summary>What a message calls the place, as in <c>rule `divert_users`</c>.</summary>
    public string Description { get; init; } = "";
}

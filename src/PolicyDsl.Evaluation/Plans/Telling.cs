using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// What can be named where a value is wanting; see <see cref="Wanting"/>. A part that tells nothing by itself (a constant, a conversion) is passed over, so what has
/// such a part is named itself where no other part is at fault.
/// </summary>
internal static class Telling
{
    /// <summary>Whether an expression is a part of its own in a trace.</summary>
    public static bool IsTold(BoundExpression expression) => expression is not (BoundLiteral or BoundSubject or BoundThis or BoundConversion);

    /// <summary>Whether nothing is ever wanting for an expression.</summary>
    public static bool IsNeverWanting(BoundExpression expression) =>
        expression is BoundLiteral { Value.IsKnown: true } or BoundUnary { Operator: not (BoundUnaryOperator.Not or BoundUnaryOperator.Negate) };

    /// <summary>Whether an expression may be called by its own text. A field is called by its name.</summary>
    public static bool HasName(BoundExpression expression) => expression switch
    {
        BoundFieldAccess or BoundSubject or BoundThis or BoundConversion => false,
        BoundLogical or BoundUnary { Operator: BoundUnaryOperator.Not } or BoundInRange or BoundInList or BoundHas => !expression.BoundChildren().All(IsAtFault),
        BoundComparison comparison => comparison.Left.Type is EntityType || !expression.BoundChildren().All(IsAtFault),
        _ => !IsNeverWanting(expression),
    };

    /// <summary>Whether a part is at fault, and named, wherever it is not exactly known.</summary>
    private static bool IsAtFault(BoundExpression part) => IsNeverWanting(part) || IsTold(part);
}

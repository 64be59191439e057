using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary><c>C unless D</c> is <c>C and not D</c>, where one expression is wanted.</summary>
internal static class Guards
{
    public static BoundExpression? Join(BoundExpression? condition, BoundExpression? exception, GuardSyntax syntax, SourceText source)
    {
        if (condition is null || exception is null)
        {
            return condition;
        }

        var not = new BoundUnary(BoundUnaryOperator.Not, exception, BasicType.Boolean, exception.Syntax) { Source = source };
        return new BoundLogical(IsAnd: true, [condition, not], syntax) { Source = source };
    }
}

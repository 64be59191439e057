using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.Interpretation;

public class DepthTests
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(300_001)]
    public void Deep_conditions_end_in_an_answer(int depth)
    {
        var source = new SourceText("true", "p.policy");
        var syntax = new LiteralSyntax(new SyntaxToken(TokenKind.True, 0, "true", [], []));
        BoundExpression expression = new BoundLiteral(Value.True, BasicType.Boolean, syntax) { Source = source };
        for (var i = 0; i < depth; i++)
        {
            expression = new BoundUnary(BoundUnaryOperator.Not, expression, BasicType.Boolean, syntax) { Source = source };
        }

        var evaluator = new ExpressionEvaluator(ImmutableArray<ActionSymbol>.Empty, new EvaluationInputs());
        Assert.Equal(Value.Of(depth % 2 == 0), evaluator.Evaluate(expression, null));
        Assert.Equal(Value.Of(depth % 2 == 0), evaluator.Trace(expression, null).Value);
    }
}

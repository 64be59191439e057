using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Tests.Binding.Expressions;

namespace PolicyDsl.Language.Tests.Binding;

/// <summary>
/// Whoever adds a kind of bound expression, an operator or a function, and forgets one of its readers, is told here: first to add it
/// to <see cref="EveryKindOfExpression.Items"/>, then which reader does not know it.
/// </summary>
public sealed class EveryKindOfExpressionTests
{
    private readonly Compilation compilation = EveryKindOfExpression.Compile();
    private readonly IReadOnlyList<BoundExpression> expressions;

    public EveryKindOfExpressionTests() => expressions = EveryKindOfExpression.Find(compilation);

    [Fact]
    public void The_sample_has_every_kind_of_expression()
    {
        var missing = EveryKindOfExpression.Kinds.Except(expressions.Select(e => e.GetType()));

        Assert.Empty(missing.Select(t => t.Name));
    }

    [Fact]
    public void The_sample_has_every_operator_function_and_fold()
    {
        AssertAll<BuiltInFunction>(expressions.OfType<BoundCall>().Select(c => c.Function));
        AssertAll<FoldKind>(expressions.OfType<BoundFold>().Select(f => f.Kind));
        AssertAll<HistoryKind>(expressions.OfType<BoundHistory>().Select(h => h.Kind));
        AssertAll<BoundUnaryOperator>(expressions.OfType<BoundUnary>().Select(u => u.Operator));
        AssertAll<BoundArithmeticOperator>(expressions.OfType<BoundArithmetic>().Select(a => a.Operator));
        AssertAll<TextTestKind>(compilation.Scope.All<Symbols.TableSymbol>().SelectMany(t => t.Arms).SelectMany(a => a.Patterns).OfType<TextPattern>().Select(p => p.Kind));
    }

    [Fact]
    public void The_tree_walker_goes_below_every_kind()
    {
        var forgotten = expressions.Where(e => !EveryKindOfExpression.ChildrenOf(e).SequenceEqual(e.BoundChildren(), ReferenceEqualityComparer.Instance));

        Assert.Empty(forgotten.Select(e => e.GetType().Name).Distinct());
    }

    [Fact]
    public void The_interpreter_evaluates_every_kind()
    {
        var evaluator = new ExpressionEvaluator(compilation.Scope, new EvaluationInputs { Row = new OneText() });

        Assert.All(expressions, e => evaluator.Evaluate(e, subject: null));
    }

    [Fact]
    public void The_printer_prints_every_kind()
    {
        Assert.All(expressions, e => Assert.NotEmpty(BoundTreePrinter.Print(e, compilation.Scope)));
    }

    private static void AssertAll<T>(IEnumerable<T> found)
        where T : struct, Enum => Assert.Empty(Enum.GetValues<T>().Except(found));

    private sealed class OneText : IRowValues
    {
        public Value GetColumn(string name) => Value.Of("x");

        public bool IsMissing(string text) => false;
    }
}

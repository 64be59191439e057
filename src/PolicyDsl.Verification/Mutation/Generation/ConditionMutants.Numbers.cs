using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>Comparisons, the constants in them, and what tables and matches give.</summary>
internal sealed partial class ConditionMutants
{
    /// <summary>What tables and matches give, and the cases that they tell apart.</summary>
    public void AddArms(ArmsSyntax arms)
    {
        for (var i = 0; i < arms.Arms.Count; i++)
        {
            var arm = arms.Arms[i];
            AddValue(arm.Value, arm.Span);
            if (arm.Value is LiteralSyntax { Token.Kind: TokenKind.Unknown } && arms.Arms.FirstOrDefault(a => a.Value is not LiteralSyntax { Token.Kind: TokenKind.Unknown }) is { } known)
            {
                writer.Replace(MutantKind.Table, arm.Value.Span, tree.Source.ToString(known.Value.Span), arm.Span);
            }

            if (arms.Arms.Count > 1)
            {
                writer.Drop(MutantKind.Table, MutantWriter.FindDropped(arms.Arms, i, arms.Span), arm.Span);
            }

            for (var pattern = 0; pattern < arm.Patterns.Count && arm.Patterns.Count > 1; pattern++)
            {
                writer.Replace(MutantKind.Table, MutantWriter.FindDropped(arm.Patterns, pattern, arm.Span), "", arm.Span);
            }
        }
    }

    /// <summary>A constant that a table gives: a number one step up and down, the other truth value, the next member.</summary>
    public void AddValue(ExpressionSyntax value, TextSpan shown)
    {
        if (ShiftedNumber.FindToken(value) is { } token)
        {
            AddMoved(MutantKind.Table, token, [-1, 1], shown);
        }
        else if (value is LiteralSyntax { Token.Kind: TokenKind.True or TokenKind.False } truth)
        {
            writer.Replace(MutantKind.Table, value.Span, truth.Token.Kind == TokenKind.True ? "false" : "true", shown);
        }
        else if (value is PathSyntax path && model.FindExpression(path) is BoundLiteral { Value.Kind: ValueKind.Exact } constant && FindNext(constant) is { } next)
        {
            writer.Replace(MutantKind.Table, path.LastToken.Span, next, shown);
        }
    }

    private string? FindNext(BoundLiteral constant)
    {
        var names = constant.Type switch
        {
            EnumType { Enum: var kind } => kind.Members.Select(m => m.Name),
            ActionType => model.Compilation.Actions.Select(a => a.Name),
            _ => [],
        };
        ImmutableArray<string> all = [.. names];
        return all.Length > 1 && constant.Value.Low < all.Length ? all[(int)((constant.Value.Low + 1) % all.Length)] : null;
    }

    private void AddComparison(ComparisonSyntax comparison)
    {
        var words = comparison.OperatorTokens;
        var span = TextSpan.FromBounds(words[0].Span.Start, words[^1].Span.End);
        var isWords = words[0].Kind == TokenKind.Is;
        var shown = comparison.Right is LiteralSyntax or QuantitySyntax && isWords ? TextSpan.FromBounds(span.Start, comparison.Right.Span.End) : comparison.Span;
        foreach (var other in FindOthers(comparison.Operator))
        {
            writer.Replace(MutantKind.Comparison, span, Write(other, isWords), shown);
        }
    }

    /// <summary>The comparison with its boundary moved, then turned round.</summary>
    private static ImmutableArray<ComparisonOperator> FindOthers(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => [ComparisonOperator.NotEqual],
        ComparisonOperator.NotEqual => [ComparisonOperator.Equal],
        ComparisonOperator.Less => [ComparisonOperator.LessOrEqual, ComparisonOperator.GreaterOrEqual],
        ComparisonOperator.LessOrEqual => [ComparisonOperator.Less, ComparisonOperator.Greater],
        ComparisonOperator.Greater => [ComparisonOperator.GreaterOrEqual, ComparisonOperator.LessOrEqual],
        _ => [ComparisonOperator.Greater, ComparisonOperator.Less],
    };

    private static string Write(ComparisonOperator comparison, bool inWords) => (comparison, inWords) switch
    {
        (ComparisonOperator.Equal, true) => "is",
        (ComparisonOperator.NotEqual, true) => "is not",
        (ComparisonOperator.Less, true) => "is less than",
        (ComparisonOperator.LessOrEqual, true) => "is at most",
        (ComparisonOperator.Greater, true) => "is more than",
        (ComparisonOperator.GreaterOrEqual, true) => "is at least",
        (ComparisonOperator.Equal, _) => "=",
        (ComparisonOperator.NotEqual, _) => "!=",
        (ComparisonOperator.Less, _) => "<",
        (ComparisonOperator.LessOrEqual, _) => "<=",
        (ComparisonOperator.Greater, _) => ">",
        _ => ">=",
    };

    /// <summary>
    /// A constant of a condition, moved by a step and to the next constants that the same thing is compared with. Windows and what arms give
    /// have ways of their own.
    /// </summary>
    private void AddNumber(ExpressionSyntax constant, SyntaxToken token)
    {
        switch (tree.GetParent(constant))
        {
            case IncidentsSyntax:
                return;
            case ArmSyntax arm when arm.Value == constant:
                return;
            case ComparisonSyntax comparison:
                var isLeft = comparison.Left == constant;
                var operand = isLeft ? comparison.Right : comparison.Left;
                var words = comparison.OperatorTokens;
                var shown = isLeft || words[0].Kind != TokenKind.Is ? comparison.Span : TextSpan.FromBounds(words[0].Span.Start, constant.Span.End);
                AddMoved(MutantKind.Threshold, token, FindSteps(comparison.Operator, isLeft, operand), shown);
                AddNeighbours(token, thresholds.FindNeighbours(operand, constant), shown);
                break;
            case RangeSyntax range:
                AddMoved(MutantKind.Threshold, token, [-1, 1], range.Span);
                if (tree.GetParent(range) is InSyntax test)
                {
                    AddNeighbours(token, thresholds.FindNeighbours(test.Operand, constant, range), range.Span);
                }

                break;
            case ChainSyntax chain:
                AddMoved(MutantKind.Threshold, token, [-1, 1], chain.Span);
                break;
            default:
                AddMoved(MutantKind.Threshold, token, [-1, 1], constant.Span);
                break;
        }
    }

    /// <summary>
    /// Of whole numbers and days, moving the boundary of the comparison has taken one of the two steps: <c>more than 3</c> is <c>at least 4</c>.
    /// </summary>
    private ImmutableArray<int> FindSteps(ComparisonOperator comparison, bool isLeft, ExpressionSyntax operand)
    {
        var type = model.GetType(operand);
        if (type != BasicType.Integer && type != BasicType.Date)
        {
            return [-1, 1];
        }

        return comparison switch
        {
            ComparisonOperator.GreaterOrEqual or ComparisonOperator.Less => [isLeft ? 1 : -1],
            ComparisonOperator.Greater or ComparisonOperator.LessOrEqual => [isLeft ? -1 : 1],
            _ => [-1, 1],
        };
    }

    private void AddMoved(MutantKind kind, SyntaxToken token, ImmutableArray<int> steps, TextSpan shown)
    {
        foreach (var step in steps)
        {
            if (ShiftedNumber.Shift(token, step) is { } moved)
            {
                writer.Replace(kind, token.Span, moved, shown);
            }
        }
    }

    private void AddNeighbours(SyntaxToken token, IEnumerable<string> neighbours, TextSpan shown)
    {
        foreach (var neighbour in neighbours)
        {
            writer.Replace(MutantKind.Threshold, token.Span, neighbour, shown);
        }
    }
}

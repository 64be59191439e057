using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>
/// Bound conditions as conditions on the columns of the file: derived fields are spelled out, members become the texts that stand for them. What has no form among
/// <see cref="PeerCondition"/> is refused.
/// </summary>
internal sealed class PeerLowering(PeerColumns columns)
{
    private const decimal Millionths = 1_000_000;

    public static ImmutableArray<PeerRule> LowerRules(PolicySymbol policy, PeerColumns columns)
    {
        var lowering = new PeerLowering(columns);
        return [.. policy.Rules.Select(r => new PeerRule(r.Name, lowering.LowerRule(r), r.Action?.Name == "arrest"))];
    }

    public PeerCondition LowerRule(RuleSymbol rule)
    {
        var when = Lower(rule.When ?? throw new NotSupportedException($"Rule `{rule.Name}` says not when."));
        return rule.Unless is { } unless ? new PeerAll([when, new PeerNot(Lower(unless))]) : when;
    }

    public PeerCondition Lower(BoundExpression expression) => expression switch
    {
        BoundLogical { IsAnd: true } and => new PeerAll([.. and.Operands.Select(Lower)]),
        BoundLogical or => new PeerAny([.. or.Operands.Select(Lower)]),
        BoundUnary { Operator: BoundUnaryOperator.Not } not => new PeerNot(Lower(not.Operand)),
        BoundUnary { Operator: BoundUnaryOperator.Certainly } certainly => new PeerCertainly(Lower(certainly.Operand)),
        BoundUnary { Operator: BoundUnaryOperator.Possibly } possibly => new PeerPossibly(Lower(possibly.Operand)),
        BoundFieldAccess { Field: { Formula: { } formula } field } when !columns.Has(field) => Lower(formula),
        BoundFieldAccess access when access.Type == BasicType.Boolean => new PeerFlag(columns[access.Field]),
        BoundInList list => Negate(LowerMembers(list.Operand, list.Items.Select(i => i.Low)), list.IsNegated),
        BoundInRange range => Negate(LowerRange(range), range.IsNegated),
        BoundComparison { Right: BoundLiteral literal } equal when !equal.Left.Type.IsOrdered =>
            Negate(LowerMembers(equal.Left, [literal.Value.Low]), equal.Operator == ComparisonOperator.NotEqual),
        BoundComparison { Right: BoundLiteral literal } compare => LowerComparison(compare.Left, compare.Operator, literal.Value.Low),
        _ => throw new NotSupportedException($"`{expression.Location.Text}` has no form that every other program can be told."),
    };

    private static PeerCondition Negate(PeerCondition condition, bool isNegated) => isNegated ? new PeerNot(condition) : condition;

    private PeerIn LowerMembers(BoundExpression operand, IEnumerable<long> members)
    {
        var column = ColumnOf(operand);
        var wanted = members.ToHashSet();
        return new PeerIn(column, [.. column.Texts.Where(t => wanted.Contains(t.Member)).Select(t => t.Text)]);
    }

    private PeerCondition LowerRange(BoundInRange range)
    {
        var ends = new List<PeerCondition>();
        if (range.Low is { } low)
        {
            ends.Add(LowerComparison(range.Operand, ComparisonOperator.GreaterOrEqual, low));
        }

        if (range.High is { } high)
        {
            ends.Add(LowerComparison(range.Operand, ComparisonOperator.LessOrEqual, high));
        }

        return ends is [var only] ? only : new PeerAll([.. ends]);
    }

    private PeerCompare LowerComparison(BoundExpression operand, ComparisonOperator comparison, long constant)
    {
        var column = ColumnOf(operand);
        return new PeerCompare(column, comparison, column.Kind == PeerKind.Thousandths ? constant / Millionths : constant);
    }

    private PeerColumn ColumnOf(BoundExpression operand) => operand switch
    {
        BoundFieldAccess access => columns[access.Field],
        BoundCall { Function: BuiltInFunction.HourOf, Arguments: [BoundFieldAccess access] } => columns[access.Field],
        _ => throw new NotSupportedException($"`{operand.Location.Text}` is no column."),
    };
}

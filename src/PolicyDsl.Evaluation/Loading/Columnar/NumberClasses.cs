using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Puts numbers into few classes such that no condition of a component tells two of one class apart: it compares the field with constants only, so all that
/// counts is on which side of each an end of the range lies.
/// </summary>
internal sealed class NumberClasses
{
    private const int MaxThresholds = 14;

    private readonly ImmutableArray<long> thresholds;

    private NumberClasses(ImmutableArray<long> thresholds) => this.thresholds = thresholds;

    /// <summary>Classes are below this; 0 is for unknown.</summary>
    public int Count => 1 + ((thresholds.Length + 1) * (thresholds.Length + 1));

    /// <summary>Null where the value itself counts.</summary>
    public static NumberClasses? Find(FieldSymbol field, CheckComponent component)
    {
        if (field.Formula is not null)
        {
            return null;
        }

        var constants = new HashSet<long>();
        var entered = new HashSet<FieldSymbol>();
        var pending = new Stack<BoundExpression>(component.Conditions);
        while (pending.TryPop(out var expression))
        {
            if (IsField(expression, field) || expression is BoundDefineReference or BoundHistory or BoundTableLookup)
            {
                return null;
            }

            if (ConstantsBeside(expression, field) is { } beside)
            {
                constants.UnionWith(beside);
                continue;
            }

            if (expression is BoundFieldAccess { Field.Formula: { } formula } access && entered.Add(access.Field))
            {
                pending.Push(formula);
            }

            foreach (var child in expression.BoundChildren())
            {
                pending.Push(child);
            }
        }

        ImmutableArray<long> sides = [.. constants.Concat(constants.Where(c => c < long.MaxValue).Select(c => c + 1)).Distinct().Order()];
        return sides.Length > MaxThresholds ? null : new NumberClasses(sides);
    }

    /// <summary>Puts the class of each row behind what stands there. Numbers near each other mostly have one class, so it is looked for where the last was not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(Span<int> places, int bits, FieldVector vector)
    {
        var (lowest, highest, last) = (long.MaxValue, long.MinValue, 0);
        for (var row = 0; row < places.Length; row++)
        {
            var found = 0;
            var low = vector.Low[row];
            switch (vector.States[row])
            {
                case Knowledge.Known when low >= lowest && low <= highest:
                    found = last;
                    break;
                case Knowledge.Known:
                    var side = Side(low);
                    (lowest, highest) = (side == 0 ? long.MinValue : thresholds[side - 1], side == thresholds.Length ? long.MaxValue : thresholds[side] - 1);
                    found = last = ClassOf(side, side);
                    break;
                case Knowledge.Partly:
                    found = ClassOf(Side(low), Side(vector.High[row]));
                    break;
            }

            places[row] = (places[row] << bits) | found;
        }
    }

    private int ClassOf(int first, int last) => 1 + (first * (thresholds.Length + 1)) + last;

    private int Side(long end)
    {
        var side = 0;
        foreach (var threshold in thresholds)
        {
            side += end >= threshold ? 1 : 0;
        }

        return side;
    }

    private static bool IsField(BoundExpression expression, FieldSymbol field) => expression is BoundFieldAccess access && access.Field == field;

    /// <summary>The constants that an expression compares the field with; null where it does anything else.</summary>
    private static IEnumerable<long>? ConstantsBeside(BoundExpression expression, FieldSymbol field) => expression switch
    {
        BoundInRange range when IsField(range.Operand, field) => new[] { range.Low, range.High }.OfType<long>(),
        BoundInList list when IsField(list.Operand, field) => list.Items.Select(i => i.Low),
        BoundUnary { Operator: BoundUnaryOperator.IsKnown or BoundUnaryOperator.IsUnknown } unary when IsField(unary.Operand, field) => [],
        BoundComparison { Right: BoundLiteral { Value: { Kind: ValueKind.Exact } constant } } comparison when IsField(comparison.Left, field) => [constant.Low],
        BoundComparison { Left: BoundLiteral { Value: { Kind: ValueKind.Exact } constant } } comparison when IsField(comparison.Right, field) => [constant.Low],
        _ => null,
    };
}

using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// The fields that expressions read, through defines, derived fields and tables, but not through histories: for data that do not follow
/// a history it is unknown whatever its condition reads. Every symbol is entered once.
/// </summary>
internal static class ReadFields
{
    public static IReadOnlyCollection<FieldSymbol> Of(params ReadOnlySpan<BoundExpression?> expressions)
    {
        var fields = new HashSet<FieldSymbol>();
        var entered = new HashSet<Symbol>();
        var pending = new Stack<BoundExpression>();
        foreach (var expression in expressions)
        {
            if (expression is not null)
            {
                pending.Push(expression);
            }
        }

        while (pending.TryPop(out var next))
        {
            if (next is BoundFieldAccess access)
            {
                fields.Add(access.Field);
            }

            foreach (var below in next is BoundHistory ? [] : next.BoundChildren().Concat(Behind(next, entered)))
            {
                pending.Push(below);
            }
        }

        return fields;
    }

    /// <summary>What a name stands for, the first time that it is met.</summary>
    private static IEnumerable<BoundExpression> Behind(BoundExpression expression, HashSet<Symbol> entered) => expression switch
    {
        BoundFieldAccess { Field: { Formula: { } formula } field } when entered.Add(field) => [formula],
        BoundDefineReference { Define: { Value: { } value } define } when entered.Add(define) => [value],
        BoundMeasureReference { Measure: { Value: { } value } measure } when entered.Add(measure) => [value],
        BoundTableLookup lookup when entered.Add(lookup.Table) => lookup.Table.Arms.SelectMany(a => a.ArmChildren()),
        _ => [],
    };
}

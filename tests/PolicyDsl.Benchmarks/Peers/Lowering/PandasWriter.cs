using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>Conditions on a data frame `d` with nullable columns, whose &amp;, | and ~ are Kleene's. Weights are whole milligrams there, so that sums are exact.</summary>
internal static class PandasWriter
{
    public static string Write(PeerCondition condition) => condition switch
    {
        PeerAll all => Join(" & ", all.Operands),
        PeerAny any => Join(" | ", any.Operands),
        PeerNot not => $"(~{Write(not.Operand)})",
        PeerCertainly certainly => $"fill({Write(certainly.Operand)}, False)",
        PeerPossibly possibly => $"fill({Write(possibly.Operand)}, True)",
        PeerIn list => $"is_in(d['{list.Column.Name}'], [{string.Join(", ", list.Texts.Select(t => $"'{t}'"))}])",
        PeerFlag flag => $"d['{flag.Column.Name}']",
        PeerCompare { Column.Kind: PeerKind.Time } compare => $"(d['{compare.Column.Name}'].dt.hour {Sign(compare.Operator)} {Number(compare.Constant)}).astype('boolean')",
        PeerCompare { Column.Kind: PeerKind.Thousandths } compare => $"(d['{compare.Column.Name}'] {Sign(compare.Operator)} {Number(compare.Constant * 1000)})",
        PeerCompare compare => $"(d['{compare.Column.Name}'] {Sign(compare.Operator)} {Number(compare.Constant)})",
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private static string Join(string sign, ImmutableArray<PeerCondition> operands) => $"({string.Join(sign, operands.Select(Write))})";

    private static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Sign(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}

using PolicyDsl.Benchmarks.Peers.Lowering;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Benchmarks.Tests.Peers;

/// <summary>Evaluates the conditions told to other programs, as those would.</summary>
internal static class PeerReader
{
    public static bool? Evaluate(PeerCondition condition, IncidentRecord row) => condition switch
    {
        PeerAll all => all.Operands.Aggregate((bool?)true, (truth, operand) => truth & Evaluate(operand, row)),
        PeerAny any => any.Operands.Aggregate((bool?)false, (truth, operand) => truth | Evaluate(operand, row)),
        PeerNot not => !Evaluate(not.Operand, row),
        PeerCertainly certainly => Evaluate(certainly.Operand, row) ?? false,
        PeerPossibly possibly => Evaluate(possibly.Operand, row) ?? true,
        PeerIn list => Text(list.Column.Name, row) is { } text ? list.Texts.Contains(text) : null,
        PeerFlag flag => Flag(flag.Column.Name, row),
        PeerCompare compare => Number(compare.Column.Name, row) is { } number ? Compare(number.CompareTo(compare.Constant), compare.Operator) : null,
        _ => throw new NotSupportedException(),
    };

    public static bool Evaluate(TwoValued condition, IncidentRecord row) => condition switch
    {
        TwoValuedAll all => all.Operands.All(o => Evaluate(o, row)),
        TwoValuedAny any => any.Operands.Any(o => Evaluate(o, row)),
        TwoValuedTest test => Evaluate(test.Atom, row) is { } truth ? truth == test.Wanted : test.OrEmpty,
        _ => throw new NotSupportedException(),
    };

    private static string? Text(string column, IncidentRecord row) => column switch
    {
        "offence" => row.Offence,
        "drug" => row.Drug,
        "weapon" => row.Weapon,
        _ => throw new NotSupportedException(column),
    };

    private static bool? Flag(string column, IncidentRecord row) => column switch
    {
        "uses_minors" => row.UsesMinors,
        "warrant" => row.Warrant,
        "dependent" => row.Dependent,
        "overdose" => row.Overdose,
        "at_service" => row.AtHealthService,
        _ => throw new NotSupportedException(column),
    };

    private static decimal? Number(string column, IncidentRecord row) => column switch
    {
        "occurred" => row.Hour,
        "age" => row.Age,
        "quantity_g" => row.Milligrams / 1000m,
        "prior_convictions" => row.PriorConvictions,
        _ => throw new NotSupportedException(column),
    };

    private static bool Compare(int order, ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}

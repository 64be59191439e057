using System.Collections.Immutable;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>What a column of the file holds.</summary>
internal enum PeerKind
{
    /// <summary>One of a few texts.</summary>
    Code,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    Flag,
    Integer,

    /// <summary>A number with three decimals.</summary>
    Thousandths,

    /// <summary>Date and time to the second.</summary>
    Time,

    /// <summary>A text of which there are many.</summary>
    Key,
}

/// <summary>A column that the data set maps.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Texts">The texts of a code, each with the ordinal of the member that it stands for; empty for other kinds.</param>
internal sealed record PeerColumn(string Name, PeerKind Kind, ImmutableArray<(string Text, long Member)> Texts);

/// <summary>
/// A condition about one row in the few forms that every other program can be told. It is true, false or unknown; unknown where it compares an empty cell.
/// </summary>
internal abstract record PeerCondition;

internal sealed record PeerAll(ImmutableArray<PeerCondition> Operands) : PeerCondition;

internal sealed record PeerAny(ImmutableArray<PeerCondition> Operands) : PeerCondition;

internal sealed record PeerNot(PeerCondition Operand) : PeerCondition;

/// <summary>False where the operand is unknown.</summary>
internal sealed record PeerCertainly(PeerCondition Operand) : PeerCondition;

/// <summary>True where the operand is unknown.</summary>
internal sealed record PeerPossibly(PeerCondition Operand) : PeerCondition;

/// <summary>One comparison of one column with constants.</summary>
internal abstract record PeerAtom(PeerColumn Column) : PeerCondition;

/// <summary>The cell is one of some texts of its column; in the order of the column.</summary>
internal sealed record PeerIn(PeerColumn Column, ImmutableArray<string> Texts) : PeerAtom(Column)
{
    public string Key => $"{Column.Name} in {string.Join(',', Texts)}";
}

/// <summary>The cell is <c>yes</c>.</summary>
internal sealed record PeerFlag(PeerColumn Column) : PeerAtom(Column);

/// <summary>The number, or the hour of the time.</summary>
/// <param name="Column">A number, or a time whose hour is compared.</param>
/// <param name="Operator">How.</param>
/// <param name="Constant">With what, in the unit of the file.</param>
internal sealed record PeerCompare(PeerColumn Column, ComparisonOperator Operator, decimal Constant) : PeerAtom(Column);

/// <summary>A rule as the others see it: when it fires, and whether it ends in arrest.</summary>
internal sealed record PeerRule(string Name, PeerCondition Condition, bool IsArrest);

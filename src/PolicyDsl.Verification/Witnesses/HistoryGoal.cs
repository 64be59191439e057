using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>How a further earlier incident is to count for a history.</summary>
internal enum Counting
{
    Excluded,
    Possibly,
    Certainly,
}

/// <summary>
/// The value that a history is to have, as cells of its term, and how far one that it has is from it. Counts only grow and days since the last only
/// fall as incidents are added, so what has gone too far cannot be mended.
/// </summary>
internal sealed class HistoryGoal
{
    private const long Far = 1L << 60;

    public HistoryGoal(NumericTerm term, TermState state)
    {
        Term = term;
        History = ((HistorySource)term.Source).History;
        State = state;
        Low = term.GetCell(state.Low);
        High = term.GetCell(state.High);
    }

    public NumericTerm Term { get; }

    public BoundHistory History { get; }

    public TermState State { get; }

    /// <summary>The cell of the least that it may be.</summary>
    public (long First, long Last) Low { get; }

    /// <summary>The cell of the most that it may be.</summary>
    public (long First, long Last) High { get; }

    public bool IsSum => History.Kind == HistoryKind.Sum;

    public bool IsCount => History.Kind == HistoryKind.Count;

    public bool IsDays => !IsSum && !IsCount;

    /// <summary>How far a value is from the one wanted, 0 where it is that; null where no further incident can bring it there.</summary>
    public long? FindDistance(Value value)
    {
        if (State.IsUnknown)
        {
            return value.Kind == ValueKind.Unknown ? 0 : IsSum ? Far : null;
        }

        if (value.Kind is not (ValueKind.Exact or ValueKind.Range))
        {
            return IsSum ? null : Far;
        }

        if (IsSum)
        {
            return Gap(value.Low, Low) + Gap(value.High, High);
        }

        if (IsCount)
        {
            return value.Low > Low.Last || value.High > High.Last ? null : Gap(value.Low, Low) + Gap(value.High, High);
        }

        return value.Low < Low.First || value.High < High.First ? null : Gap(value.Low, Low) + Gap(value.High, High);
    }

    /// <summary>Whether a further incident may count in a way, by what is known before it is made; null where only trying tells.</summary>
    public bool? Allows(Counting counting, Value now, Value daysOfTime)
    {
        if (counting == Counting.Excluded)
        {
            return true;
        }

        if (IsCount)
        {
            var fits = now.High + 1 <= High.Last && (counting == Counting.Possibly || now.Low + 1 <= Low.Last);
            return fits ? true : History.IsDistinct ? null : false;
        }

        if (IsDays && !State.IsUnknown)
        {
            return daysOfTime.Kind is ValueKind.Exact or ValueKind.Range && daysOfTime.Low >= Low.First ? true : null;
        }

        return IsDays ? counting == Counting.Possibly : null;
    }

    private static long Gap(long value, (long First, long Last) cell)
    {
        var gap = value < cell.First ? (Int128)cell.First - value : value > cell.Last ? (Int128)value - cell.Last : 0;
        return gap > Far / 4 ? Far / 4 : (long)gap;
    }
}

using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// <c>this.at - D &lt;= at &lt; this.at</c> for partly known times: for which times of an earlier incident it holds for every, some or no choice of
/// both. Exact for two independent times; <paramref name="Length"/> null looks back without end.
/// </summary>
/// <param name="Low">The earliest that the incident decided may have happened, or <see cref="Value.OpenLow"/>.</param>
/// <param name="High">The latest, or <see cref="Value.OpenHigh"/>.</param>
/// <param name="Length">How far to look back.</param>
public readonly record struct HistoryWindow(long Low, long High, CalendarLength? Length)
{
    /// <summary>The earliest that the window may start.</summary>
    public long EarliestStart { get; } = Length is null ? Value.OpenLow : InstantArithmetic.EarliestBefore(Low, High, Length);

    /// <summary>The latest that the window may start.</summary>
    public long LatestStart { get; } = Length is null ? Value.OpenLow : InstantArithmetic.LatestBefore(Low, High, Length);

    /// <summary>Whether a time of which only its ends are known lies in the window.</summary>
    public Truth Contains(long low, long high)
    {
        if (Length is { Count: <= 0 })
        {
            return Truth.False;
        }

        if (high < Low && low >= LatestStart)
        {
            return Truth.True;
        }

        // Some instant after the earliest possible time must have a window that reaches back to the latest possible one.
        var after = low == Value.OpenLow ? Low : Math.Max(Low, low + 1);
        var isPossible = after <= High && (Length is null || InstantArithmetic.EarliestBefore(after, High, Length) <= high);
        return isPossible ? Truth.Unknown : Truth.False;
    }
}

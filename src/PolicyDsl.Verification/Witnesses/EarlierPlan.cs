using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>One way in which a further earlier incident may bring a history nearer to its goal.</summary>
/// <param name="Counting">Whether it counts certainly or possibly.</param>
/// <param name="Share">For a sum, which of <see cref="EarlierConditions.Shares"/> its summand has; null where any will do.</param>
/// <param name="IsSummandUnknown">For a sum, nothing is to be known of the summand.</param>
internal sealed record EarlierPlan(Counting Counting, int? Share = null, bool IsSummandUnknown = false)
{
    private const int InLow = 0;
    private const int InBoth = 1;
    private const int InHigh = 2;
    private const int Positive = 3;
    private const int Negative = 4;

    public static IEnumerable<EarlierPlan> For(HistoryGoal goal, Value now) => goal.IsSum ? ForSum(goal) : goal.IsCount ? ForCount(goal, now) : ForDays(goal, now);

    /// <summary>Whether an incident of this time, if it meets the condition, counts as planned.</summary>
    public bool Suits(HistoryGoal goal, Truth inWindow, Value days) =>
        inWindow != Truth.False && (Counting == Counting.Possibly || inWindow == Truth.True)
        && (!goal.IsDays || (days.Kind is ValueKind.Exact or ValueKind.Range && SuitsDays(goal, days)));

    private bool SuitsDays(HistoryGoal goal, Value days) => Share switch
    {
        InBoth => Within(days.Low, goal.Low) && Within(days.High, goal.High),
        InHigh => Within(days.High, goal.High) && days.Low >= goal.Low.First,
        _ => Within(days.Low, goal.Low),
    };

    private static bool Within(long value, (long First, long Last) cell) => value >= cell.First && value <= cell.Last;

    private static IEnumerable<EarlierPlan> ForCount(HistoryGoal goal, Value now) =>
        now.Low < goal.Low.First ? [new(Counting.Certainly)] : [new(Counting.Possibly)];

    private static IEnumerable<EarlierPlan> ForDays(HistoryGoal goal, Value now) => goal.State.IsUnknown ? []
        : now.Kind == ValueKind.Unknown ? [new(Counting.Certainly, InBoth), new(Counting.Certainly, InHigh)]
        : now.High > goal.High.Last ? [new(Counting.Certainly, InBoth), new(Counting.Certainly, InHigh), new(Counting.Possibly, InLow)]
        : [new(Counting.Possibly, InLow), new(Counting.Possibly, InBoth)];

    private static IEnumerable<EarlierPlan> ForSum(HistoryGoal goal)
    {
        if (goal.State.IsUnknown)
        {
            return [new(Counting.Certainly, null, true), new(Counting.Possibly, null, true)];
        }

        EarlierPlan[] exact = goal.State.Low == goal.State.High ? [new(Counting.Certainly, InLow)] : [new(Counting.Certainly, InBoth), new(Counting.Certainly, InLow)];
        return exact.Concat(
        [
            new(Counting.Possibly, InHigh), new(Counting.Possibly, InLow), new(Counting.Certainly, Positive), new(Counting.Certainly, Negative),
            new(Counting.Possibly, Positive), new(Counting.Possibly, Negative), new(Counting.Certainly), new(Counting.Possibly),
        ]);
    }
}

using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Where the incidents of a batch lie to the periods that a data set decides and covers, as <see cref="DecidedPeriod"/> tells it of one.</summary>
internal sealed class PeriodMarks(DatasetSymbol dataset, bool hasTime, FieldVector? time)
{
    /// <summary>Counts, and gives the incidents that only histories see; null where there are none.</summary>
    public ulong[]? Mark(int count, BatchNames names, BatchFindings findings)
    {
        ulong[]? historyOnly = null;
        for (var row = 0; dataset.Decides is { } decides && row < count; row++)
        {
            var lies = Lies(row, decides);
            findings.TimeUncertain += lies == Truth.Unknown ? 1 : 0;
            if (lies == Truth.False)
            {
                Masks.Set(historyOnly ??= new ulong[Masks.WordsFor(count)], row);
            }
        }

        for (var row = 0; dataset.Covers is { } covers && row < count; row++)
        {
            if (Lies(row, covers) == Truth.False)
            {
                findings.OutsideCoverage++;
                findings.FirstOutside ??= names.GetId(row);
            }
        }

        return historyOnly;
    }

    private Truth Lies(int row, (DateOnly From, DateOnly To) days) =>
        hasTime ? ValueOperations.IsInRange(time?[row] ?? Value.Unknown, Calendar.StartOf(days.From), Calendar.EndOf(days.To)) : Truth.Unknown;
}

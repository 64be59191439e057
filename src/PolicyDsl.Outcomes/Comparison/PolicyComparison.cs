using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>
/// Compares policies with what was recorded and with each other. All figures are about the same incidents: those in the period that is
/// decided, accepted for every policy, and, where there is a baseline, with a known recorded action. An incident outside the
/// scope of a policy keeps, for that policy, what was recorded. Costs one pass over the incidents for all policies of one vocabulary, and then time and
/// memory for each cell of incidents that are alike.
/// </summary>
public static class PolicyComparison
{
    public static ComparisonResult Compare(ComparisonRequest request, CancellationToken cancellationToken = default)
    {
        var baseline = FindBaseline(request.Policies[0].Source);
        var protectedFields = DisproportionalityTables.FindFields(request);
        var decided = DecidedCells.Decide(request, baseline.IsPresent, protectedFields, cancellationToken);
        return decided.Loads.Any(l => l.HasErrors)
            ? new ComparisonResult { Loads = decided.Loads, Baseline = baseline }
            : Compare(ComparedAnswers.Of(request, baseline.IsPresent, protectedFields, decided), decided, baseline);
    }

    private static ComparisonResult Compare(ComparedAnswers answers, DecidedCells decided, Baseline baseline)
    {
        var assumptions = AssumptionsChoice.Make(answers.Request);
        var contenders = answers.Contenders;
        var figures = new ComparedFigures(contenders, assumptions.Table);
        var measures = figures.Measures();
        var outcomes = figures.Outcomes();
        return new ComparisonResult
        {
            Loads = decided.Loads,
            Baseline = baseline,
            Contenders = [.. contenders.Select(c => c.ToContender())],
            Compared = answers.Compared,
            LeftOutRecordedUnknown = answers.RecordedUnknown,
            HistoryOnly = answers.HistoryOnly,
            Dispositions = DispositionLines.Make(contenders, answers.Cells),
            Measures = measures,
            Assumptions = assumptions.InUse(measures.AddRange(outcomes).SelectMany(l => l.OfEach), figures.Missing),
            WhyNoAssumptions = assumptions.WhyNone,
            Outcomes = outcomes,
            Disproportionality = DisproportionalityTables.Make(answers.Request, answers),
            Transitions = TransitionTables.Make(answers),
            Notes = ComparisonNotes.For(answers, baseline, assumptions.Table),
        };
    }

    /// <summary>Whether the data set maps what was recorded.</summary>
    private static Baseline FindBaseline(IColumnSource data)
    {
        if (RecordedAction.Of(data.Scope).Field is not { } field)
        {
            return new Baseline(false, $"The vocabulary has no field `{RecordedAction.FieldName}`, so there is no baseline; the policies are compared with each other.");
        }

        return data.Dataset.Mappings.Any(m => m.Fields.Any(f => f.Field == field))
            ? new Baseline(true, null)
            : new Baseline(false, $"The data set `{data.Dataset.Name}` does not say what was recorded, so there is no baseline; the policies are compared with each other.");
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Runs;

/// <summary>The sentences of a run that several formats share; each names the figures that it was made from.</summary>
internal static class RunSentences
{
    public static IEnumerable<string> Describe(RunSummary run)
    {
        var incidents = run.Decided + run.Outside + run.HistoryOnly;
        yield return $"{Phrase.Count(incidents, "incident")} = {Phrase.Number(run.Decided)} in scope + {Phrase.Number(run.Outside)} outside + {Phrase.Number(run.HistoryOnly)} history only.";
        if (run.ScopeUnknown > 0)
        {
            yield return $"For {Phrase.Number(run.ScopeUnknown)} of those outside it is unknown whether they are in scope{Wants(run.ScopeWants)}.";
        }

        yield return $"Unsettled: {Share(run.Unsettled, run.Decided)} in scope could be decided otherwise if what is unknown were known.";
        if (run.Conflicts > 0)
        {
            yield return $"In conflict: {Share(run.Conflicts, run.Decided)}; the mildest action is counted.";
        }

        if (run.None > 0)
        {
            yield return $"Without any decision: {Share(run.None, run.Decided)}, for no rule stands and there is no `otherwise`.";
        }

        if (run.ByOtherwise > 0)
        {
            yield return $"Decided by `otherwise`: {Share(run.ByOtherwise, run.Decided)}.";
        }

        if (!run.InactiveCrackdowns.IsEmpty)
        {
            yield return $"No crackdown is taken as active: {Phrase.Join([.. run.InactiveCrackdowns.Select(c => $"`{c}`")])} decided nothing.";
        }
    }

    public static string Wants(ImmutableArray<WantCount> wants) =>
        wants.IsEmpty ? "" : $", for want of {Phrase.Join([.. wants.Select(w => $"`{w.Field}` ({Phrase.Number(w.Incidents)})")])}";

    private static string Share(long part, long whole) => $"{Phrase.Number(part)} of {Phrase.Number(whole)} ({NumberText.Percent(part, whole)})";
}

using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Principles;

/// <summary>The verdicts of a policy's clauses once a data set was looked at, and the figures of the measured ones.</summary>
public sealed record ClausesOnDataResult(ImmutableArray<ClauseVerdict> Verdicts, ImmutableDictionary<ClauseSymbol, MeasuredResult> Measured);

/// <summary>
/// Goes on from the verdicts that text and proofs give: an incident that breaks a logical clause which they leave unsettled makes it violated, and
/// measured clauses get the verdict of their interval. Data can refute a logical clause and never prove it: where no incident breaks it,
/// it stays what it was.
/// </summary>
public static class ClausesOnData
{
    public static ClausesOnDataResult Apply(
        ImmutableArray<ClauseVerdict> verdicts,
        PolicySymbol policy,
        GlobalScope scope,
        IncidentData data,
        AssumptionsSymbol? assumptions,
        RunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ImmutableArray<ClauseSymbol> open = [.. verdicts.Where(v => v.Verdict is Verdict.Open or Verdict.PossiblyViolated or Verdict.Undecided || IsRefuted(v)).Select(v => v.Clause)];
        var trials = ClauseTrials.Try(new RunPolicy(policy, scope), data.Columns, open, options, cancellationToken).ToDictionary(t => t.Clause);
        var measured = MeasuredClauses.Judge(policy, scope, data, open, assumptions, options, cancellationToken).ToImmutableDictionary(m => m.Clause, m => m.Result);
        return new ClausesOnDataResult(
            [.. verdicts.Select(v => trials.TryGetValue(v.Clause, out var trial) ? OfTrial(v, trial, policy, data)
                : measured.TryGetValue(v.Clause, out var result) ? OfMeasure(v, result, data)
                : v)],
            measured);
    }

    private static ClauseVerdict OfTrial(ClauseVerdict verdict, ClauseTrialResult trial, PolicySymbol policy, IncidentData data)
    {
        var tried = $"{Count(trial.Applied)} of {Count(trial.Tried)} decided incidents of `{data.Dataset.Name}` are what it is about"
            + (trial.ConditionUnknown == 0 ? "" : $", and of {Count(trial.ConditionUnknown)} it is unknown");
        if (IsRefuted(verdict))
        {
            return verdict with { Reason = $"{verdict.Reason}; {tried}, and {Count(trial.Broken)} break{(trial.Broken == 1 ? "s" : "")} it" };
        }

        if (trial is not { FirstIncident: { } incident, FirstDecision: { } decision })
        {
            var before = verdict.Verdict == Verdict.Open ? "" : $"{verdict.Reason}; ";
            return verdict with { Reason = $"{before}{tried}; none of them breaks it, which is no proof" };
        }

        return verdict with
        {
            Verdict = Verdict.Violated,
            Reason = $"{tried}; {Count(trial.Broken)} break{(trial.Broken == 1 ? "s" : "")} it, the first is `{incident.Id}`",
            IncidentId = incident.Id,
            IndependentTerms = [],
            Breaches = FindBreaches(incident, decision, policy),
        };
    }

    /// <summary>Violated by an incident that can happen: the data says only how often it does.</summary>
    private static bool IsRefuted(ClauseVerdict verdict) => verdict is { Verdict: Verdict.Violated, Witness: not null };

    private static ImmutableArray<ClauseBreach> FindBreaches(EntityInstance incident, Decision decision, PolicySymbol policy)
    {
        var answer = decision.Action is { } action ? $"`{action.Name}`" : "nothing";
        return decision.Rules.IsEmpty
            ? [new ClauseBreach(policy.OtherwiseLocation ?? policy.Location, $"No rule decides incident `{incident.Id}`, so the answer is {answer}", policy)]
            : [.. decision.Rules.Select(r => new ClauseBreach(r.Location, $"Rule `{r.Name}` decides {answer} for incident `{incident.Id}`", r))];
    }

    private static ClauseVerdict OfMeasure(ClauseVerdict verdict, MeasuredResult result, IncidentData data) => verdict with
    {
        DataName = data.Dataset.Name,
        Verdict = result.Verdict switch
        {
            MeasuredVerdict.Holds => Verdict.Holds,
            MeasuredVerdict.Fails => Verdict.Fails,
            MeasuredVerdict.TooLittleData => Verdict.TooLittleData,
            _ => Verdict.Open,
        },
        Reason = (result.Verdict == MeasuredVerdict.Open ? result.Figure.WhyNot ?? result.Reason : DescribeFigure(result)).TrimEnd('.'),
    };

    private static string DescribeFigure(MeasuredResult result)
    {
        var figure = result.Figure;
        var value = figure.Low is { } low && figure.High is { } high
            ? low == high ? $"the figure is {Number(low)}" : $"the figure is {Number(low)} .. {Number(high)}"
            : "there is no figure";
        var parts = figure.Parts.IsEmpty ? "" : $", from {string.Join(" / ", figure.Parts.Select(p => p.Low == p.High ? Number(p.Low) : $"{Number(p.Low)} .. {Number(p.High)}"))}";
        var interval = figure.Interval is { } i ? $" (95% interval {Number(i.Low)} .. {Number(i.High)})" : "";
        var reason = result.Reason.StartsWith("the figure is", StringComparison.Ordinal) ? "" : $": {result.Reason}";
        var notes = string.Concat(figure.Notes.Select(n => "; " + n.TrimEnd('.')));
        return figure.Low is null
            ? $"there is no figure to hold against the bound `{result.Bound}`{reason}"
            : $"{value}{parts}{interval}, and the bound is `{result.Bound}`{reason}{notes}";
    }

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);
}

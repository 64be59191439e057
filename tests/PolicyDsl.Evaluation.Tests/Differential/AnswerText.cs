using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>Decisions, answers and values as text that is equal where they are.</summary>
internal static class AnswerText
{
    public static string Of(DecisionRow row) =>
        $"{row.IncidentId} {row.StatusName} {row.Disposition} by [{Join(row.Rules)}] otherwise {row.ByOtherwise} offers [{Join(row.Offers)}] to [{Join(row.To)}] within {row.Within} open [{Join(row.OpenRules)}] unsettled {row.IsUnsettled} recorded {row.Recorded}";

    /// <summary>What else may be decided and offered is a set: its order says nothing.</summary>
    public static string Of(RunAnswer answer) =>
        $"{answer.Status} {answer.Action?.Name} {answer.IsUnsettled} or [{Join(answer.OtherActions.Select(a => a.Name).Order(StringComparer.Ordinal))}] offers [{Join(answer.Offers.Select(s => s.Name))}] open [{Join(answer.OpenOffers.Select(s => s.Name).Order(StringComparer.Ordinal))}]";

    public static string Of(Decision decision) => Of(new RunAnswer(decision.Status, decision.Action, decision.IsUnsettled, decision.OtherActions, decision.Offers, decision.OpenOffers));

    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Reference => "known",
        ValueKind.Text => $"\"{value.Text}\"",
        ValueKind.Alternatives or ValueKind.Set => $"{value.Kind} {string.Join('|', value.Members)}",
        ValueKind.Unknown => "unknown",
        _ => FormattableString.Invariant($"{value.Low}..{value.High}"),
    };

    private static string Join(IEnumerable<string> names) => string.Join(' ', names);
}

using System.Text.Json;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Checks;

/// <summary>What every format says of the incident that breaks a clause, in the same words.</summary>
internal static class WitnessLines
{
    /// <summary>The incident, what is decided of it and why, and how wide the breach is; for an order clause both incidents. Reasons have their own indent.</summary>
    public static IEnumerable<string> Describe(ClauseVerdict verdict) =>
    [
        .. verdict.Witness is { } witness ? DescribeOne("Incident", witness.Text, witness.Disposition, witness.Why) : [],
        .. verdict.Witness is { OtherText: { } text, OtherDisposition: { } disposition, OtherWhy: var why } ? DescribeOne("Second incident", text, disposition, why) : [],
        .. verdict.KindsText is { } kinds ? (string[])[$"So in {kinds} that the policy tells apart."] : [],
        .. verdict.IndependentTerms.IsEmpty ? (string[])[] : [$"Treated as independent: {Phrase.Join([.. verdict.IndependentTerms.Select(t => $"`{t}`")])}."],
    ];

    /// <summary>Members <c>witness</c>, <c>kinds</c> (exact, as texts) and <c>independentTerms</c>, each where there is one.</summary>
    public static void WriteJson(Utf8JsonWriter writer, ClauseVerdict verdict)
    {
        if (verdict.Witness is { } witness)
        {
            writer.WriteStartObject("witness");
            WriteIncident(writer, witness.Text, witness.Fields, witness.Decision, witness.Why);
            JsonReport.WriteStrings(writer, "earlier", witness.EarlierTexts);
            JsonReport.WriteStrings(writer, "facts", IncidentText.DescribeFacts(witness.Facts));
            if (witness is { OtherText: { } text, OtherDecision: { } decision })
            {
                writer.WriteStartObject("second");
                WriteIncident(writer, text, witness.OtherFields, decision, witness.OtherWhy);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        if (verdict.Kinds is { } kinds)
        {
            writer.WriteStartObject("kinds");
            writer.WriteString("violating", kinds.Violating.ToString(System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("all", kinds.All.ToString(System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        if (!verdict.IndependentTerms.IsEmpty)
        {
            JsonReport.WriteStrings(writer, "independentTerms", verdict.IndependentTerms);
        }
    }

    private static void WriteIncident(Utf8JsonWriter writer, string text, IEnumerable<(string Field, string Value)> fields, Decision decision, IEnumerable<string> why)
    {
        writer.WriteString("text", text);
        JsonReport.WriteAll(writer, "fields", fields, f =>
        {
            writer.WriteString("field", f.Field);
            writer.WriteString("value", f.Value);
        });
        writer.WriteStartObject("decision");
        writer.WriteString("status", GetWord(decision.Status));
        JsonReport.WriteOptional(writer, "action", decision.Action?.Name);
        JsonReport.WriteStrings(writer, "rules", decision.Rules.Select(r => r.Name));
        writer.WriteBoolean("byOtherwise", decision.ByOtherwise);
        JsonReport.WriteStrings(writer, "offers", decision.Offers.Select(o => o.Name));
        JsonReport.WriteOptional(writer, "replacedBy", decision.ReplacedBy?.Name);
        JsonReport.WriteOptional(writer, "replacedAction", decision.ReplacedAction?.Name);
        writer.WriteBoolean("unsettled", decision.IsUnsettled);
        writer.WriteEndObject();
        JsonReport.WriteStrings(writer, "why", why);
    }

    private static IEnumerable<string> DescribeOne(string title, string text, string disposition, IEnumerable<string> why) =>
        [$"{title}: {text}.", $"The policy decides: {disposition}.", .. why.Select(w => $"  {w}")];

    private static string GetWord(DecisionStatus status) => status switch
    {
        DecisionStatus.Outside => "outside",
        DecisionStatus.Decided => "decided",
        DecisionStatus.Conflict => "conflict",
        _ => "none",
    };
}

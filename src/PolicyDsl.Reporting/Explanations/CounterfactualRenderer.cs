using System.Collections.Immutable;
using System.Text.Json;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Verification.Counterfactuals;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Reporting.Explanations;

/// <summary>What would have led elsewhere, as sections of sentences and as JSON.</summary>
internal static class CounterfactualRenderer
{
    private const string Undecided = "Undecided: the policy is too large to work this out within the budget.";

    public static IEnumerable<(string Heading, ImmutableArray<ExplanationLine> Lines)> Sections(CounterfactualReport? report)
    {
        if (report is null)
        {
            yield break;
        }

        if (report.Result is not { } result)
        {
            yield return ("What would have led elsewhere", [new ExplanationLine(0, Undecided)]);
            yield break;
        }

        var sentences = new CounterfactualSentences(report.Formatter);
        yield return ("What would have led elsewhere", Lines(result.Others.OrderBy(Smallest).SelectMany(sentences.Tell).Append(CounterfactualSentences.Limits)));
        if (!result.Flips.IsEmpty)
        {
            yield return ("Protected fields", Lines(sentences.Tell(result.Flips, result.Decision)));
        }
    }

    public static void WriteJson(Utf8JsonWriter writer, CounterfactualReport report)
    {
        if (report.Result is not { } result)
        {
            writer.WriteString("counterfactualsUndecided", Undecided);
            return;
        }

        var sentences = new CounterfactualSentences(report.Formatter);
        writer.WriteStartArray("counterfactuals");
        foreach (var other in result.Others)
        {
            WriteOther(writer, other, sentences);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("protected");
        foreach (var field in result.Flips)
        {
            WriteProtected(writer, field, result.Decision, sentences);
        }

        writer.WriteEndArray();
    }

    private static int Smallest(OtherOutcome other) => other.Ways.IsEmpty ? int.MaxValue : other.Ways[0].Changes.Length;

    private static ImmutableArray<ExplanationLine> Lines(IEnumerable<string> sentences) => [.. sentences.Select(s => new ExplanationLine(0, s))];

    private static void WriteOther(Utf8JsonWriter writer, OtherOutcome other, CounterfactualSentences sentences)
    {
        writer.WriteStartObject();
        writer.WriteString("decision", other.Outcome.Name);
        writer.WriteStartArray("ways");
        foreach (var way in other.Ways)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("changes");
            foreach (var change in way.Changes)
            {
                WriteChange(writer, change, sentences);
            }

            writer.WriteEndArray();
            writer.WriteBoolean("isAdvice", way.IsAdvice);
            writer.WriteString("sentence", sentences.Tell(other.Outcome, way));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        JsonReport.WriteStrings(writer, "notFollowed", other.NotFollowed);
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, FieldChange change, CounterfactualSentences sentences)
    {
        var field = change.Path[^1];
        writer.WriteStartObject();
        writer.WriteString("field", change.Name);
        writer.WriteString("before", sentences.Format(change.Before, field.Type));
        writer.WriteString("after", sentences.Format(change.After, field.Type));
        writer.WriteBoolean("isLearned", Counterfactual.IsLearned(change));
        writer.WriteString("by", field.ChangedBy switch
        {
            FieldChanger.Officer => "officer",
            FieldChanger.Person => "person",
            FieldChanger.Agency => "agency",
            _ => "nobody",
        });
        writer.WriteEndObject();
    }

    private static void WriteProtected(Utf8JsonWriter writer, ProtectedField field, Decision decision, CounterfactualSentences sentences)
    {
        writer.WriteStartObject();
        writer.WriteString("field", field.Name);
        writer.WriteString("verdict", field.Verdict switch
        {
            ProtectedVerdict.NotRead => "proved",
            ProtectedVerdict.Stays => "stays",
            ProtectedVerdict.StaysAsFarAsTried => "stays as far as tried",
            ProtectedVerdict.Missing => "unknown whose",
            _ => "flips",
        });
        writer.WriteNumber("tried", field.Tried);
        writer.WriteBoolean("triedUnknown", field.TriedUnknown);
        writer.WriteStartArray("flips");
        foreach (var flip in field.Flips)
        {
            writer.WriteStartObject();
            writer.WriteString("value", sentences.Format(flip.Value, field.Type));
            writer.WriteString("decision", flip.Outcome.Name);
            JsonReport.WriteStrings(writer, "offers", flip.Decision.Offers.Select(o => o.Name));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("sentence", sentences.Tell(field, Outcome.Of(decision)));
        writer.WriteEndObject();
    }
}

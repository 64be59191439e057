using System.Collections.Immutable;
using System.Text.Json;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Reporting.Tests;

/// <summary>Mutants as Markdown, JSON and JUnit.</summary>
internal static class MutationFormats
{
    /// <summary>Suites with a case for each mutant that counts: one that is noticed passes, others are skipped; and one for the threshold.</summary>
    public static IEnumerable<JUnitSuite> ToSuites(TestReport report)
    {
        foreach (var policy in report.Policies)
        {
            if (policy.Mutation is { } run)
            {
                var name = $"{policy.Policy.Name} mutants";
                var counted = run.Results.Where(r => r.Outcome is MutantOutcome.Killed or MutantOutcome.Survived or MutantOutcome.Undecided);
                yield return new JUnitSuite(name, [.. counted.Select(r => new JUnitCase(r.Mutant.Sentence, name, ToOutcome(r))), .. Gate(run, report.MinScore, name)]);
            }
        }
    }

    public static void WriteMarkdown(MutationRun run, double? minScore, MarkdownWriter markdown)
    {
        markdown.WriteHeading(3, "Changes that should be noticed");
        markdown.WriteParagraph(string.Join(' ', ((string?[])
            [MutationSentences.Tried(run), MutationSentences.Score(run), MutationSentences.NotCounted(run), MutationSentences.Gate(run, minScore)]).OfType<string>()));
        foreach (var place in Open(run).GroupBy(r => r.Mutant.Place))
        {
            markdown.WriteList(place.Select(r => r.Outcome == MutantOutcome.Survived ? $"not noticed: {r.Mutant.Sentence}" : $"undecided: {r.Mutant.Sentence} ({r.Note})"));
        }

        ImmutableArray<string> tests = [.. Open(run).Select(r => r.SuggestedTest).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (!tests.IsEmpty)
        {
            markdown.WriteParagraph("Tests that would notice:");
            markdown.WriteCode("policy", string.Join("\n", tests.Select(t => t.TrimEnd() + "\n")));
        }
    }

    public static void WriteJson(Utf8JsonWriter writer, MutationRun run, double? minScore)
    {
        writer.WriteStartObject("mutation");
        writer.WriteNumber("found", run.Found);
        writer.WriteNumber("tried", run.Results.Length);
        writer.WriteNumber("killed", run.Killed);
        writer.WriteNumber("survived", run.Survived);
        writer.WriteNumber("undecided", run.Undecided);
        writer.WriteNumber("equivalent", run.Equivalent);
        writer.WriteNumber("doNotCompile", run.DoNotCompile);
        WriteShare(writer, "lowestScore", run.LowestScore);
        WriteShare(writer, "highestScore", run.HighestScore);
        WriteShare(writer, "minScore", minScore);
        JsonReport.WriteAll(writer, "mutants", run.Results, result => WriteMutant(writer, result));
        writer.WriteEndObject();
    }

    private static void WriteMutant(Utf8JsonWriter writer, MutantResult result)
    {
        writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(result.Mutant.Kind.ToString()));
        writer.WriteString("in", result.Mutant.Place.ToString());
        writer.WriteString("change", result.Mutant.Sentence);
        JsonReport.WriteLocation(writer, "location", result.Mutant.Location);
        writer.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(result.Outcome.ToString()));
        JsonReport.WriteOptional(writer, "note", result.Note);
        JsonReport.WriteOptional(writer, "suggestedTest", result.SuggestedTest);
    }

    private static void WriteShare(Utf8JsonWriter writer, string name, double? share)
    {
        if (share is { } known)
        {
            writer.WriteNumber(name, Math.Round(known, 6));
        }
    }

    private static IEnumerable<MutantResult> Open(MutationRun run) => run.Results.Where(r => r.Outcome is MutantOutcome.Survived or MutantOutcome.Undecided);

    private static JUnitOutcome? ToOutcome(MutantResult result) => result.Outcome switch
    {
        MutantOutcome.Survived => new JUnitOutcome(IsSkipped: true, "no test and no clause notices it", result.SuggestedTest ?? ""),
        MutantOutcome.Undecided => new JUnitOutcome(IsSkipped: true, $"undecided: {result.Note}", ""),
        _ => null,
    };

    private static IEnumerable<JUnitCase> Gate(MutationRun run, double? minScore, string name)
    {
        if (minScore is { } least)
        {
            var met = MutationSentences.Judge(run, least);
            var outcome = met == true ? null : new JUnitOutcome(IsSkipped: met is null, MutationSentences.Score(run), MutationSentences.Gate(run, minScore) ?? "");
            yield return new JUnitCase($"score of at least {MutationSentences.Percent(least)}", name, outcome);
        }
    }
}

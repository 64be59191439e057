using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Reporting.Tests;

/// <summary>Mutants for a person: the score, and what nothing notices, declaration by declaration.</summary>
internal static class PrettyMutants
{
    public static void Write(MutationRun run, double? minScore, StyledWriter writer)
    {
        writer.WriteLine($"  {MutationSentences.Tried(run)}");
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in run.Results.Where(r => r.Outcome is MutantOutcome.Survived or MutantOutcome.Undecided).GroupBy(r => r.Mutant.Place))
        {
            writer.WriteLine($"    {DisplayText.Clean(place.Key.ToString())}", Style.Bold);
            foreach (var result in place)
            {
                WriteOne(result, shown, writer);
            }
        }

        if (MutationSentences.NotCounted(run) is { } left)
        {
            writer.WriteLine($"  {left}", Style.Muted);
        }

        writer.WriteLine($"  {MutationSentences.Score(run)}", run.Survived > 0 ? Style.Warning : Style.Bold);
        if (MutationSentences.Gate(run, minScore) is { } gate && minScore is { } least)
        {
            writer.WriteLine($"  {gate}", MutationSentences.Judge(run, least) == true ? Style.Good : Style.Error);
        }
    }

    private static void WriteOne(MutantResult result, HashSet<string> shown, StyledWriter writer)
    {
        var isSurvivor = result.Outcome == MutantOutcome.Survived;
        writer.Write(isSurvivor ? "      not noticed  " : "      undecided    ", isSurvivor ? Style.Warning : Style.Muted);
        writer.WriteLine(DisplayText.Clean(result.Mutant.Sentence));
        writer.WriteLine($"                   {DiagnosticOrder.FormatPlace(result.Mutant.Location)}", Style.Muted);
        if (result.Note is { } note)
        {
            writer.WriteLine($"                   {DisplayText.Clean(note)}", Style.Muted);
        }

        if (result.SuggestedTest is { } test)
        {
            WriteTest(test, isNew: shown.Add(test), writer);
        }
    }

    private static void WriteTest(string test, bool isNew, StyledWriter writer)
    {
        var lines = test.TrimEnd().Split('\n').Select(l => DisplayText.Clean(l.TrimEnd('\r'))).ToList();
        if (!isNew)
        {
            writer.WriteLine($"                   would be noticed by the {lines[0].TrimEnd(' ', '{')}, above", Style.Muted);
            return;
        }

        writer.WriteLine("                   a test that would notice:", Style.Muted);
        foreach (var line in lines)
        {
            writer.WriteLine($"                     {line}");
        }
    }
}

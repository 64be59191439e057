using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Reporting.Tests;

/// <summary>What became of mutants, in sentences and as findings. Every share has its counts beside it.</summary>
public static class MutationSentences
{
    /// <summary>How many changes were tried and what came of them; a sample is told.</summary>
    public static string Tried(MutationRun run) => run.IsSample
        ? $"{Phrase.Number(run.Results.Length)} of the {Phrase.Count(run.Found, "small change")} that can be made were tried (`--max-mutants`)."
        : $"{Phrase.Count(run.Found, "small change")} {(run.Found == 1 ? "was" : "were")} tried.";

    /// <summary>The score with its counts, from the lowest to the highest where some mutants are undecided.</summary>
    public static string Score(MutationRun run)
    {
        if (run.LowestScore is not { } lowest)
        {
            return "No change counts, so there is no score.";
        }

        var undecided = run.Undecided == 0 ? "" : $", {Phrase.Number(run.Undecided)} undecided";
        var range = run.HighestScore is { } highest && highest > lowest ? $"{Percent(lowest)} to {Percent(highest)}"
            : run.HighestScore is null && run.Undecided > 0 ? "unknown"
            : Percent(lowest);
        return $"Score {range}: {Phrase.Number(run.Killed)} noticed of {Phrase.Number(run.Counted)}, {Phrase.Number(run.Survived)} not noticed{undecided}.";
    }

    /// <summary>The mutants that do not count; null where all do.</summary>
    public static string? NotCounted(MutationRun run)
    {
        var parts = new List<string>();
        if (run.Equivalent > 0)
        {
            parts.Add($"{Phrase.Number(run.Equivalent)} that decide every possible incident as the policy does");
        }

        if (run.DoNotCompile > 0)
        {
            parts.Add($"{Phrase.Number(run.DoNotCompile)} that do not compile");
        }

        return parts.Count == 0 ? null : $"Not counted: {Phrase.Join(parts)}.";
    }

    /// <summary>Whether the threshold is met; null where none was asked for.</summary>
    public static string? Gate(MutationRun run, double? minScore) => minScore is not { } least ? null : Judge(run, least) switch
    {
        true => $"At least {Percent(least)} was asked for, and is met.",
        false => $"At least {Percent(least)} was asked for, and is not met.",
        null => $"At least {Percent(least)} was asked for; whether it is met is not settled.",
    };

    /// <summary>Whether the score reaches a threshold; null where that hangs on what is undecided, or nothing was counted.</summary>
    public static bool? Judge(MutationRun run, double minScore) =>
        run.LowestScore >= minScore ? true
        : run.HighestScore < minScore ? false
        : null;

    /// <summary>A share in percent with one decimal, rounded down, so that only all is 100%.</summary>
    public static string Percent(double share) => (Math.Floor((share * 1_000) + 1e-9) / 10).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>A test means the same on one line, where a finding has no more.</summary>
    private static string OneLine(string test) => string.Join(' ', test.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Mutants that nothing notices, and undecided ones, as findings.</summary>
    public static IEnumerable<Diagnostic> ToDiagnostics(MutationRun? run)
    {
        foreach (var result in run?.Results ?? [])
        {
            if (result.Outcome == MutantOutcome.Survived)
            {
                yield return Diagnostic.Create(TestFindings.MutantSurvived, result.Mutant.Location, result.Mutant.Sentence) with
                {
                    Hint = result.SuggestedTest is null ? "Add a test of an incident that this decides otherwise." : $"Add this test: {OneLine(result.SuggestedTest)}",
                };
            }
            else if (result.Outcome == MutantOutcome.Undecided)
            {
                yield return Diagnostic.Create(TestFindings.MutantUndecided, result.Mutant.Location, result.Mutant.Sentence, result.Note);
            }
        }
    }
}

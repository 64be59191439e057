using System.Globalization;
using System.Text;
using PolicyDsl.Language.Interpretation;
using Xunit.Sdk;

namespace PolicyDsl.Evaluation.Tests.Histories;

/// <summary>
/// Random histories over random incidents: every incident has the value that the interpreter gives it, however many threads, batches and files there are.
/// A failure is shrunk to few incidents. <c>POLICYDSL_SEEDS=5000,300</c> in the environment tries 300 seeds from 5000.
/// </summary>
public sealed class RandomHistoryTests
{
    private static readonly HistorySetting[] Settings =
    [
        new(Threads: 1, BatchRows: 64),
        new(Threads: 2, BatchRows: 7, Streams: true),
        new(Threads: 7, BatchRows: 1),
        new(Threads: 1, BatchRows: 7, MemoryBytes: 1),
        new(Threads: 7, BatchRows: 64, MemoryBytes: 1, Streams: true),
        new(Threads: 2, BatchRows: 7, MemoryBytes: 30_000),
    ];

    [Theory]
    [InlineData(1, 15)]
    [InlineData(1_000, 15)]
    [InlineData(2_000, 15)]
    [InlineData(3_000, 15)]
    public void Histories_through_columns_are_what_the_interpreter_says(int first, int count)
    {
        if (Environment.GetEnvironmentVariable("POLICYDSL_SEEDS")?.Split(',') is [var from, var many])
        {
            (first, count) = (first + int.Parse(from, CultureInfo.InvariantCulture), int.Parse(many, CultureInfo.InvariantCulture));
        }

        for (var seed = first; seed < first + count; seed++)
        {
            Try(seed);
        }
    }

    private static void Try(int seed)
    {
        var random = new RandomHistories(seed);
        var (histories, clauses, incidents) = (random.Histories(), random.Clauses(), random.Incidents());
        foreach (var setting in Settings)
        {
            if (FindDifference(histories, clauses, incidents, setting) is not null)
            {
                throw new XunitException(Describe(seed, histories, clauses, Shrink(histories, clauses, incidents, setting), setting));
            }
        }
    }

    /// <summary>Leaves out incidents while the two differ.</summary>
    private static List<IncidentSpec> Shrink(string[] histories, string clauses, List<IncidentSpec> incidents, HistorySetting setting)
    {
        for (var length = Math.Max(1, incidents.Count / 2); length > 0; length /= 2)
        {
            for (var start = 0; start < incidents.Count;)
            {
                List<IncidentSpec> fewer = [.. incidents.Take(start), .. incidents.Skip(start + length)];
                if (FindDifference(histories, clauses, fewer, setting) is not null)
                {
                    incidents = fewer;
                }
                else
                {
                    start += length;
                }
            }
        }

        return incidents;
    }

    private static string? FindDifference(string[] histories, string clauses, List<IncidentSpec> incidents, HistorySetting setting)
    {
        var world = HistoryWorld.Of(histories, clauses);
        var loaded = IncidentSpec.Load(incidents, world);
        var (expected, actual) = (world.Interpret(loaded), world.Compute(loaded, setting));
        for (var history = 0; history < histories.Length; history++)
        {
            Assert.Equal(incidents.Count, actual[history].Length);
            for (var row = 0; row < incidents.Count; row++)
            {
                if (expected[history][row] != actual[history][row])
                {
                    return $"{histories[history]}: of incident {row} it is {IncidentSpec.Show(expected[history][row])}, not {IncidentSpec.Show(actual[history][row])}";
                }
            }
        }

        return null;
    }

    private static string Describe(int seed, string[] histories, string clauses, List<IncidentSpec> incidents, HistorySetting setting)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {seed}, {setting}, {clauses}").AppendLine(FindDifference(histories, clauses, incidents, setting));
        foreach (var incident in incidents)
        {
            text.AppendLine(incident.ToString());
        }

        return text.ToString();
    }
}

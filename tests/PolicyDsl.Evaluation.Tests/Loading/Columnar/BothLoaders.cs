using System.Text;
using System.Text.Json;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Loading.Scanning;
using PolicyDsl.Evaluation.Tests.Oracle;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Testing;

namespace PolicyDsl.Evaluation.Tests.Loading.Columnar;

/// <summary>Loads with the loader that goes row by row, which is the definition, and with the one that makes columns, and demands the same of both.</summary>
internal static class BothLoaders
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Loads by columns, in ways that results must not depend on, each compared with the definition.</summary>
    /// <returns>What the loader of columns gave.</returns>
    public static LoadResult Load(LoadRequest request, params (int Threads, int BatchRows)[] ways)
    {
        var expectedRejected = new List<RejectedRow>();
        var expected = DatasetLoader.Load(request with { OnRejected = expectedRejected.Add });
        LoadResult? result = null;
        foreach (var (threads, batchRows) in ways is [] ? [(1, 16_384), (2, 3)] : ways)
        {
            var rejected = new List<RejectedRow>();
            result = ColumnLoader.Load(request with { OnRejected = rejected.Add }, needs: null, threads, Options(batchRows), CancellationToken.None);
            Assert.Equal(Describe(expected.Report), Describe(result.Report));
            Assert.Equal(string.Join('\n', expectedRejected), string.Join('\n', rejected));
            AssertSameIncidents(expected.Data, result.Data);
        }

        expectedRejected.ForEach(r => request.OnRejected?.Invoke(r));
        return result ?? expected;
    }

    private static ColumnOptions Options(int batchRows) => new() { BatchRows = batchRows, Scan = ScanOptions.Default with { ChunkBytes = Math.Max(64, 20 * batchRows), HashesApart = false } };

    /// <summary>A report as text, everything in it.</summary>
    public static string Describe(LoadReport report) =>
        JsonSerializer.Serialize(report with { Diagnostics = [] }, Indented) + "\n"
        + string.Join('\n', report.Diagnostics.Select(d => $"{d.Severity} {d.Hint}")) + "\n" + TestCompilation.Describe(report.Diagnostics);

    private static void AssertSameIncidents(IncidentData? expected, IncidentData? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
        {
            return;
        }

        Assert.Equal(expected.Incidents.Length, actual.Incidents.Length);
        foreach (var (left, right) in expected.Incidents.Zip(actual.Incidents))
        {
            if (Describe(left) is var before && !string.Equals(before, Describe(right), StringComparison.Ordinal))
            {
                Assert.Equal(before, Describe(right));
            }
        }

        if (!expected.Incidents.IsEmpty)
        {
            var some = expected.Incidents[expected.Incidents.Length / 2];
            Assert.Equal(Describe(some), Describe(actual.Find(some.Id) ?? throw new InvalidOperationException($"{some.Id} is not found.")));
        }
    }

    private static string Describe(LoadedIncident incident)
    {
        var text = new StringBuilder();
        text.Append(incident.Id).Append(' ').Append(incident.Place).Append(' ').Append(incident.Rows).Append(' ').Append(incident.IsHistoryOnly);
        Describe(incident.Instance, text);
        return text.ToString();
    }

    private static void Describe(EntityInstance instance, StringBuilder text)
    {
        text.Append(" {").Append(instance.Id);
        foreach (var field in instance.Entity.Fields.Where(f => f.IsStored))
        {
            var value = instance[field];
            text.Append(", ").Append(field.Name).Append(' ').Append(value.Kind).Append(' ').Append(value.Low).Append("..").Append(value.High).Append(' ').Append(value.Text).AppendJoin(',', value.Members);
            if (value.Entity is { } entity)
            {
                Describe(entity, text);
            }
        }

        text.Append('}');
    }
}

using System.Globalization;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Language;
using PolicyDsl.Testing;
using Xunit.Sdk;

namespace PolicyDsl.Evaluation.Tests.Loading.Columnar;

/// <summary>Columns hold what going row by row gives, and the report is the same, on data with everything wrong with it.</summary>
public sealed class ColumnsAgreeTests
{
    private static readonly string[] Expected = ["PD4003", "PD4004", "PD4020", "PD4021", "PD4022", "PD4025", "PD4027", "PD4028", "PD4031"];
    private static readonly (int Threads, int BatchRows)[] Ways = [(1, 16_384), (2, 3), (7, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Dirty_data_gives_the_same_incidents_and_the_same_report(int seed)
    {
        var random = new Random(seed);
        var text = DirtyDatasets.Describe(random);
        var areas = DirtyDatasets.MakeAreas(random);
        var rows = DirtyDatasets.MakeRows(random).ToList();
        var strict = random.Next(6) == 0;
        if (FindDifference(text, areas, rows, strict) is not { } difference)
        {
            return;
        }

        for (var i = rows.Count - 1; i >= 0; i--)
        {
            List<string> fewer = [.. rows[..i], .. rows[(i + 1)..]];
            if (FindDifference(text, areas, fewer, strict) is { } smaller)
            {
                (rows, difference) = (fewer, smaller);
            }
        }

        throw new XunitException(string.Create(CultureInfo.InvariantCulture, $"seed {seed}\n{text}\n{areas}\n{DirtyDatasets.Header}\n{string.Join('\n', rows)}\n\n{difference}"));
    }

    /// <summary>The data are dirty in the ways that matter, and not so dirty that nothing is made of them.</summary>
    [Fact]
    public void Dirty_data_are_dirty_in_many_ways()
    {
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 120; seed++)
        {
            var random = new Random(seed);
            using var folder = new DataWorkspace();
            var compilation = Write(folder, DirtyDatasets.Describe(random), DirtyDatasets.MakeAreas(random), [.. DirtyDatasets.MakeRows(random)]);
            var result = ColumnLoader.Load(new LoadRequest { Dataset = compilation.Datasets[0], Scope = compilation.Scope, Root = folder.Root });
            string[] kinds = [result.Data is null ? "failed" : "loaded", .. result.Report.Diagnostics.Select(d => d.Id).Distinct()];
            foreach (var kind in kinds)
            {
                found[kind] = found.GetValueOrDefault(kind) + 1;
            }
        }

        Assert.True(found["loaded"] >= 50, string.Join(", ", found));
        Assert.Empty(Expected.Except(found.Keys, StringComparer.Ordinal));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 120)];

    private static string? FindDifference(string text, string areas, List<string> rows, bool strict)
    {
        using var folder = new DataWorkspace();
        var compilation = Write(folder, text, areas, rows);
        try
        {
            BothLoaders.Load(new LoadRequest { Dataset = compilation.Datasets[0], Scope = compilation.Scope, Root = folder.Root, IsStrict = strict }, Ways);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return exception.ToString();
        }
    }

    private static Compilation Write(DataWorkspace folder, string text, string areas, List<string> rows)
    {
        folder.Write("data.csv", Lines(rows.Take((rows.Count + 1) / 2)));
        folder.Write("data2.csv", Lines(rows.Skip((rows.Count + 1) / 2)));
        if (!text.Contains("data*.csv", StringComparison.Ordinal))
        {
            folder.Write("data.csv", Lines(rows));
        }

        folder.Write("areas.csv", areas);
        return folder.Compile(text);
    }

    private static string Lines(IEnumerable<string> rows) => DirtyDatasets.Header + "\n" + string.Concat(rows.Select(r => r + "\n"));
}

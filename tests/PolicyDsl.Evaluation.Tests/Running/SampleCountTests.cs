using System.IO.Compression;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Evaluation.Tests.Running;

/// <summary>
/// Counts the shipped samples twice: by loading and running, and by hand with plain splitting of lines, which knows nothing of the loader. The
/// samples have no quoted cells.
/// </summary>
public sealed class SampleCountTests
{
    private const string Policy = """
        policy counted
        using idpc.vocabulary
        rule sellers { when offence is supply then arrest because "Counted." }
        rule users { when offence in personal_use then warn }
        rule weapons { when offence is weapon_offence then summons }
        otherwise advise
        """;

    [Fact]
    public void Minnesota_is_counted_alike()
    {
        var rows = Read("2-focused-deterrence", "nibrs-mn-2018-drug-weapon.csv.gz");
        var codes = Lines("2-focused-deterrence", "nibrs-offences.csv").Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);
        var expected = rows.GroupBy(r => (r["incident_id"], r["offender_id"]))
            .Select(g => MostSerious(g.Select(r => MinnesotaOffence(r, codes))))
            .CountBy(Answer)
            .ToDictionary(StringComparer.Ordinal);
        var recorded = rows.GroupBy(r => (r["incident_id"], r["offender_id"]))
            .CountBy(g => g.Any(r => r["arrest_type"] is "On View" or "Taken INTO Custody") ? "arrest" : g.Any(r => r["arrest_type"] == "Summoned / Cited") ? "summons" : "no_action")
            .ToDictionary(StringComparer.Ordinal);
        AssertCounts("2-focused-deterrence", "minnesota.policy", rows.Count, expected, recorded);
    }

    [Fact]
    public void The_Metropolitan_Police_sample_is_counted_alike()
    {
        var rows = Read("5-uk-stop-and-search", "met-stop-search-1in100.csv.gz");
        var expected = rows.CountBy(r => r["Outcome"] switch
        {
            "Nothing found - no further action" => "advise",
            "Khat or Cannabis warning" or "Offender given drugs possession warning" => "warn",
            "A no further action disposal" => "advise",
            _ => r["Object of search"] is "Offensive weapons" or "Firearms" or "Anything to threaten or harm anyone" ? "summons" : "advise",
        }).ToDictionary(StringComparer.Ordinal);
        var recorded = rows.CountBy(r => r["Outcome"] switch
        {
            "Arrest" or "Suspect arrested" => "arrest",
            "Summons / charged by post" or "Suspect summonsed to court" => "summons",
            "Caution (simple or conditional)" or "Offender cautioned" => "caution",
            "Penalty Notice for Disorder" or "Offender given penalty notice" => "penalty_notice",
            "Khat or Cannabis warning" or "Offender given drugs possession warning" => "warn",
            "Community resolution" or "Local resolution" => "community_resolution",
            _ => "no_action",
        }).ToDictionary(StringComparer.Ordinal);
        AssertCounts("5-uk-stop-and-search", "met.policy", rows.Count, expected, recorded);
    }

    [Fact]
    public void Denver_is_counted_alike()
    {
        var rows = Read("6-denver", "denver-crime-sample.csv.gz");
        var codes = Lines("6-denver", "offence-codes.csv").Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);
        var expected = rows.GroupBy(r => r["INCIDENT"])
            .Select(g => MostSerious(g.Select(r => codes.GetValueOrDefault(r["OFFENSE_TYPE_ID"]) is { } offence and not "unknown" ? offence : null)))
            .CountBy(Answer)
            .ToDictionary(StringComparer.Ordinal);
        AssertCounts("6-denver", "denver.policy", rows.Count, expected, recorded: null);
    }

    private static void AssertCounts(string folder, string dataset, int rows, Dictionary<string, int> expected, Dictionary<string, int>? recorded)
    {
        var (compilation, data) = Load(folder, dataset);
        Assert.NotNull(compilation.Policy);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var summary = PolicyRun.Run(new RunRequest
        {
            Policy = compilation.Policy,
            Scope = compilation.Scope,
            Source = data.Columns,
            OnDecision = row =>
            {
                var action = row.Recorded ?? "unknown";
                seen[action] = seen.GetValueOrDefault(action) + 1;
            },
        }).Summary;
        Assert.Equal(rows, summary.Rows.Read);
        Assert.True(summary.Rows.AddsUp);
        Assert.Equal(0, summary.Conflicts);
        Assert.Equal(Show(expected), Show(summary.Dispositions.Where(d => d.Incidents > 0).ToDictionary(d => d.Action, d => (int)d.Incidents, StringComparer.Ordinal)));
        if (recorded is not null)
        {
            Assert.Equal(Show(recorded), Show(seen));
        }
    }

    private static string? MinnesotaOffence(Dictionary<string, string> row, Dictionary<string, string> codes)
    {
        var acts = row["criminal_acts"];
        var words = new[] { ("Distributing/Selling", "supply"), ("Cultivating", "production"), ("Transporting", "trafficking"), ("Possessing", "possession"), ("Buying", "possession"), ("Using", "consumption") };
        if (row["offense_code"] == "35A" && acts.Length > 0)
        {
            foreach (var (word, offence) in words)
            {
                if (acts.Contains(word, StringComparison.Ordinal))
                {
                    return offence;
                }
            }
        }

        return codes.GetValueOrDefault(row["offense_code"]);
    }

    /// <summary>The offence that stands last in the vocabulary; one unknown among them makes it unknown, unless the gravest of all is there.</summary>
    private static string? MostSerious(IEnumerable<string?> offences)
    {
        string[] order =
        [
            "none", "other", "drug_equipment", "theft", "fraud", "criminal_damage", "consumption", "possession", "vehicle_crime", "disorder", "common_assault",
            "arson", "supply", "production", "burglary", "weapon_offence", "assault", "robbery", "trafficking", "kidnapping", "sexual_offence", "homicide",
        ];
        var all = offences.ToList();
        var highest = all.Where(o => o is not null).MaxBy(o => Array.IndexOf(order, o));
        return all.Contains(null) && highest != "homicide" ? null : highest;
    }

    private static string Answer(string? offence) => offence switch
    {
        "supply" => "arrest",
        "consumption" or "possession" => "warn",
        "weapon_offence" => "summons",
        _ => "advise",
    };

    private static string Show(Dictionary<string, int> counts) => string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));

    private static (Compilation Compilation, IncidentData Data) Load(string folder, string dataset)
    {
        var root = Repository.GetPath("examples", folder);
        var sources = new[] { new SourceText(Policy, Path.Combine(root, "counted.policy")), new SourceText(File.ReadAllText(Path.Combine(root, dataset)), Path.Combine(root, dataset)) };
        var tables = Directory.GetFiles(root, "*.csv").Select(f => (Path.GetFileName(f), File.ReadAllText(f)));
        var compilation = Compilation.Create([.. sources], new MemorySources(tables));
        Assert.False(compilation.HasErrors, TestCompilation.Describe(compilation.Diagnostics));
        var result = ColumnLoader.Load(new LoadRequest { Dataset = compilation.Datasets[0], Scope = compilation.Scope, Root = root });
        Assert.True(result.Data is not null, TestCompilation.Describe(result.Report.Diagnostics));
        return (compilation, result.Data);
    }

    private static List<Dictionary<string, string>> Read(string folder, string file)
    {
        var lines = Lines(folder, file);
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(l => l.Split(',')).Select(cells => names.Index().ToDictionary(n => n.Item, n => cells[n.Index] is "NA" or "Unknown" ? "" : cells[n.Index], StringComparer.Ordinal))];
    }

    private static List<string> Lines(string folder, string file)
    {
        using Stream stream = File.OpenRead(Repository.GetPath("examples", folder, file));
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r'))];
    }
}

using System.Globalization;
using BenchmarkDotNet.Attributes;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;
using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks;

/// <summary>
/// From a file to decisions, on 50,000 made-up rows (seed 1). The peer splits the same lines at their commas and decides the same
/// rules in C# written by hand: no quotes, no partly known values, no counts of what is missing, no reasons. It is a floor, not a rival.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class DataBenchmarks
{
    private const int Rows = 50_000;

    private const string Policy =
        """
        policy bench
        using idpc
        using "data.policy"
        rule arrest_violent { when offence in violent and not minor then arrest overrides all }
        rule divert_users { when offence in personal_use and quantity is at most 2 g then divert to treatment }
        rule summon_sellers { when offence is supply then summons }
        otherwise advise
        """;

    private const string Data =
        """
        using idpc.vocabulary
        dataset bench_data {
            from "bench.csv"
            incident {
                id       = `id`
                at       = date(`date`, "yyyy-MM-dd")
                offence  = match `offence` { "possession" => possession, "supply" => supply, "robbery" => robbery, "theft" => theft }
                quantity = number(`grams`) * 1 g
            }
            person { age = number(`age`) }
        }
        """;

    private readonly string folder = Path.Combine(Path.GetTempPath(), "policydsl-bench");
    private Compilation? compilation;
    private IncidentData? data;

    [GlobalSetup]
    public void Write()
    {
        Directory.CreateDirectory(folder);
        var random = new Random(1);
        string[] offences = ["possession", "supply", "robbery", "theft", ""];
        using (var writer = new StreamWriter(Path.Combine(folder, "bench.csv")))
        {
            writer.WriteLine("id,date,offence,grams,age");
            for (var i = 0; i < Rows; i++)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i},2024-{random.Next(12) + 1:00}-{random.Next(28) + 1:00},{offences[random.Next(5)]},{random.Next(40) / 10m},{random.Next(10, 70)}"));
            }
        }

        compilation = TestCompilation.CompileWithoutErrors(Policy, ("data.policy", Data));
        data = Load();
    }

    [Benchmark(Baseline = true)]
    public int SplitLinesAndRulesByHand() => File.ReadLines(Path.Combine(folder, "bench.csv")).Skip(1).Count(line =>
    {
        var cells = line.Split(',');
        return cells[2] switch
        {
            "robbery" => int.Parse(cells[4], CultureInfo.InvariantCulture) >= 18,
            "possession" => decimal.Parse(cells[3], CultureInfo.InvariantCulture) <= 2,
            "supply" => DateTime.ParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture).Year == 2024,
            _ => false,
        };
    });

    [Benchmark]
    public long ReadRows()
    {
        var source = RowSources.Open(new RowSourceRequest { Root = folder, Patterns = ["bench.csv"] }, default);
        return source.Read(new SourceReport(), null, default).LongCount();
    }

    [Benchmark]
    public IncidentData Load()
    {
        var request = new LoadRequest { Dataset = Compiled.Datasets.Single(), Scope = Compiled.Scope, Root = folder, Paths = ["bench.csv"] };
        return ColumnLoader.Load(request).Data is { Incidents.Length: Rows } loaded ? loaded : throw new InvalidOperationException("Not every row became an incident.");
    }

    [Benchmark]
    public RunResult Decide() => Compiled.Policy is { } policy && data is not null
        ? PolicyRun.Run(new RunRequest { Policy = policy, Scope = Compiled.Scope, Source = data.Columns })
        : throw new InvalidOperationException("Nothing is loaded.");

    private Compilation Compiled => compilation ?? throw new InvalidOperationException("Nothing is compiled.");
}

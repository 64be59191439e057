using System.Globalization;

namespace PolicyDsl.Benchmarks.Peers;

/// <summary>What the command line asks for.</summary>
internal sealed record PeersOptions
{
    public const string Usage =
        """
        -- peers [--rows 5000000] [--rounds 5] [--threads 2] [--seed 1] [--sample 10000] [--folder DIR] [--python python3] [--only policydsl,duckdb,clickhouse,json-rules,zen,pandas] [--write]
        """;

    public int Rows { get; init; } = 5_000_000;

    public int Rounds { get; init; } = 5;

    public int Threads { get; init; } = 2;

    public int Seed { get; init; } = 1;

    /// <summary>How many rows are decided by programs that go row by row.</summary>
    public int Sample { get; init; } = 10_000;

    /// <summary>Where data and packages are kept between runs.</summary>
    public string Folder { get; init; } = Path.Combine(Path.GetTempPath(), "policydsl-peers");

    public string Python { get; init; } = "python3";

    /// <summary>The programs to measure; empty for all.</summary>
    public string[] Only { get; init; } = [];

    /// <summary>Whether the table goes into docs/performance.md as well.</summary>
    public bool Writes { get; init; }

    /// <summary>Reads options; throws with how they are written where there is something else.</summary>
    public static PeersOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new PeersOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (args[i] == "--write")
            {
                options = options with { Writes = true };
                i--;
                continue;
            }

            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException(Usage);
            options = args[i] switch
            {
                "--rows" => options with { Rows = ToNumber(value) },
                "--rounds" => options with { Rounds = ToNumber(value) },
                "--threads" => options with { Threads = ToNumber(value) },
                "--seed" => options with { Seed = ToNumber(value) },
                "--sample" => options with { Sample = ToNumber(value) },
                "--folder" => options with { Folder = Path.GetFullPath(value) },
                "--python" => options with { Python = value },
                "--only" => options with { Only = value.Split(',') },
                _ => throw new ArgumentException(Usage),
            };
        }

        return options;
    }

    private static int ToNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new ArgumentException(Usage);
}

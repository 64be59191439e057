using System.CommandLine;
using System.Globalization;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Evaluation.Running;

namespace PolicyDsl.Cli.Commands;

/// <summary>How much of the machine deciding incidents may take. What comes out does not depend on it.</summary>
internal sealed class EngineOptions
{
    private const int MaximumThreads = 1_024;
    private const long MinimumBytes = 16_000_000;

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ];

    private readonly Option<string?> threads = new("--threads")
    {
        Description = "How many threads work at once; as many as there are processors if not given. Results do not depend on it.",
        HelpName = "N",
    };

    private readonly Option<string?> memory = new("--memory")
    {
        Description = "How much memory histories may take, as 500MB or 4GB (2GiB if not given); beyond it they use files.",
        HelpName = "SIZE",
    };

    public void AddTo(Command command)
    {
        command.Add(threads);
        command.Add(memory);
    }

    /// <exception cref="CommandException">A number or size cannot be read.</exception>
    public RunOptions Get(ParseResult result)
    {
        var options = new RunOptions();
        if ((result.GetValue(threads) ?? Settings.FindVariable("THREADS")) is { } count)
        {
            options = options with { Threads = ReadThreads(count) };
        }

        return (result.GetValue(memory) ?? Settings.FindVariable("MEMORY")) is { } size ? options with { MemoryBytes = ReadSize(size) } : options;
    }

    private static int ReadThreads(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaximumThreads
            ? number
            : throw new CommandException(
                ExitCodes.Usage,
                $"`--threads {word}` is no number of threads.",
                string.Create(CultureInfo.InvariantCulture, $"Write a whole number from 1 to {MaximumThreads}, as in `--threads 4`."));

    private static long ReadSize(string word)
    {
        foreach (var (unit, bytes) in Units)
        {
            if (word.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(word.AsSpan()[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and <= 1_000_000
                && number * bytes <= long.MaxValue)
            {
                return number * bytes >= MinimumBytes ? (long)(number * bytes) : throw new CommandException(
                    ExitCodes.Usage, $"`--memory {word}` is too little to work with.", "Write at least `--memory 16MB`.");
            }
        }

        throw new CommandException(ExitCodes.Usage, $"`--memory {word}` is no size.", "Write a number with KB, MB, GB or TB, as in `--memory 4GB`.");
    }
}

using System.CommandLine;
using System.Globalization;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Cli.Commands;

/// <summary>
/// What proofs may cost. Steps and nodes are counted, so what they leave undecided is the same on every machine; time is not, and is
/// there so that a check ends.
/// </summary>
internal sealed class ProofOptions
{
    private const int DefaultSteps = 40;
    private const int StepsPerNode = 10;
    private const int MaximumSteps = 10_000;
    private const string DefaultTime = "60s";

    private readonly Option<int> steps = new("--proof-budget")
    {
        Description = "How many million steps each question of a proof may take, and a tenth as many nodes; past it the answer is undecided.",
        HelpName = "MILLIONS",
        DefaultValueFactory = _ => DefaultSteps,
    };

    private readonly Option<string> time = new("--proof-time")
    {
        Description = "How long proofs may take together, as 90s or 5m; past it the answer is undecided.",
        HelpName = "TIME",
        DefaultValueFactory = _ => DefaultTime,
    };

    public void AddTo(Command command)
    {
        command.Add(steps);
        command.Add(time);
    }

    /// <summary>Starts the time that proofs may take; it also ends when the verb is interrupted.</summary>
    /// <exception cref="CommandException">The time cannot be read.</exception>
    public CancellationTokenSource StartTime(ParseResult result, CancellationToken interruption)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        source.CancelAfter(ReadTime(result.GetValue(time) ?? DefaultTime));
        return source;
    }

    /// <exception cref="CommandException">The number of steps cannot be.</exception>
    public DiagramBudget GetBudget(ParseResult result, CancellationToken time)
    {
        var millions = result.GetValue(steps);
        return millions is >= 1 and <= MaximumSteps
            ? new DiagramBudget { MaxSteps = millions * 1_000_000L, MaxNodes = millions * (1_000_000 / StepsPerNode), Cancellation = time }
            : throw new CommandException(
                ExitCodes.Usage,
                string.Create(CultureInfo.InvariantCulture, $"`--proof-budget {millions}` is out of range."),
                string.Create(CultureInfo.InvariantCulture, $"Write from 1 to {MaximumSteps} million steps, as in `--proof-budget {DefaultSteps}`."));
    }

    private static TimeSpan ReadTime(string word)
    {
        var seconds = word.EndsWith('s') ? 1 : word.EndsWith('m') ? 60 : 0;
        return seconds > 0 && int.TryParse(word[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000
            ? TimeSpan.FromSeconds((long)number * seconds)
            : throw new CommandException(ExitCodes.Usage, $"`--proof-time {word}` is no length of time.", $"Write seconds or minutes, as in `--proof-time {DefaultTime}` or `--proof-time 5m`.");
    }
}

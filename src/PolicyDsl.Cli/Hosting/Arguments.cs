using System.CommandLine;
using System.Globalization;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;

namespace PolicyDsl.Cli.Hosting;

/// <summary>Arguments and options that several verbs share, with the precedence flag, environment, configuration, default.</summary>
internal static class Arguments
{
    private static readonly string[] Levels = ["error", "warning", "info"];

    public static Argument<string[]> CreateFiles() => new("FILE")
    {
        Description = "Policy files, folders (all .policy files below), patterns such as policies/**/*.policy, or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Argument<string> CreateFile() => new("FILE") { Description = "The policy file." };

    public static Option<string?> CreateInputName() => new("--stdin-filename")
    {
        Description = "What to call standard input in messages; files that it uses are looked for beside this path.",
        HelpName = "FILE",
    };

    public static Option<string?> CreateData(string description) => new("--data", "-d")
    {
        Description = $"{description} A file that declares a data set, FILE:NAME where it declares several, or the name of one that the policy uses.",
        HelpName = "DATA",
    };

    public static Option<string?> CreateAssumptions() => new("--assumptions")
    {
        Description = "The assumptions on cost, hours and harm to use; the first that your own files declare if not given.",
        HelpName = "NAME",
    };

    public static Option<bool> CreateAllowConflicts() => new("--allow-conflicts")
    {
        Description = "Conflicts, in which the mildest action is counted, do not give exit code 1.",
    };

    public static Option<string?> CreateFailLevel() => new("--fail-level")
    {
        Description = "The least severity that gives exit code 1: error (default), warning or info.",
        HelpName = "error|warning|info",
    };

    public static Option<string?> CreateAsOf() => new("--as-of")
    {
        Description = "The day against which departures and suppressions are held, as 2027-01-31; today if not given.",
        HelpName = "DATE",
    };

    public static DateOnly GetAsOf(string? given)
    {
        var word = given ?? Settings.FindVariable("AS_OF");
        return word is null ? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)
            : DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new CommandException(ExitCodes.Usage, $"`{word}` is not a date.", "Write it as `2027-01-31`.");
    }

    /// <summary>The level asked for, else the strictest of the configurations.</summary>
    public static Severity GetFailLevel(string? given, IEnumerable<ProjectConfiguration> projects)
    {
        var word = given ?? Settings.FindVariable("FAIL_LEVEL");
        if (word is not null)
        {
            return Levels.Contains(word, StringComparer.Ordinal) && ConfigurationReader.FindSeverity(word) is { } level
                ? level
                : throw Settings.CreateUnknownWord("--fail-level", word, Levels);
        }

        var configured = projects.Select(p => p.File.FailLevel).OfType<Severity>().ToList();
        return configured.Count > 0 ? configured.Min() : Severity.Error;
    }
}

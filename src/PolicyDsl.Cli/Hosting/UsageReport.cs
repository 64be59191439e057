using System.CommandLine;
using System.CommandLine.Parsing;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Hosting;

/// <summary>Tells what is wrong with a command line, one thing at a time, with the word that was probably meant.</summary>
internal static class UsageReport
{
    public static int Write(ParseResult result, string[] arguments, Terminal terminal)
    {
        if (arguments.Length == 0)
        {
            terminal.WriteError("A verb is missing.", $"One of {string.Join(", ", CommandTree.VerbNames)}; `policydsl --help` says what each does.");
            return ExitCodes.Usage;
        }

        if (result.UnmatchedTokens.Count > 0)
        {
            return WriteUnknown(result.UnmatchedTokens[0], result, terminal);
        }

        terminal.WriteError(Describe(result.Errors[0]), DescribeHelp(result));
        return ExitCodes.Usage;
    }

    /// <summary>
    /// A word that looks like an option and was taken as an argument, because arguments of any number follow; what comes after <c>--</c> is an
    /// argument whatever it looks like.
    /// </summary>
    public static string? FindOptionAmongArguments(ParseResult result, string[] arguments) => arguments.Contains("--", StringComparer.Ordinal)
        ? null
        : result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).FirstOrDefault(t => t.Length > 1 && t[0] == '-');

    public static int WriteUnknown(string word, ParseResult result, Terminal terminal)
    {
        var command = result.CommandResult.Command;
        var isOption = word.StartsWith('-');
        var kind = isOption ? "option" : command is RootCommand ? "verb" : "argument";
        var candidates = isOption ? GetOptions(result) : command is RootCommand ? CommandTree.VerbNames : command.Subcommands.Select(c => c.Name);
        var help = DescribeHelp(result);
        terminal.WriteError($"There is no {kind} `{word}` here.", Spelling.FindNearest(word, candidates) is { } nearest ? $"Did you mean `{nearest}`? {help}" : help);
        return ExitCodes.Usage;
    }

    /// <summary>The parser's own words, unless they name a type of the program.</summary>
    private static string Describe(ParseError error)
    {
        var value = error.SymbolResult?.Tokens is { Count: > 0 } tokens ? tokens[^1].Value : "";
        return error.SymbolResult switch
        {
            OptionResult option when error.Message.Contains("type", StringComparison.Ordinal) => $"`{option.Option.Name}` cannot take `{value}`.",
            ArgumentResult { Parent: OptionResult option } when error.Message.Contains("type", StringComparison.Ordinal) => $"`{option.Option.Name}` cannot take `{value}`.",
            _ => error.Message.Replace('\'', '`'),
        };
    }

    private static string DescribeHelp(ParseResult result) => result.CommandResult.Command is RootCommand
        ? "`policydsl --help` lists the verbs."
        : $"`policydsl {GetPath(result)} --help` lists its arguments and options.";

    private static IEnumerable<string> GetOptions(ParseResult result)
    {
        for (var at = result.CommandResult; at is not null; at = at.Parent as CommandResult)
        {
            foreach (var option in at.Command.Options)
            {
                yield return option.Name;
            }
        }
    }

    private static string GetPath(ParseResult result)
    {
        var names = new List<string>();
        for (var at = result.CommandResult; at is not null and { Command: not RootCommand }; at = at.Parent as CommandResult)
        {
            names.Insert(0, at.Command.Name);
        }

        return string.Join(' ', names);
    }
}

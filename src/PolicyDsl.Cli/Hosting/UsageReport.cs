using System.CommandLine;
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

        var command = result.CommandResult.Command;
        var isRoot = command is RootCommand;
        var help = isRoot ? "`policydsl --help` lists the verbs." : $"`policydsl {GetPath(result)} --help` lists its arguments and options.";
        foreach (var token in result.UnmatchedTokens)
        {
            var isOption = token.StartsWith('-');
            var kind = isOption ? "option" : isRoot ? "verb" : "argument";
            var suggestion = Spelling.FindNearest(token, isOption ? GetOptions(result) : isRoot ? CommandTree.VerbNames : command.Subcommands.Select(c => c.Name));
            terminal.WriteError($"There is no {kind} `{token}` here.", suggestion is null ? help : $"Did you mean `{suggestion}`? {help}");
            return ExitCodes.Usage;
        }

        terminal.WriteError(result.Errors[0].Message.Replace('\'', '`'), help);
        return ExitCodes.Usage;
    }

    private static IEnumerable<string> GetOptions(ParseResult result)
    {
        for (var at = result.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
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
        for (var at = result.CommandResult; at is not null and { Command: not RootCommand }; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, at.Command.Name);
        }

        return string.Join(' ', names);
    }
}

using System.CommandLine;
using System.Globalization;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Formatting;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>format FILE…</c>: one layout for all. A file whose text is not well formed is left as it is, and told.</summary>
internal sealed class FormatCommand
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Policy files, folders, patterns, or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> check = new("--check") { Description = "Change nothing; exit with 1 where a file is not formatted, and show how it would be." };
    private readonly Option<bool> input = new("--stdin") { Description = "Format standard input to standard output; the same as -." };
    private readonly Option<string?> inputName = Arguments.CreateInputName();
    private readonly Option<int?> width = new("--width") { Description = "The longest line aimed at, 40 to 400 characters; 120 if not configured.", HelpName = "N" };
    private readonly CommandHost host;

    private FormatCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new FormatCommand(host);
        var command = new Command("format", "Lay policy files out in the one way.") { verb.files, verb.check, verb.input, verb.inputName, verb.width };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        List<string> named = [.. result.GetValue(files) ?? []];
        var isInput = result.GetValue(input) || named.Contains("-");
        if (isInput && !named.Contains("-"))
        {
            named.Add("-");
        }

        if (named.Count == 0 || (isInput && named.Count > 1))
        {
            throw new CommandException(ExitCodes.Usage, named.Count == 0 ? "A file is missing." : "Standard input is formatted alone.", "`policydsl format .` formats every policy below this folder.");
        }

        var changed = 0;
        var code = ExitCodes.Holds;
        foreach (var source in SourceFiles.Read(named, result.GetValue(inputName)))
        {
            host.CancellationToken.ThrowIfCancellationRequested();
            var tree = SyntaxTree.Parse(source.Source);
            if (tree.Diagnostics.Any(d => d.Severity == Severity.Error))
            {
                PolicyPreparation.Print(tree.Diagnostics, host.Terminal);
                code = ExitCodes.DoesNotCompile;
                continue;
            }

            var text = Formatter.Format(tree, GetOptions(result.GetValue(width), source));
            changed += text == source.Source.Text ? 0 : 1;
            Deliver(source, text, isInput, result.GetValue(check));
        }

        if (!isInput)
        {
            host.Terminal.WriteNote($"{Phrase.Count(changed, "file")} {(result.GetValue(check) ? "would change" : "changed")}.");
        }

        return code == ExitCodes.Holds && changed > 0 && result.GetValue(check) ? ExitCodes.Findings : code;
    }

    private void Deliver(SourceFile source, string text, bool isInput, bool isCheck)
    {
        if (isInput && !isCheck)
        {
            host.Terminal.Output.Write(text);
        }
        else if (text != source.Source.Text && isCheck)
        {
            UnifiedDiff.Write(source.Source.Path, source.Source.Text, text, new StyledWriter(host.Terminal.Output, host.Terminal.OutputHasColor));
        }
        else if (text != source.Source.Text)
        {
            SourceWriter.Write(source, text);
            host.Terminal.Output.Write($"{DisplayText.Clean(source.Source.Path)}\n");
        }
    }

    private static FormatOptions GetOptions(int? width, SourceFile source)
    {
        var chosen = width
            ?? FindVariable()
            ?? ProjectConfiguration.Load(RootFolder.Find(source.FullPath)).File.FormatWidth;
        return chosen switch
        {
            null => new FormatOptions(),
            >= 40 and <= 400 => new FormatOptions(chosen.Value),
            _ => throw new CommandException(ExitCodes.Usage, "The width is a whole number from 40 to 400."),
        };
    }

    /// <summary>The width of the environment; one that is no number is 0, which is refused.</summary>
    private static int? FindVariable() => Settings.FindVariable("WIDTH") is not { } word ? null
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : 0;
}

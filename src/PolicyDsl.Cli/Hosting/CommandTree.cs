using System.CommandLine;
using PolicyDsl.Cli.Commands;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// The verbs. Only those that the command line names are built, which keeps the start short; help and a misspelt verb need all.
/// </summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<CommandHost, Command> Create)[] Verbs =
    [
        ("init", InitCommand.Create),
        ("check", CheckCommand.Create),
        ("fix", FixCommand.Create),
        ("format", FormatCommand.Create),
        ("test", TestCommand.Create),
        ("run", RunCommand.Create),
        ("compare", CompareCommand.Create),
        ("diff", DiffCommand.Create),
        ("explain", ExplainCommand.Create),
        ("render", RenderCommand.Create),
        ("data", DataCommand.Create),
        ("completions", CompletionsCommand.Create),
        ("version", VersionCommand.Create),
    ];

    public static IEnumerable<string> VerbNames => Verbs.Select(v => v.Name);

    public static PolicyRootCommand Create(string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var root = new PolicyRootCommand();
        var host = new CommandHost(terminal, cancellationToken);
        var named = Verbs.Where(v => arguments.Contains(v.Name, StringComparer.Ordinal)).ToList();
        foreach (var verb in named.Count > 0 ? named : [.. Verbs])
        {
            root.Add(verb.Create(host));
        }

        return root;
    }
}

/// <summary>What a verb works with besides its own options.</summary>
internal sealed record CommandHost(Terminal Terminal, CancellationToken CancellationToken);

/// <summary>The command above the verbs, with the options that all of them have.</summary>
internal sealed class PolicyRootCommand : RootCommand
{
    private readonly Option<string?> color = new("--color")
    {
        Description = "When to use colour: auto, always or never.",
        HelpName = "auto|always|never",
        Recursive = true,
    };

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Print results only, no notes and no progress.", Recursive = true };

    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Print more: suppressed findings, what was read.", Recursive = true };

    public PolicyRootCommand()
        : base("Writes, checks, tests and compares drug-enforcement policies against three principles.")
    {
        Add(color);
        Add(quiet);
        Add(verbose);
    }

    /// <summary>Sets the terminal up as the command line and the environment ask.</summary>
    public void Apply(ParseResult result, Terminal terminal)
    {
        terminal.IsQuiet = result.GetValue(quiet);
        terminal.IsVerbose = result.GetValue(verbose);
        var word = result.GetValue(color) ?? Settings.FindVariable("COLOR");
        terminal.SetColor(word switch
        {
            null or "auto" => ColorChoice.Auto,
            "always" => ColorChoice.Always,
            "never" => ColorChoice.Never,
            _ => throw Settings.CreateUnknownWord("--color", word, ["auto", "always", "never"]),
        });
    }
}

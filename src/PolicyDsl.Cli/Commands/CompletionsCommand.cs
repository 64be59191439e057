using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Hosting;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>completions SHELL</c>: a script that makes a shell complete verbs, options and words by asking the tool itself.</summary>
internal static class CompletionsCommand
{
    private static readonly ImmutableArray<string> Shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create(CommandHost host)
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", Shells)}." };
        shell.CompletionSources.Add(_ => Shells.Select(s => new System.CommandLine.Completions.CompletionItem(s)));
        var command = new Command("completions", "Print a completion script for a shell.") { shell };
        command.SetAction(result => Run(host.Terminal.Output, result.GetValue(shell) ?? ""));
        return command;
    }

    private static int Run(TextWriter output, string shell)
    {
        output.Write(shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            "pwsh" => PowerShell,
            _ => throw Settings.CreateUnknownWord("completions", shell, Shells),
        });
        return ExitCodes.Holds;
    }

    private const string Bash = """
        # policydsl completions for bash: put this line into ~/.bashrc
        #   eval "$(policydsl completions bash)"
        _policydsl() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(policydsl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -o bashdefault -F _policydsl policydsl

        """;

    private const string Zsh = """
        # policydsl completions for zsh: put this line into ~/.zshrc, after compinit
        #   eval "$(policydsl completions zsh)"
        _policydsl() {
            local -a words_found
            words_found=("${(@f)$(policydsl "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a words_found
            _files
        }
        compdef _policydsl policydsl

        """;

    private const string Fish = """
        # policydsl completions for fish: put this line into ~/.config/fish/config.fish
        #   policydsl completions fish | source
        complete -c policydsl -a '(policydsl "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'

        """;

    private const string PowerShell = """
        # policydsl completions for PowerShell: put this line into $PROFILE
        #   policydsl completions pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName policydsl -ScriptBlock {
            param($word, $line, $position)
            policydsl "[suggest:$position]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;
}

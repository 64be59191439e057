using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>fix FILE…</c>: applies the fixes that keep or restore what the author meant. Others are for the author to look at.</summary>
internal sealed class FixCommand
{
    /// <summary>One fix may make room for another; more rounds than this would be going round in circles.</summary>
    private const int MaxRounds = 10;

    private readonly Argument<string[]> files = Arguments.CreateFiles();
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would change and change nothing; exit with 1 where something would." };
    private readonly CommandHost host;

    private FixCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new FixCommand(host);
        var command = new Command("fix", "Apply safe fixes to policy files.") { verb.files, verb.dryRun };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var isDry = result.GetValue(dryRun);
        var changed = 0;
        foreach (var source in SourceFiles.Read(result.GetValue(files) ?? []))
        {
            host.CancellationToken.ThrowIfCancellationRequested();
            var (text, applied) = Fix(source);
            if (text == source.Source.Text)
            {
                continue;
            }

            changed++;
            host.Terminal.Output.Write($"{DisplayText.Clean(source.Source.Path)}: {Phrase.Count(applied.Length, "fix", "fixes")} ({string.Join(", ", applied)})\n");
            Deliver(source, text, isDry);
        }

        host.Terminal.WriteNote(changed == 0 ? "Nothing to fix that needs no decision of yours; fixes to be looked at are shown by `policydsl check`." : $"{Phrase.Count(changed, "file")} {(isDry ? "would change" : "changed")}.");
        return isDry && changed > 0 ? ExitCodes.Findings : ExitCodes.Holds;
    }

    /// <summary>Fixes round by round until nothing more can be done; ids in the order in which they were applied.</summary>
    private static (string Text, ImmutableArray<string> Applied) Fix(SourceFile file)
    {
        var applied = ImmutableArray.CreateBuilder<string>();
        for (var round = 0; round < MaxRounds; round++)
        {
            var result = FixApplier.Apply(file.Source, Find(file));
            if (result.Applied.IsEmpty)
            {
                break;
            }

            applied.AddRange(result.Applied.Select(d => d.Id));
            file = file with { Source = new SourceText(result.Text, file.Source.Path) };
        }

        return (file.Source.Text, applied.ToImmutable());
    }

    private static IEnumerable<Diagnostic> Find(SourceFile file)
    {
        var compiled = CompiledPolicy.Compile(file, []);
        var compilation = compiled.Compilation;
        var findings = compilation.HasErrors
            ? compilation.Diagnostics
            : [.. compilation.Diagnostics, .. compiled.UserTrees.Where(t => t.Source == file.Source).SelectMany(t => Linter.Lint(compilation, t))];
        return compiled.Filter(findings, new FindingFilter(compiled.Project.File, Arguments.GetAsOf(null))).Where(d => d.Location?.Source == file.Source);
    }

    private void Deliver(SourceFile file, string text, bool isDry)
    {
        if (isDry)
        {
            UnifiedDiff.Write(file.Source.Path, file.Source.Text, text, new StyledWriter(host.Terminal.Output, host.Terminal.OutputHasColor));
        }
        else
        {
            SourceWriter.Write(file, text);
        }
    }
}

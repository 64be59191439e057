using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Reporting;

namespace PolicyDsl.Cli.Hosting;

/// <summary>One result to write: a format, and a file or standard output.</summary>
internal sealed record ReportTarget(ReportFormat Format, string? Path);

/// <summary>
/// <c>--format FORMAT[=FILE]</c>, several at once: <c>--format github --format sarif=out.sarif</c> checks once and writes both. At most one
/// goes to standard output. Flag before <c>POLICYDSL_FORMAT</c> before pretty.
/// </summary>
internal sealed class ReportOptions
{
    private readonly ImmutableArray<ReportFormat> supported;
    private readonly Option<string[]> format;

    public ReportOptions(params ImmutableArray<ReportFormat> supported)
    {
        this.supported = supported;
        format = new Option<string[]>("--format", "-f")
        {
            Description = $"How to write the result: {string.Join(", ", Names)}. With =FILE into a file; may be given several times.",
            HelpName = "FORMAT[=FILE]",
        };
        format.CompletionSources.Add(_ => Names.Select(n => new System.CommandLine.Completions.CompletionItem(n)));
    }

    private IEnumerable<string> Names => supported.Select(ReportFormats.GetName);

    public void AddTo(Command command) => command.Add(format);

    public ImmutableArray<ReportTarget> GetTargets(ParseResult result)
    {
        var given = result.GetValue(format) is { Length: > 0 } words ? words
            : Settings.FindVariable("FORMAT") is { } variable ? variable.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : ["pretty"];
        ImmutableArray<ReportTarget> targets = [.. given.Select(Parse)];
        ReadFiles.CheckOutputs(targets.Select(t => t.Path));
        return targets.Count(t => t.Path is null) <= 1
            ? targets
            : throw new CommandException(ExitCodes.Usage, "Only one format can go to standard output.", "Give the others a file, as in `--format sarif=out.sarif`.");
    }

    /// <summary>Writes every target; files are there whole or not at all.</summary>
    public static void Write(Terminal terminal, ImmutableArray<ReportTarget> targets, Action<ReportFormat, TextWriter, RenderOptions> render)
    {
        foreach (var target in targets.Where(t => t.Path is not null))
        {
            AtomicFile.Write(target.Path ?? "", writer => render(target.Format, writer, new RenderOptions(IsVerbose: terminal.IsVerbose)));
        }

        foreach (var target in targets.Where(t => t.Path is null))
        {
            render(target.Format, terminal.Output, new RenderOptions(terminal.OutputHasColor, terminal.IsVerbose));
            terminal.Output.Flush();
        }
    }

    private ReportTarget Parse(string word)
    {
        var cut = word.IndexOf('=', StringComparison.Ordinal);
        var name = cut < 0 ? word : word[..cut];
        var path = cut < 0 ? null : word[(cut + 1)..];
        if (ReportFormats.Find(name) is not { } found)
        {
            throw Settings.CreateUnknownWord("--format", name, [.. Names]);
        }

        if (!supported.Contains(found))
        {
            throw new CommandException(ExitCodes.Usage, $"The format `{name}` does not fit this verb.", $"It writes {string.Join(", ", Names)}.");
        }

        return path is { Length: 0 }
            ? throw new CommandException(ExitCodes.Usage, $"`--format {word}` names no file.")
            : new ReportTarget(found, path is "-" ? null : path);
    }
}

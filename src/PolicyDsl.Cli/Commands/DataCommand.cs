using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Profiling;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Data;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>data describe FILE…</c>: what a data file holds, and a draft of its <c>dataset</c> declaration.</summary>
internal sealed class DataCommand
{
    private readonly Argument<string[]> files = new("FILE") { Description = "Data files of one data set, or a pattern.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> sheet = new("--sheet") { Description = "The sheet of a workbook; the first if not given.", HelpName = "NAME" };
    private readonly Option<string?> encoding = new("--encoding") { Description = "The encoding, such as windows-1252; found out if not given.", HelpName = "NAME" };
    private readonly Option<string?> separator = new("--separator") { Description = "What separates the cells: one character, or tab; found out if not given.", HelpName = "CHAR" };
    private readonly Option<bool> noHeader = new("--no-header") { Description = "The first row is data." };
    private readonly Option<string?> draft = new("--draft") { Description = "Write the drafted declaration into this file, which must not exist.", HelpName = "FILE" };
    private readonly ReportOptions reports = new(ReportFormat.Pretty, ReportFormat.Json, ReportFormat.Markdown);
    private readonly CommandHost host;

    private DataCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new DataCommand(host);
        var describe = new Command("describe", "Profile a data file and draft its data set declaration.")
        {
            verb.files, verb.sheet, verb.encoding, verb.separator, verb.noHeader, verb.draft,
        };
        verb.reports.AddTo(describe);
        describe.SetAction(verb.Describe);
        return new Command("data", "Look at data files.") { describe };
    }

    private int Describe(ParseResult result)
    {
        var targets = reports.GetTargets(result);
        var draftPath = result.GetValue(draft);
        if (draftPath is not null && Path.Exists(draftPath))
        {
            throw new CommandException(ExitCodes.Usage, $"`{draftPath}` exists already; nothing was written.");
        }

        var profile = Profile(result, draftPath);
        var text = DatasetDraft.Write(profile);
        var report = new ProfileReport(VersionCommand.ToolVersion, profile, text);
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => ProfileRenderer.Write(report, format, output, options));
        if (draftPath is not null)
        {
            AtomicFile.Write(draftPath, text);
            host.Terminal.WriteNote($"The draft is in {draftPath}; check each line before you rely on it.");
        }

        return ExitCodes.Holds;
    }

    private DataProfile Profile(ParseResult result, string? draftPath)
    {
        var given = (result.GetValue(files) ?? []).Select(Path.GetFullPath).ToList();
        var root = FindRoot(given, draftPath);
        var request = new RowSourceRequest
        {
            Root = root,
            Patterns = [.. given.Select(f => Path.GetRelativePath(root, f))],
            Sheet = result.GetValue(sheet),
            Encoding = result.GetValue(encoding),
            Separator = result.GetValue(separator),
            HasHeader = !result.GetValue(noHeader),
        };
        foreach (var path in RowSources.Find(request))
        {
            ReadFiles.Add(path);
        }

        try
        {
            return ProgressBar.RunCounted(host, "Reading", RowSources.Open(request).TotalBytes, progress => DataProfiler.Describe(request, progress, cancellationToken: host.CancellationToken));
        }
        catch (DataException e)
        {
            throw new CommandException(ExitCodes.Data, $"{char.ToUpperInvariant(e.Message[0])}{e.Message[1..]}.");
        }
    }

    /// <summary>The folder that the draft's paths are relative to: that of the draft, else that of the first file, if it holds all of them.</summary>
    private static string FindRoot(List<string> paths, string? draftPath)
    {
        var folder = Path.GetDirectoryName(draftPath is null ? paths[0] : Path.GetFullPath(draftPath)) ?? Path.GetPathRoot(paths[0]) ?? "/";
        while (paths.Exists(p => Path.GetRelativePath(folder, p).StartsWith("..", StringComparison.Ordinal)) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }
}

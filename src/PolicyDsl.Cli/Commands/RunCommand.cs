using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Runs;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>run FILE --data D</c>: decide every incident of a data set; decisions into a file, and a summary.</summary>
internal sealed class RunCommand
{
    private readonly Argument<string> file = Arguments.CreateFile();
    private readonly Option<string?> data = Arguments.CreateData("The data set to decide.");
    private readonly Option<string[]> by = new("--by") { Description = "Count by these fields as well, as area,ethnicity.", HelpName = "FIELD,…" };
    private readonly Option<string?> decisions = new("--out", "-o") { Description = "Write a decision per incident into this file: .csv, or .ndjson for JSON lines.", HelpName = "FILE" };
    private readonly Option<string?> shape = new("--out-format") { Description = "The shape of --out where its name does not say: csv or ndjson.", HelpName = "csv|ndjson" };
    private readonly Option<string?> rejects = new("--rejects") { Description = "Write rejected rows into this file, as they came.", HelpName = "FILE" };
    private readonly Option<bool> strict = new("--strict") { Description = "Rejected rows and unreadable values end the run with exit code 4." };
    private readonly Option<bool> regardless = Arguments.CreateAllowConflicts();
    private readonly Option<bool> plan = new("--plan") { Description = "Print what is computed for each incident, and what is shared, and decide nothing." };
    private readonly EngineOptions engine = new();
    private readonly Option<bool> watch = Watcher.CreateOption();
    private readonly ReportOptions reports = new(ReportFormat.Pretty, ReportFormat.Compact, ReportFormat.Json, ReportFormat.Markdown);
    private readonly CommandHost host;

    private RunCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new RunCommand(host);
        var command = new Command("run", "Decide every incident of a data set.")
        {
            verb.file, verb.data, verb.by, verb.decisions, verb.shape, verb.rejects, verb.strict, verb.regardless, verb.plan, verb.watch,
        };
        verb.engine.AddTo(command);
        verb.reports.AddTo(command);
        command.SetAction(verb.Invoke);
        return command;
    }

    private int Invoke(ParseResult result)
    {
        var named = result.GetValue(file) ?? "";
        return Watcher.Run(host, result.GetValue(watch), [named], read => Run(result, named, read));
    }

    private int Run(ParseResult result, string named, HashSet<string> read)
    {
        var targets = reports.GetTargets(result);
        var compiled = PolicyPreparation.Compile(named, result.GetValue(data), read, out var choice);
        if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } code)
        {
            return code;
        }

        var policy = PolicyPreparation.GetPolicy(compiled);
        var groups = FindGroups(result.GetValue(by) ?? [], compiled.Compilation.Scope);
        var dataset = choice.Choose(compiled.Compilation);
        DataLoading.MarkAsRead(compiled, dataset);
        ReadFiles.CheckOutputs([result.GetValue(decisions), result.GetValue(rejects), .. targets.Select(t => t.Path)]);
        var decisionsPath = result.GetValue(decisions);
        var planned = PolicyRun.Plan(new RunPolicy(policy, compiled.Compilation.Scope), dataset, groups, tellsDecisions: decisionsPath is not null);
        if (result.GetValue(plan))
        {
            RunPlanText.Write(planned, host.Terminal.Output);
            return ExitCodes.Holds;
        }

        var format = decisionsPath is null ? (DecisionsFormat?)null : GetShape(decisionsPath, result.GetValue(shape));
        var options = engine.Get(result);
        var run = DataLoading.Stream(
            compiled,
            dataset,
            new StreamSettings(planned, options, result.GetValue(strict), result.GetValue(rejects)),
            host,
            source => Decide(new RunRequest { Policy = policy, Scope = compiled.Compilation.Scope, Source = source, By = groups, Options = options }, decisionsPath, format));
        var load = run.Summary.Load;
        if (load.HasErrors)
        {
            return PolicyPreparation.ReportData(load, host.Terminal);
        }

        var report = new RunReport(
            CompiledPolicy.MakeProvenance([compiled]) with { Data = DataLoading.Hash(load) },
            run.Summary,
            DiagnosticOrder.Sort(load.Diagnostics.Concat(run.Diagnostics)));
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => RunRenderer.Write(report, format, output, options));
        return report.Diagnostics.Any(d => d.Severity == Severity.Error) ? ExitCodes.Data
            : run.Summary.Conflicts > 0 && !result.GetValue(regardless) ? ExitCodes.Findings
            : ExitCodes.Holds;
    }

    /// <summary>Decides, and writes decisions where a file is named; none is left behind by a run whose data could not be read.</summary>
    private RunResult Decide(RunRequest request, string? path, DecisionsFormat? format)
    {
        if (path is null || format is not { } chosen)
        {
            return PolicyRun.Run(request, host.CancellationToken);
        }

        try
        {
            var results = new List<RunResult>(1);
            AtomicFile.Write(path, writer =>
            {
                var lines = new DecisionsFile(writer, chosen);
                lines.WriteHeader();
                var run = PolicyRun.Run(request with { OnDecision = lines.Write }, host.CancellationToken);
                results.Add(run.Summary.Load.HasErrors ? throw new UnreadableDataException(run) : run);
            });
            return results[0];
        }
        catch (UnreadableDataException exception)
        {
            return exception.Run;
        }
    }

    private static DecisionsFormat GetShape(string path, string? word) => (word ?? Path.GetExtension(path).TrimStart('.')) switch
    {
        "csv" => DecisionsFormat.Csv,
        "ndjson" or "jsonl" => DecisionsFormat.Ndjson,
        _ when word is not null => throw Settings.CreateUnknownWord("--out-format", word, ["csv", "ndjson"]),
        _ => throw new CommandException(ExitCodes.Usage, $"The name `{path}` does not say what to write.", "End it in .csv or .ndjson, or add `--out-format csv`."),
    };

    private static ImmutableArray<FieldPath> FindGroups(string[] given, GlobalScope scope) =>
        [.. given.SelectMany(g => g.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(name =>
            FieldPath.Find(scope, name, out var failure) ?? throw new CommandException(ExitCodes.Usage, $"`--by {name}`: {failure}"))];

    /// <summary>Keeps a file of decisions from being put in its place.</summary>
    private sealed class UnreadableDataException(RunResult run) : Exception
    {
        public RunResult Run { get; } = run;
    }
}

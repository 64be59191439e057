using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Differences;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>diff BEFORE AFTER [--data D]</c>: what changes between two policies, proved for every possible incident.</summary>
internal sealed class DiffCommand
{
    private readonly Argument<string> before = new("BEFORE") { Description = "The policy as it is: a file, a folder with one policy, or - for standard input." };
    private readonly Argument<string> after = new("AFTER") { Description = "The policy as it is to be." };
    private readonly Option<string?> inputName = Arguments.CreateInputName();
    private readonly Option<string?> data = Arguments.CreateData("Count the recorded incidents of a data set in each change.");
    private readonly Option<int> boxes = new("--boxes")
    {
        Description = "How many boxes to show at most, of dispositions, of offers and of details each.",
        HelpName = "N",
        DefaultValueFactory = _ => DifferenceRequest.DefaultBoxes,
    };

    private readonly Option<string[]> failOn = new("--fail-on")
    {
        Description = $"Changes that give exit code 1: {string.Join(", ", DifferenceRenderer.GateWords)}. That there are none is proved; may be given several times.",
        HelpName = string.Join('|', DifferenceRenderer.GateWords),
    };

    private readonly Option<bool> strict = new("--strict") { Description = "Rejected rows and unreadable values end the comparison with exit code 4." };
    private readonly EngineOptions engine = new();
    private readonly ReportOptions reports = new(ReportFormat.Pretty, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.GitHub);
    private readonly CommandHost host;

    private DiffCommand(CommandHost host)
    {
        this.host = host;
        failOn.CompletionSources.Add(_ => DifferenceRenderer.GateWords.Select(w => new System.CommandLine.Completions.CompletionItem(w)));
    }

    public static Command Create(CommandHost host)
    {
        var verb = new DiffCommand(host);
        var command = new Command("diff", "Show what changes between two policies, for every possible incident.")
        {
            verb.before, verb.after, verb.inputName, verb.data, verb.boxes, verb.failOn, verb.strict,
        };
        verb.engine.AddTo(command);
        verb.reports.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var targets = reports.GetTargets(result);
        var gates = GetGates(result);
        var options = engine.Get(result);
        if (result.GetValue(boxes) < 1)
        {
            throw new CommandException(ExitCodes.Usage, "`--boxes` is a whole number from 1.");
        }

        var old = Compile(result, before, out var oldChoice);
        var now = Compile(result, after, out var newChoice);
        foreach (var compiled in new[] { old, now })
        {
            if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } code)
            {
                return code;
            }
        }

        var request = new DifferenceRequest
        {
            Before = Model(old),
            After = Model(now),
            MaxBoxes = result.GetValue(boxes),
            Gates = gates,
            Budget = DiagramBudget.Default with { Cancellation = host.CancellationToken },
        };
        var vocabulary = CheckVocabulary(request);
        LoadResult? load = null;
        var (reader, choice) = vocabulary.AfterIsWider ? (now, newChoice) : (old, oldChoice);
        if (choice.IsGiven)
        {
            load = DataLoading.Load(reader, choice.Choose(reader.Compilation), result.GetValue(strict), rejectsPath: null, host);
            if (load.Data is null)
            {
                return PolicyPreparation.ReportData(load.Report, host.Terminal);
            }
        }

        var report = MakeReport(request, old, now, load, options);
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => DifferenceRenderer.Write(report, format, output, options));
        return GetExitCode(report);
    }

    private CompiledPolicy Compile(ParseResult result, Argument<string> argument, out DataChoice choice) =>
        PolicyPreparation.Compile(result.GetValue(argument) ?? "", result.GetValue(data), [], out choice, result.GetValue(inputName));

    private static ModelledPolicy Model(CompiledPolicy compiled) => new(PolicyPreparation.GetPolicy(compiled), compiled.Compilation.Scope);

    private static SharedVocabulary CheckVocabulary(DifferenceRequest request)
    {
        var vocabulary = SharedVocabulary.Of(request.Before, request.After);
        return vocabulary.Differences.IsEmpty ? vocabulary : throw new CommandException(
            ExitCodes.Usage,
            $"The two policies speak of different incidents, so they cannot be asked about the same ones. {string.Join(' ', vocabulary.Differences)}",
            "Give both the same vocabulary; one of them may have further fields.");
    }

    private DifferenceReport MakeReport(DifferenceRequest request, CompiledPolicy old, CompiledPolicy now, LoadResult? load, RunOptions options)
    {
        var difference = load?.Data is { } incidents
            ? ProgressBar.RunCounted(
                host,
                "Deciding",
                incidents.Columns.Count,
                progress => PolicyDiffer.Compare(request with
                {
                    Recorded = (reads, add) => RecordedDecisions.Read(request, incidents, reads, add, options with { Progress = progress }, host.CancellationToken),
                }))
            : PolicyDiffer.Compare(request);
        host.CancellationToken.ThrowIfCancellationRequested();
        return new DifferenceReport(
            CompiledPolicy.MakeProvenance([old, now]) with { Data = load is null ? [] : DataLoading.Hash(load.Report) },
            new DifferenceSide(request.Before.Policy, old.File.Source.Path),
            new DifferenceSide(request.After.Policy, now.File.Source.Path),
            difference)
        {
            Load = load?.Report,
            HistoryOnly = load?.Data?.Columns.HistoryOnly ?? 0,
            Diagnostics = load is null ? [] : DiagnosticOrder.Sort(load.Report.Diagnostics),
        };
    }

    private ImmutableArray<GateKind> GetGates(ParseResult result) =>
    [
        .. (result.GetValue(failOn) ?? []).SelectMany(w => w.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(word => DifferenceRenderer.FindGate(word) ?? throw Settings.CreateUnknownWord("--fail-on", word, DifferenceRenderer.GateWords))
            .Distinct(),
    ];

    /// <summary>A gate refuted before what could not be decided; without a gate, only that the question itself has no answer counts.</summary>
    private static int GetExitCode(DifferenceReport report)
    {
        var difference = report.Difference;
        return report.Diagnostics.Any(d => d.Severity == Severity.Error) ? ExitCodes.Data
            : difference.Gates.Any(g => g.Verdict == GateVerdict.Refuted) ? ExitCodes.Findings
            : difference.Gates.Any(g => g.Verdict != GateVerdict.Proved) ? ExitCodes.Undecided
            : difference.Gates.IsEmpty && difference.Verdict is DifferenceVerdict.PossiblyDifferent or DifferenceVerdict.Undecided ? ExitCodes.Undecided
            : ExitCodes.Holds;
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Outcomes.Comparison;
using PolicyDsl.Outcomes.Measures;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Comparisons;
using PolicyDsl.Reporting.Diagnostics;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>compare A B … --data D</c>: what policies would have decided, against what was recorded and against each other.</summary>
internal sealed class CompareCommand
{
    private readonly Argument<string[]> files = Arguments.CreateFiles();
    private readonly Option<string?> data = Arguments.CreateData("The data set to compare on.");
    private readonly Option<string?> assumptions = Arguments.CreateAssumptions();
    private readonly Option<int> minimum = new("--minimum-group")
    {
        Description = "Groups with fewer incidents are too few to say.",
        HelpName = "N",
        DefaultValueFactory = _ => MeasuredClauses.DefaultMinimum,
    };

    private readonly Option<bool> detected = new("--count-detected") { Description = "Count offences that police find by looking for them as harm, too." };
    private readonly Option<bool> strict = new("--strict") { Description = "Rejected rows and unreadable values end the comparison with exit code 4." };
    private readonly Option<bool> regardless = Arguments.CreateAllowConflicts();
    private readonly EngineOptions engine = new();
    private readonly ReportOptions reports = new(ReportFormat.Pretty, ReportFormat.Json, ReportFormat.Markdown);
    private readonly CommandHost host;

    private CompareCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new CompareCommand(host);
        var command = new Command("compare", "Compare policies with what was recorded, and with each other.")
        {
            verb.files, verb.data, verb.assumptions, verb.minimum, verb.detected, verb.strict, verb.regardless,
        };
        verb.engine.AddTo(command);
        verb.reports.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var targets = reports.GetTargets(result);
        if (result.GetValue(minimum) < 1)
        {
            throw new CommandException(ExitCodes.Usage, "`--minimum-group` is a whole number from 1.");
        }

        var options = engine.Get(result);
        var policies = ImmutableArray.CreateBuilder<ComparedPolicy>();
        var compiledPolicies = new List<CompiledPolicy>();
        var named = result.GetValue(files) ?? [];
        var inFolder = FolderDataset.FindIn(named);
        foreach (var source in ReadPolicies(named))
        {
            var choice = DataChoice.Read(result.GetValue(data), ProjectConfiguration.Load(RootFolder.Find(source.FullPath)), inFolder);
            var compiled = CompiledPolicy.Compile(source, choice.Added);
            compiledPolicies.Add(compiled);
            if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } code)
            {
                return code;
            }

            var loaded = policies.FirstOrDefault(p => Vocabulary.IsSame(p.Scope, compiled.Compilation.Scope))?.Source;
            if (loaded is null)
            {
                var load = DataLoading.Load(compiled, choice.Choose(compiled.Compilation), result.GetValue(strict), rejectsPath: null, host);
                loaded = load.Data?.Columns;
                if (loaded is null)
                {
                    return PolicyPreparation.ReportData(load.Report, host.Terminal);
                }
            }

            policies.Add(new ComparedPolicy(PolicyPreparation.GetPolicy(compiled), compiled.Compilation.Scope, loaded, source.Source.Path));
        }

        var report = Compare(policies.ToImmutable(), compiledPolicies, options, result);
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => ComparisonRenderer.Write(report, format, output, options));
        return report.Diagnostics.Any(d => d.Severity == Severity.Error) ? ExitCodes.Data
            : report.Result.Contenders.Any(c => c.Conflicts > 0) && !result.GetValue(regardless) ? ExitCodes.Findings
            : ExitCodes.Holds;
    }

    private static ImmutableArray<SourceFile> ReadPolicies(string[] named)
    {
        // One file named twice is compared with itself.
        ImmutableArray<SourceFile> policies = [.. named.SelectMany(name => SourceFiles.Read([name])).Where(s => PolicyFiles.IsPolicy(s.Source))];
        return policies.IsEmpty ? throw new CommandException(ExitCodes.Usage, "None of these files is a policy.") : policies;
    }

    private ComparisonReport Compare(ImmutableArray<ComparedPolicy> policies, List<CompiledPolicy> compiled, RunOptions options, ParseResult result)
    {
        var request = new ComparisonRequest
        {
            Policies = policies,
            Assumptions = result.GetValue(assumptions),
            MinimumGroup = result.GetValue(minimum),
            CountsDetectedOffences = result.GetValue(detected),
            Options = options,
        };
        if (request.Assumptions is { } name && policies.All(p => p.Scope.All<Language.Symbols.AssumptionsSymbol>().All(a => a.Name != name)))
        {
            throw Settings.CreateUnknownWord("--assumptions", name, [.. policies[0].Scope.All<Language.Symbols.AssumptionsSymbol>().Select(a => a.Name)]);
        }

        var comparison = ProgressBar.RunCounted(
            host,
            "Deciding",
            policies.Select(p => p.Source).Distinct().Sum(s => (s as MemoryColumns)?.Count ?? 0),
            progress => PolicyComparison.Compare(request with { Options = request.Options with { Progress = progress } }, host.CancellationToken));
        return new ComparisonReport(
            CompiledPolicy.MakeProvenance(compiled) with { Data = [.. comparison.Loads.SelectMany(l => DataLoading.Hash(l)).Distinct()] },
            comparison,
            DiagnosticOrder.Sort(comparison.Loads.SelectMany(l => l.Diagnostics)));
    }
}

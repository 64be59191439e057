using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
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
        var named = result.GetValue(files) ?? [];
        var inFolder = FolderDataset.FindIn(named);
        var sides = new List<Side>();
        foreach (var source in ReadPolicies(named))
        {
            var choice = DataChoice.Read(result.GetValue(data), ProjectConfiguration.Load(RootFolder.Find(source.FullPath)), inFolder);
            var compiled = CompiledPolicy.Compile(source, choice.Added);
            if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } code)
            {
                return code;
            }

            sides.Add(new Side(compiled, choice.Choose(compiled.Compilation), source.Source.Path));
        }

        CheckAssumptions(result.GetValue(assumptions), sides);
        var report = Compare(sides, options, result);
        if (report.Result.Loads.FirstOrDefault(l => l.HasErrors) is { } failed)
        {
            return PolicyPreparation.ReportData(failed, host.Terminal);
        }

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

    private static void CheckAssumptions(string? name, List<Side> sides)
    {
        if (name is not null && sides.TrueForAll(s => s.Scope.All<AssumptionsSymbol>().All(a => a.Name != name)))
        {
            throw Settings.CreateUnknownWord("--assumptions", name, [.. sides[0].Scope.All<AssumptionsSymbol>().Select(a => a.Name)]);
        }
    }

    private ComparisonReport Compare(List<Side> sides, RunOptions options, ParseResult result)
    {
        var comparison = ProgressBar.Run(host, "Comparing", told => PolicyComparison.Compare(
            new ComparisonRequest
            {
                Policies = OpenData(sides, options, result.GetValue(strict), told),
                Assumptions = result.GetValue(assumptions),
                MinimumGroup = result.GetValue(minimum),
                CountsDetectedOffences = result.GetValue(detected),
                Options = options,
            },
            host.CancellationToken));
        return new ComparisonReport(
            CompiledPolicy.MakeProvenance(sides.Select(s => s.Compiled)) with { Data = [.. comparison.Loads.SelectMany(l => DataLoading.Hash(l)).Distinct()] },
            comparison,
            DiagnosticOrder.Sort(comparison.Loads.SelectMany(l => l.Diagnostics)));
    }

    /// <summary>Policies of one vocabulary share one reading of the data.</summary>
    private ImmutableArray<ComparedPolicy> OpenData(List<Side> sides, RunOptions options, bool isStrict, Action<double>? told)
    {
        var policies = ImmutableArray.CreateBuilder<ComparedPolicy>();
        foreach (var side in sides)
        {
            var source = policies.FirstOrDefault(p => Vocabulary.IsSame(p.Scope, side.Scope))?.Source;
            var alike = sides.Where(s => Vocabulary.IsSame(s.Scope, side.Scope)).Select(s => s.Policy);
            source ??= DataLoading.Open(side.Compiled, side.Dataset, isStrict, alike, options, told, host.CancellationToken);
            policies.Add(new ComparedPolicy(side.Policy, side.Scope, source, side.File));
        }

        return policies.ToImmutable();
    }

    /// <summary>A policy with the data set that it is compared on.</summary>
    private sealed record Side(CompiledPolicy Compiled, DatasetSymbol Dataset, string File)
    {
        public GlobalScope Scope => Compiled.Compilation.Scope;

        public PolicySymbol Policy { get; } = PolicyPreparation.GetPolicy(Compiled);
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Checks;
using PolicyDsl.Reporting.Diagnostics;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>check FILE…</c>: compile, lint, prove, and give every clause of every principle a verdict.</summary>
internal sealed class CheckCommand
{
    private readonly Argument<string[]> files = Arguments.CreateFiles();
    private readonly Option<string?> inputName = Arguments.CreateInputName();
    private readonly Option<string?> data = Arguments.CreateData("Try logical clauses on the incidents of a data set, and measure the measured ones.");
    private readonly Option<string?> assumptions = Arguments.CreateAssumptions();
    private readonly Option<string?> failLevel = Arguments.CreateFailLevel();
    private readonly Option<bool> failOnOpen = new("--fail-on-open") { Description = "Exit with 2 where a clause stays open." };
    private readonly Option<string?> asOf = Arguments.CreateAsOf();
    private readonly ProofOptions proofs = new();
    private readonly EngineOptions engine = new();
    private readonly Option<string?> emitTests = new("--emit-tests")
    {
        Description = "Write each incident that a proof shows as a test that fails until the policy is mended, one file each; files that it wrote before are replaced.",
        HelpName = "DIR",
    };

    private readonly Option<bool> watch = Watcher.CreateOption();
    private readonly ReportOptions reports = new(
        ReportFormat.Pretty, ReportFormat.Compact, ReportFormat.Json, ReportFormat.Sarif, ReportFormat.GitHub, ReportFormat.JUnit, ReportFormat.Markdown);

    private readonly CommandHost host;

    private CheckCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new CheckCommand(host);
        var command = new Command("check", "Compile policies, look for faults, and hold them against the principles.")
        {
            verb.files, verb.inputName, verb.data, verb.assumptions, verb.failLevel, verb.failOnOpen, verb.asOf, verb.emitTests, verb.watch,
        };
        verb.proofs.AddTo(command);
        verb.engine.AddTo(command);
        verb.reports.AddTo(command);
        command.SetAction(verb.Invoke);
        return command;
    }

    private int Invoke(ParseResult result)
    {
        var named = result.GetValue(files) ?? [];
        return Watcher.Run(host, result.GetValue(watch), named, read => Run(result, named, read));
    }

    private int Run(ParseResult result, string[] named, HashSet<string> read)
    {
        var targets = reports.GetTargets(result);
        var day = Arguments.GetAsOf(result.GetValue(asOf));
        using var time = proofs.StartTime(result, host.CancellationToken);
        var request = new CheckRequest(result.GetValue(data), result.GetValue(assumptions), day, result.GetValue(failOnOpen), proofs.GetBudget(result, time.Token))
        {
            Engine = engine.Get(result),
        };
        var emitted = result.GetValue(emitTests) is { Length: > 0 } folder ? new EmittedTests(folder) : null;
        var checks = Check([.. SourceFiles.Read(named, result.GetValue(inputName)).Where(s => emitted?.IsOwn(s) != true)], request);
        read.UnionWith(checks.SelectMany(c => c.Policy.FilePaths));
        var provenance = CompiledPolicy.MakeProvenance(checks.Select(c => c.Policy), day) with { Data = [.. checks.SelectMany(c => c.DataHashes).Distinct()] };
        var report = new CheckReport(provenance)
        {
            Diagnostics = DiagnosticOrder.Sort(checks.SelectMany(c => c.Findings).Concat(request.FindIdleSuppressions())),
            Policies = [.. checks.Select(c => c.Clauses).OfType<PolicyCheck>()],
            Files = [.. checks.SelectMany(c => c.Policy.UserTrees).Select(t => t.Source.Path).Distinct().Order(StringComparer.Ordinal)],
        };
        var level = Arguments.GetFailLevel(result.GetValue(failLevel), checks.Select(c => c.Policy.Project));
        emitted?.Write(checks, host);
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => CheckRenderer.Write(report, format, output, options));
        return CheckOutcome.GetExitCode(report, level, result.GetValue(failOnOpen));
    }

    /// <summary>Checks every policy, and every library that no policy among them uses.</summary>
    private ImmutableArray<CheckedPolicy> Check(ImmutableArray<SourceFile> sources, CheckRequest request)
    {
        var checks = ImmutableArray.CreateBuilder<CheckedPolicy>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources.OrderBy(s => PolicyFiles.IsPolicy(s.Source) ? 0 : 1))
        {
            host.CancellationToken.ThrowIfCancellationRequested();
            if (PolicyFiles.IsPolicy(source.Source) || !seen.Contains(source.FullPath))
            {
                var check = PolicyChecking.Check(source, request, host);
                checks.Add(check);
                seen.UnionWith(check.Policy.FilePaths);
            }
        }

        return checks.ToImmutable();
    }
}

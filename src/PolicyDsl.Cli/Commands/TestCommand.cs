using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Tests;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>test FILE…</c>: run the tests in the files, and say which rules and clauses no test reaches.</summary>
internal sealed class TestCommand
{
    private readonly Argument<string[]> files = Arguments.CreateFiles();
    private readonly Option<string?> inputName = Arguments.CreateInputName();
    private readonly Option<string?> filter = new("--filter") { Description = "Only tests whose name fits this regular expression.", HelpName = "REGEX" };
    private readonly MutationOptions mutation = new();
    private readonly Option<bool> watch = Watcher.CreateOption();
    private readonly ReportOptions reports = new(
        ReportFormat.Pretty, ReportFormat.Compact, ReportFormat.Json, ReportFormat.JUnit, ReportFormat.GitHub, ReportFormat.Markdown);

    private readonly CommandHost host;

    private TestCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new TestCommand(host);
        var command = new Command("test", "Run the tests of policies.") { verb.files, verb.inputName, verb.filter, verb.watch };
        verb.mutation.AddTo(command);
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
        var chosen = CreateFilter(result.GetValue(filter));
        var minScore = mutation.GetMinScore(result);
        var policies = ImmutableArray.CreateBuilder<PolicyTests>();
        var compiledPolicies = new List<CompiledPolicy>();
        var code = default(int?);
        foreach (var source in SourceFiles.Read(named, result.GetValue(inputName)).Where(s => PolicyFiles.IsPolicy(s.Source)))
        {
            host.CancellationToken.ThrowIfCancellationRequested();
            var compiled = CompiledPolicy.Compile(source, []);
            read.UnionWith(compiled.FilePaths);
            compiledPolicies.Add(compiled);
            if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } failed)
            {
                code = failed;
            }
            else if (compiled.Compilation.Policy is { } policy)
            {
                var scope = compiled.Compilation.Scope;
                var run = new TestRunner(policy, scope).Run(chosen);
                policies.Add(new PolicyTests(policy, scope, run) { Mutation = FindMutation(result, compiled, run, chosen) });
            }
        }

        var report = new TestReport(CompiledPolicy.MakeProvenance(compiledPolicies), policies.ToImmutable()) { MinScore = minScore };
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => TestRenderer.Write(report, format, output, options));
        return code ?? Judge(report, result.GetValue(filter));
    }

    /// <summary>What becomes of the policy's mutants, where they are asked for; a test that fails already could notice none.</summary>
    private MutationRun? FindMutation(ParseResult result, CompiledPolicy compiled, TestRun run, Func<TestSymbol, bool>? chosen)
    {
        if (!mutation.IsAsked(result) || run.Results.IsEmpty)
        {
            return null;
        }

        if (run.Passed)
        {
            return mutation.Run(result, host, compiled, chosen);
        }

        host.Terminal.WriteError($"No changes of `{compiled.File.Source.Path}` were tried, since a test fails already.", "Mend the policy or the test first.");
        return null;
    }

    private int Judge(TestReport report, string? pattern)
    {
        if (!report.Results.Any() && pattern is not null)
        {
            host.Terminal.WriteError($"No test has a name that fits `{pattern}`.");
            return ExitCodes.Findings;
        }

        if (!report.Results.Any())
        {
            host.Terminal.WriteError("No test was found.", "A test is written `test \"what must be so\" { given incident { … } expect … }` in the policy file.");
            return ExitCodes.Findings;
        }

        return report.Failed > 0 ? ExitCodes.Findings : MutationOptions.Judge(report);
    }

    private static Func<TestSymbol, bool>? CreateFilter(string? pattern)
    {
        if (pattern is null)
        {
            return null;
        }

        try
        {
            var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return t => regex.IsMatch(t.Name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCodes.Usage, $"`--filter {pattern}` is no regular expression that takes linear time: {e.Message}");
        }
    }
}

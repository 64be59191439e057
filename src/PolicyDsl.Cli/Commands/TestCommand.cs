using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Tests;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>test FILE…</c>: run the tests in the files, and say which rules and clauses no test reaches.</summary>
internal sealed class TestCommand
{
    private readonly Argument<string[]> files = Arguments.CreateFiles();
    private readonly Option<string?> inputName = Arguments.CreateInputName();
    private readonly Option<string?> filter = new("--filter") { Description = "Only tests whose name fits this regular expression.", HelpName = "REGEX" };
    private readonly Option<bool> watch = Watcher.CreateOption();
    private readonly ReportOptions reports = new(
        ReportFormat.Pretty, ReportFormat.Compact, ReportFormat.Json, ReportFormat.JUnit, ReportFormat.GitHub, ReportFormat.Markdown);

    private readonly CommandHost host;

    private TestCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new TestCommand(host);
        var command = new Command("test", "Run the tests of policies.") { verb.files, verb.inputName, verb.filter, verb.watch };
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
        var regex = CreateRegex(result.GetValue(filter));
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
                policies.Add(new PolicyTests(policy, scope, new TestRunner(policy, scope).Run(regex is null ? null : t => regex.IsMatch(t.Name))));
            }
        }

        var report = new TestReport(CompiledPolicy.MakeProvenance(compiledPolicies), policies.ToImmutable());
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => TestRenderer.Write(report, format, output, options));
        return code ?? Judge(report, result.GetValue(filter));
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

        return report.Failed > 0 ? ExitCodes.Findings : ExitCodes.Holds;
    }

    private static Regex? CreateRegex(string? pattern)
    {
        if (pattern is null)
        {
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCodes.Usage, $"`--filter {pattern}` is no regular expression that takes linear time: {e.Message}");
        }
    }
}

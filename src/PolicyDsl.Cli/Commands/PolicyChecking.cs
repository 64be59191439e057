using System.Collections.Immutable;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Logic;
using PolicyDsl.Language.Principles;
using PolicyDsl.Reporting.Checks;

namespace PolicyDsl.Cli.Commands;

/// <summary>One file checked.</summary>
/// <param name="Findings">With configured severities and suppressions.</param>
/// <param name="Clauses">Null for a library and for what does not compile.</param>
internal sealed record CheckedPolicy(CompiledPolicy Policy, ImmutableArray<Diagnostic> Findings, PolicyCheck? Clauses);

/// <summary>Puts the stages of a check together; what they find is theirs.</summary>
internal static class PolicyChecking
{
    public static CheckedPolicy Check(SourceFile source, string? data, DateOnly day, CommandHost host)
    {
        var compiled = CompiledPolicy.Compile(source, [], day);
        var compilation = compiled.Compilation;
        if (compilation.HasErrors)
        {
            return new CheckedPolicy(compiled, compiled.Filter(compilation.Diagnostics, day), null);
        }

        var findings = new List<Diagnostic>(compilation.Diagnostics);
        foreach (var tree in compiled.UserTrees)
        {
            findings.AddRange(Linter.Lint(compilation, tree));
        }

        if (compilation.Policy is not { } policy)
        {
            return new CheckedPolicy(compiled, compiled.Filter(findings, day), null);
        }

        var check = new PolicyCheck(policy, PrincipleChecker.Check(policy, compilation.Principles));
        findings.AddRange(ConflictScan.Find(policy));
        findings.AddRange(PrincipleChecker.Report(check.Verdicts));
        return new CheckedPolicy(compiled, compiled.Filter(findings, day), check);
    }
}

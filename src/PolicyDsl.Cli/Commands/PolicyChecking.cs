using System.Collections.Immutable;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Principles;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Checks;
using PolicyDsl.Verification;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Logic;

namespace PolicyDsl.Cli.Commands;

/// <summary>What a check is asked besides the file.</summary>
/// <param name="Data">As given on the command line.</param>
/// <param name="Assumptions">The name of the assumptions to measure with.</param>
/// <param name="Day">The day against which departures and suppressions are held.</param>
/// <param name="TellsOpen">Whether clauses that stay open are findings.</param>
/// <param name="Budget">What each question of a proof may cost, and all of them together.</param>
internal sealed record CheckRequest(string? Data, string? Assumptions, DateOnly Day, bool TellsOpen, DiagramBudget Budget)
{
    private readonly Dictionary<string, FindingFilter> filters = new(StringComparer.Ordinal);

    /// <summary>How to decide the incidents of a data set.</summary>
    public RunOptions Engine { get; init; } = new();

    /// <summary>Suppressions that met nothing in all that was checked.</summary>
    public IEnumerable<Diagnostic> FindIdleSuppressions() => filters.Values.SelectMany(f => f.FindIdle());

    /// <summary>One filter for all files under one configuration.</summary>
    public FindingFilter GetFilter(ProjectConfiguration project)
    {
        if (!filters.TryGetValue(project.Root.FullPath, out var filter))
        {
            filters[project.Root.FullPath] = filter = new FindingFilter(project.File, Day);
        }

        return filter;
    }
}

/// <summary>One file checked.</summary>
/// <param name="Findings">With configured severities and suppressions.</param>
/// <param name="Clauses">Null for a library and for what does not compile.</param>
/// <param name="DataHashes">Of the data files that were read.</param>
internal sealed record CheckedPolicy(CompiledPolicy Policy, ImmutableArray<Diagnostic> Findings, PolicyCheck? Clauses, ImmutableArray<FileHash> DataHashes)
{
    /// <summary>Null where there is no clause verdict either.</summary>
    public PolicyProof? Proof { get; init; }
}

/// <summary>Puts the stages of a check together; what they find is theirs.</summary>
internal static class PolicyChecking
{
    public static CheckedPolicy Check(SourceFile source, CheckRequest request, CommandHost host)
    {
        var project = ProjectConfiguration.Load(RootFolder.Find(source.FullPath));
        var choice = PolicyFiles.IsPolicy(source.Source) ? DataChoice.Read(request.Data, project) : new DataChoice(null, null, null);
        var compiled = CompiledPolicy.Compile(source, choice.Added, request.Day);
        var compilation = compiled.Compilation;
        var findings = new List<Diagnostic>(compilation.Diagnostics);
        if (compilation.HasErrors)
        {
            return new CheckedPolicy(compiled, compiled.Filter(findings, request.GetFilter(compiled.Project)), null, []);
        }

        findings.AddRange(compiled.UserTrees.SelectMany(t => Linter.Lint(compilation, t)));
        PolicyCheck? check = null;
        PolicyProof? proof = null;
        ImmutableArray<FileHash> hashes = [];
        if (compilation.Policy is { } policy)
        {
            proof = PolicyProof.Run(compilation, request.Budget);
            host.CancellationToken.ThrowIfCancellationRequested();
            check = new PolicyCheck(policy, proof.Verdicts);
            findings.AddRange(proof.Logic.Diagnostics);
            if (proof.Logic.IsGapSettled)
            {
                findings.RemoveAll(f => f.Descriptor == LintFindings.NoOtherwise && f.Location == policy.Location);
            }

            if (choice.IsGiven)
            {
                (check, hashes) = TryOnData(compiled, check, choice, request, findings, host);
            }

            findings.AddRange(PrincipleChecker.Report(check.Verdicts, policy, request.TellsOpen));
        }

        return new CheckedPolicy(compiled, compiled.Filter(findings, request.GetFilter(compiled.Project)), check, hashes) { Proof = proof };
    }

    private static (PolicyCheck Check, ImmutableArray<FileHash> Hashes) TryOnData(
        CompiledPolicy compiled, PolicyCheck check, DataChoice choice, CheckRequest request, List<Diagnostic> findings, CommandHost host)
    {
        var dataset = choice.Choose(compiled.Compilation);
        var load = DataLoading.Load(compiled, dataset, isStrict: false, rejectsPath: null, host);
        findings.AddRange(load.Report.Diagnostics);
        var hashes = DataLoading.Hash(load.Report);
        if (load.Data is not { } incidents)
        {
            return (check, hashes);
        }

        var assumptions = FindAssumptions(compiled, request.Assumptions);
        var result = ClausesOnData.Apply(check.Verdicts, check.Policy, compiled.Compilation.Scope, incidents, assumptions, request.Engine, host.CancellationToken);
        return (check with { Verdicts = result.Verdicts, Measured = result.Measured, Datasets = [dataset.Name] }, hashes);
    }

    /// <summary>Those named, else the first that the author's own files declare.</summary>
    private static AssumptionsSymbol? FindAssumptions(CompiledPolicy compiled, string? name)
    {
        var declared = compiled.Compilation.Assumptions;
        return name is null
            ? declared.FirstOrDefault(a => compiled.UserTrees.Any(t => t.Source == a.Location?.Source))
            : declared.FirstOrDefault(a => a.Name == name)
                ?? throw Settings.CreateUnknownWord("--assumptions", name, [.. declared.Select(a => a.Name)]);
    }
}

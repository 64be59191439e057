using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Reporting.Tests;

/// <summary>The result of <c>test</c>: one run per policy.</summary>
public sealed record TestReport(Provenance Provenance, ImmutableArray<PolicyTests> Policies)
{
    /// <summary>The least share of mutants that the tests and clauses of each policy have to notice; null where none was asked for.</summary>
    public double? MinScore { get; init; }

    public IEnumerable<TestResult> Results => Policies.SelectMany(p => p.Run.Results);

    public int Passed => Results.Count(r => r.Passed);

    public int Failed => Results.Count(r => !r.Passed);

    /// <summary>Every failure as a finding at its test or row, and every mutant that nothing notices at its place.</summary>
    public ImmutableArray<Diagnostic> ToDiagnostics() => [.. Policies.SelectMany(p => p.Run.Findings.Concat(MutationSentences.ToDiagnostics(p.Mutation)))];
}

/// <param name="Scope">What names in explanations are written by.</param>
public sealed record PolicyTests(PolicySymbol Policy, GlobalScope Scope, TestRun Run)
{
    /// <summary>What became of the policy's mutants; null where none were made.</summary>
    public MutationRun? Mutation { get; init; }

    /// <summary>The decision of a failed case in sentences; empty where nothing was decided.</summary>
    public ImmutableArray<ExplanationLine> Explain(TestCaseResult result) =>
        result.Decision is { } decision ? new Explainer(Scope).Explain(decision, result.Incident) : [];
}

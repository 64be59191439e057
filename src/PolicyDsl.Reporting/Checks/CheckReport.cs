using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Reporting.Checks;

/// <summary>The result of <c>check</c>: findings in every file, and a verdict on every clause for every policy.</summary>
public sealed record CheckReport(Provenance Provenance)
{
    /// <summary>In the order of <see cref="Diagnostics.DiagnosticOrder"/>, suppressed ones included.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Policies that compile, in the order in which they were named.</summary>
    public ImmutableArray<PolicyCheck> Policies { get; init; } = [];

    /// <summary>Files looked at, in order, those without a policy included.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    public int CountShown(Severity severity) => Diagnostics.Count(d => d.Suppression is null && d.Severity == severity);
}

/// <summary>What was found out about the clauses of one policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Verdicts">One per clause, by rank of the principle.</param>
public sealed record PolicyCheck(PolicySymbol Policy, ImmutableArray<ClauseVerdict> Verdicts)
{
    /// <summary>The data sets on which clauses were tried or measured, by name; empty without <c>--data</c>.</summary>
    public ImmutableArray<string> Datasets { get; init; } = [];

    /// <summary>The figures of measured clauses.</summary>
    public ImmutableDictionary<ClauseSymbol, MeasuredResult> Measured { get; init; } = ImmutableDictionary<ClauseSymbol, MeasuredResult>.Empty;
}

/// <summary>The words for verdicts, one each, in every format.</summary>
public static class VerdictWords
{
    public static string Get(Verdict verdict) => verdict switch
    {
        Verdict.Proved => "proved",
        Verdict.Violated => "violated",
        Verdict.Holds => "holds",
        Verdict.Fails => "fails",
        Verdict.PossiblyViolated => "possibly violated",
        Verdict.Undecided => "undecided",
        Verdict.TooLittleData => "too little data",
        _ => "open",
    };

    public static string Get(LegalForce force) => force switch
    {
        LegalForce.Shall => "shall",
        LegalForce.Should => "should",
        LegalForce.May => "may",
        LegalForce.Evidence => "evidence",
        _ => "unstated",
    };
}

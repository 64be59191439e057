using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>What came of a test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Cases">The test's own incident if it expects something of it, then one for each row of its tables.</param>
public sealed record TestResult(TestSymbol Test, ImmutableArray<TestCaseResult> Cases)
{
    public bool Passed => Cases.All(c => c.Passed);

    /// <summary>The first failure in plain words, or null.</summary>
    public string? Message => Cases.SelectMany(c => c.Failures).FirstOrDefault();
}

/// <summary>What came of one incident of a test.</summary>
/// <param name="Name">The test's name; for a row of a table with what the row gives.</param>
/// <param name="Location">The test, or the row.</param>
/// <param name="Failures">What was expected and not met, a sentence each; empty where the case passed.</param>
/// <param name="Incident">The incident given.</param>
/// <param name="Decision">The decision with its trace; null where the incident given cannot be.</param>
public sealed record TestCaseResult(
    string Name,
    Location? Location,
    ImmutableArray<string> Failures,
    EntityInstance Incident,
    Decision? Decision)
{
    public bool Passed => Failures.IsEmpty;

    /// <summary>The earlier incidents given.</summary>
    public ImmutableArray<EntityInstance> Earlier { get; init; } = [];

    /// <summary>The facts of operations given.</summary>
    public DecideOptions Facts { get; init; } = DecideOptions.Default;
}

/// <summary>All tests that were run, and what none of them reached.</summary>
/// <param name="Results">A result for each test, in order of declaration.</param>
/// <param name="RulesNotFired">Rules and crackdowns that fire in no test.</param>
/// <param name="ClausesNotReached">Logical clauses whose condition holds in no test.</param>
public sealed record TestRun(
    ImmutableArray<TestResult> Results,
    ImmutableArray<RuleSymbol> RulesNotFired,
    ImmutableArray<ClauseSymbol> ClausesNotReached)
{
    /// <summary>Every failure as a finding at its test or row.</summary>
    public IEnumerable<Diagnostic> Findings =>
        Results.SelectMany(r => r.Cases).SelectMany(c => c.Failures.Select(f => Diagnostic.Create(TestFindings.Failed, c.Location, c.Name, f)));

    /// <summary>True where every test passed; a run without tests has not passed.</summary>
    public bool Passed => !Results.IsEmpty && Results.All(r => r.Passed);
}

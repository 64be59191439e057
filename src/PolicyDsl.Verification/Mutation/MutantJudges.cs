using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Mutation;

/// <summary>Notices mutants, as something of the author's would: a test, a clause, a finding about the logic.</summary>
public interface IMutantJudge
{
    /// <summary>What notices the mutant, as a sentence without a full stop; null where nothing does.</summary>
    string? FindNotice(Mutant mutant, Compilation mutated);
}

/// <summary>Tests that fail under a mutant. They are run in order, and the first that fails is told.</summary>
/// <param name="filter">The tests that are run; all without one. They pass on the original.</param>
public sealed class TestJudge(Func<TestSymbol, bool>? filter = null) : IMutantJudge
{
    public string? FindNotice(Mutant mutant, Compilation mutated)
    {
        if (mutated.Policy is not { } policy)
        {
            return null;
        }

        var runner = new TestRunner(policy, mutated.Scope);
        foreach (var test in policy.Tests.Where(t => filter?.Invoke(t) != false))
        {
            if (!runner.Run(t => t == test).Passed)
            {
                return $"test \"{test.Name}\" fails";
            }
        }

        return null;
    }
}

/// <summary>Clauses whose verdict on a mutant is worse than on the original.</summary>
/// <param name="original">The original.</param>
/// <param name="check">Gives every clause of a compilation its verdict.</param>
public sealed class ClauseJudge(Compilation original, Func<Compilation, IEnumerable<ClauseVerdict>> check) : IMutantJudge
{
    private readonly Lazy<Dictionary<string, int>> before = new(() =>
        check(original).ToDictionary(v => v.Clause.QualifiedName, v => Rank(v.Verdict), StringComparer.Ordinal));

    /// <summary>The clauses that need no proof: structural and flow clauses, read off the declarations.</summary>
    public static ClauseJudge OfDeclarations(Compilation original) =>
        new(original, c => c.Policy is { } policy ? PrincipleChecker.Check(policy, c.Principles) : []);

    public string? FindNotice(Mutant mutant, Compilation mutated) => check(mutated)
        .FirstOrDefault(v => v.Departure is null && before.Value.TryGetValue(v.Clause.QualifiedName, out var rank) && Rank(v.Verdict) > rank) is { } worse
            ? $"clause `{worse.Clause.QualifiedName}` is broken"
            : null;

    /// <summary>Only a clause that is broken now and was not before notices: that one is open or undecided tells nothing about a change.</summary>
    private static int Rank(Verdict verdict) => verdict is Verdict.Violated or Verdict.Fails ? 1 : 0;
}

/// <summary>Findings about the logic of a mutant, as a conflict, of which the original has fewer.</summary>
/// <param name="original">The original.</param>
/// <param name="check">The findings of a compilation.</param>
public sealed class FindingJudge(Compilation original, Func<Compilation, IEnumerable<Diagnostic>> check) : IMutantJudge
{
    private readonly Lazy<Dictionary<string, int>> before = new(() => check(original).CountBy(d => d.Id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));

    public string? FindNotice(Mutant mutant, Compilation mutated)
    {
        ImmutableArray<Diagnostic> findings = [.. check(mutated)];
        foreach (var (id, count) in findings.CountBy(d => d.Id, StringComparer.Ordinal))
        {
            if (count > before.Value.GetValueOrDefault(id))
            {
                return $"{id}: {findings.Last(d => d.Id == id).Message.TrimEnd('.')}";
            }
        }

        return null;
    }
}

using System.Collections.Concurrent;
using PolicyDsl.Language;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>A sample, compiled once for all tests that ask for it.</summary>
internal sealed record CompiledSample(ClauseSample Sample, RandomPolicy Source, ClauseSymbol Clause)
{
    private static readonly ConcurrentDictionary<ClauseSample, Lazy<CompiledSample>> Compiled = new();

    public static IReadOnlyList<ClauseSample> All { get; } = ClauseSample.FindAll("tests", "PolicyDsl.Verification.Tests", "Clauses");

    public Compilation Compilation => Source.Compilation;

    public PolicySymbol Policy => Source.Policy;

    public static CompiledSample Get(string clause, string name)
    {
        var sample = All.Single(s => s.Clause == clause && s.Name == name);
        return Compiled.GetOrAdd(sample, s => new Lazy<CompiledSample>(() => Compile(s, s.Clause))).Value;
    }

    /// <summary>The policy that keeps every clause at once, held against one of them.</summary>
    public static CompiledSample GetAllClauses(string clause) =>
        Compile(new ClauseSample(Repository.GetPath("tests", "PolicyDsl.Verification.Tests", "Clauses"), "", "all-clauses"), clause);

    /// <summary>The samples of clauses of one kind, as rows of a theory.</summary>
    public static TheoryData<string, string> Rows(bool areGood, params ReadOnlySpan<Type> kinds)
    {
        var rows = new TheoryData<string, string>();
        foreach (var clause in ClauseSample.LibraryClauses())
        {
            var isWanted = false;
            foreach (var kind in kinds)
            {
                isWanted |= kind.IsInstanceOfType(clause.Form);
            }

            foreach (var sample in All.Where(s => isWanted && s.Clause == clause.Name && s.IsGood == areGood))
            {
                rows.Add(sample.Clause, sample.Name);
            }
        }

        return rows;
    }

    private static CompiledSample Compile(ClauseSample sample, string clause)
    {
        var source = RandomPolicy.Get(sample.Text);
        return new CompiledSample(sample, source, source.Clauses.Single(c => c.Name == clause));
    }
}

using BenchmarkDotNet.Attributes;
using PolicyDsl.Language;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Verification;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Logic;
using PolicyDsl.Verification.Principles;

namespace PolicyDsl.Benchmarks;

/// <summary>
/// All that <c>check</c> does with a policy and the standard principles but reading files and writing the report, and what it is made of. Clauses and
/// conflicts are asked of a universe of their own, which is made anew each time, so <see cref="MakeUniverse"/> is part of both. The peer is Z3:
/// <see cref="GrowthPage"/> asks it the same questions.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ProofBenchmarks
{
    private string text = "";
    private Compilation? compiled;

    [Params(10, 30, 100, 300)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Write()
    {
        text = LargePolicies.Create(Rules);
        compiled = TestCompilation.CompileWithoutErrors(text);
    }

    [Benchmark(Baseline = true)]
    public int Check() => Check(text);

    [Benchmark]
    public Compilation Compile() => TestCompilation.Compile(text);

    [Benchmark]
    public int Lint() => Lint(Compiled);

    [Benchmark]
    public PolicyModel MakeUniverse() => Model();

    [Benchmark]
    public int UniverseAndClauses() => ClauseProofs.Prove(Model(), FindClauses(Compiled)).Length;

    [Benchmark]
    public int UniverseAndConflicts() => ConflictCheck.Find(Model()).Found.Length;

    /// <summary>Compiles, lints and proves.</summary>
    internal static int Check(string text)
    {
        var compilation = TestCompilation.CompileWithoutErrors(text);
        var proof = PolicyProof.Run(compilation);
        return Lint(compilation) + proof.Verdicts.Length + proof.Logic.Diagnostics.Length;
    }

    private Compilation Compiled => compiled ?? throw new InvalidOperationException("There is no policy yet.");

    private PolicyModel Model()
    {
        var policy = PolicyOf(Compiled);
        var modelled = new ModelledPolicy(policy, Compiled.Scope) { Clauses = [.. FindClauses(Compiled)], Conditions = LogicChecks.FindConditions(policy) };
        return Universe.Create([modelled]).Models[0];
    }

    private static int Lint(Compilation compilation) => Linter.Lint(compilation, compilation.Trees.Single(t => t.Source.Path == TestCompilation.MainPath)).Length;

    private static List<ClauseSymbol> FindClauses(Compilation compilation) =>
        [.. PrincipleChecker.Check(PolicyOf(compilation), compilation.Principles).Select(v => v.Clause).Where(ClauseProofs.CanProve)];

    private static PolicySymbol PolicyOf(Compilation compilation) => compilation.Policy ?? throw new InvalidOperationException("There is no policy.");
}

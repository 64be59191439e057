using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Verification.Tests.Mutation;

/// <summary>Mutants of texts, for tests.</summary>
internal static class Mutants
{
    private const string Header = "policy p\nusing idpc\n";

    /// <summary>The mutants of a policy with the lines given, which need no header.</summary>
    public static ImmutableArray<Mutant> Of(string lines, params (string Path, string Text)[] files) => Generate(Compile(Header + lines, files).Compilation);

    public static ImmutableArray<Mutant> Generate(Compilation compilation) => MutantGenerator.Generate(compilation, s => s.Path.EndsWith(".policy", StringComparison.Ordinal));

    /// <summary>The policy and what compiles its mutants.</summary>
    public static (Compilation Compilation, MutantCompiler Compiler) Compile(string text, params (string Path, string Text)[] files)
    {
        var root = new SourceText(text, TestCompilation.MainPath);
        var sources = new MemorySources(files, root);
        var compilation = Compilation.Create([root], sources);
        Assert.False(compilation.HasErrors, TestCompilation.Describe(compilation.Diagnostics));
        return (compilation, new MutantCompiler([root], sources));
    }

    /// <summary>Tries all mutants of a policy with the lines given.</summary>
    public static MutationRun Try(string lines, params (string Path, string Text)[] files)
    {
        var (compilation, compiler) = Compile(Header + lines, files);
        return new MutationTester(compiler.Compile, [new TestJudge(), ClauseJudge.OfDeclarations(compilation)]).Run(Generate(compilation));
    }

    /// <summary>The outcome of the mutant whose sentence is given.</summary>
    public static MutantResult Get(this MutationRun run, string sentence) => Assert.Single(run.Results, r => r.Mutant.Sentence == sentence);
}

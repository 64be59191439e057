using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PolicyDsl.Language;
using PolicyDsl.Language.Formatting;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks;

/// <summary>
/// From text to findings, on the standard vocabulary and on the focused deterrence example. The peer for parsing is the framework's JSON
/// reader on the same text wrapped in one JSON array of its lines: a floor for anything that looks at each character and builds a tree.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class TextBenchmarks
{
    private string vocabulary = "";
    private string json = "";
    private string policy = "";

    [GlobalSetup]
    public void ReadFiles()
    {
        vocabulary = File.ReadAllText(Repository.GetPath("src", "PolicyDsl.Language", "Library", "idpc", "vocabulary.policy"));
        json = JsonSerializer.Serialize(vocabulary.Split('\n').Select(l => l.Split(' ')));
        policy = File.ReadAllText(Repository.GetPath("examples", "2-focused-deterrence", "focused-deterrence.policy"));
    }

    [Benchmark(Baseline = true)]
    public int JsonOfTheSameText()
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetArrayLength();
    }

    [Benchmark]
    public SyntaxTree ParseVocabulary() => SyntaxTree.Parse(new SourceText(vocabulary, "vocabulary.policy"));

    [Benchmark]
    public string FormatVocabulary() => Formatter.Format(SyntaxTree.Parse(new SourceText(vocabulary, "vocabulary.policy")));

    [Benchmark]
    public Compilation CompilePolicyWithLibrary() => TestCompilation.Compile(policy);

    [Benchmark]
    public int CheckPolicyWithLibrary()
    {
        var compilation = TestCompilation.Compile(policy);
        var tree = compilation.Trees.Single(t => t.Source.Path == TestCompilation.MainPath);
        return compilation.Policy is { } found
            ? Linter.Lint(compilation, tree).Length + PrincipleChecker.Check(found, compilation.Principles).Length
            : 0;
    }
}

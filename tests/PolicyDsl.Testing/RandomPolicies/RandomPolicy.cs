using PolicyDsl.Language;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>A policy that compiles, with what tests ask of it.</summary>
internal sealed class RandomPolicy
{
    private RandomPolicy(string text, Compilation compilation, PolicySymbol policy)
    {
        Text = text;
        Compilation = compilation;
        Policy = policy;
    }

    public string Text { get; }

    public Compilation Compilation { get; }

    public PolicySymbol Policy { get; }

    public GlobalScope Scope => Compilation.Scope;

    public IEnumerable<ClauseSymbol> Clauses => Compilation.Principles.SelectMany(p => p.Clauses);

    /// <summary>The policy of a seed; null where the text that it gives does not compile.</summary>
    public static RandomPolicy? Find(int seed, PolicyFeatures features) => Find(PolicyGenerator.Write(seed, features));

    /// <summary>A text as a policy; null where it does not compile or holds none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="files">Files that it uses.</param>
    public static RandomPolicy? Find(string text, params (string Path, string Text)[] files)
    {
        var compilation = TestCompilation.Compile(text, files);
        return compilation.HasErrors || compilation.Policy is not { } policy ? null : new RandomPolicy(text, compilation, policy);
    }

    public static RandomPolicy Get(string text)
    {
        var compilation = TestCompilation.CompileWithoutErrors(text);
        return new RandomPolicy(text, compilation, compilation.Policy ?? throw new ArgumentException("The text holds no policy."));
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Mutation;

/// <summary>Compiles mutants as their original was compiled, with the changed text in the place of the author's.</summary>
/// <param name="roots">What the original was compiled from.</param>
/// <param name="resolver">What gave the original its files; gives the same source for the same file each time.</param>
/// <param name="options">How the original was compiled.</param>
public sealed class MutantCompiler(ImmutableArray<SourceText> roots, ISourceResolver resolver, CompilationOptions? options = null)
{
    public Compilation Compile(Mutant mutant) => Compile(mutant, "");

    /// <summary>Compiles the original, or a mutant, with a test more at the end of the policy.</summary>
    /// <param name="mutant">The mutant; null for the original.</param>
    /// <param name="test">The text of the test, of whole lines.</param>
    public Compilation Compile(Mutant? mutant, string test)
    {
        var changed = new Dictionary<SourceText, SourceText>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
        {
            var text = mutant?.Location.Source == root ? mutant.Apply() : root.Text;
            var isTested = test.Length > 0 && SyntaxTree.Parse(root).Root.Items.OfType<PolicySyntax>().Any();
            changed[root] = new SourceText(isTested ? $"{text}\n{test}" : text, root.Path);
        }

        if (mutant is not null && !changed.ContainsKey(mutant.Location.Source))
        {
            changed[mutant.Location.Source] = new SourceText(mutant.Apply(), mutant.Location.Source.Path);
        }

        return Compilation.Create([.. roots.Select(r => changed[r])], new MutatedSources(resolver, changed), options);
    }

    private sealed class MutatedSources(ISourceResolver inner, Dictionary<SourceText, SourceText> changed) : ISourceResolver
    {
        private readonly Dictionary<SourceText, SourceText> originals = changed.ToDictionary(p => p.Value, p => p.Key);

        public ResolvedText ReadSource(string path, SourceText from)
        {
            var resolved = inner.ReadSource(path, Original(from));
            return resolved.Source is { } source && changed.TryGetValue(source, out var mutated) ? resolved with { Source = mutated } : resolved;
        }

        public ResolvedRows ReadTable(string path, string keyColumn, string valueColumn, SourceText from) =>
            inner.ReadTable(path, keyColumn, valueColumn, Original(from));

        private SourceText Original(SourceText source) => originals.GetValueOrDefault(source, source);
    }
}

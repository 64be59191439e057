using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Mutation;

/// <summary>Compiles mutants as their original was compiled, with the changed text in the place of the author's.</summary>
/// <param name="roots">What the original was compiled from.</param>
/// <param name="resolver">What gave the original its files; gives the same source for the same file each time.</param>
/// <param name="options">How the original was compiled.</param>
public sealed class MutantCompiler(ImmutableArray<SourceText> roots, ISourceResolver resolver, CompilationOptions? options = null)
{
    public Compilation Compile(Mutant mutant)
    {
        var original = mutant.Location.Source;
        var mutated = new SourceText(mutant.Apply(), original.Path);
        return Compilation.Create([.. roots.Select(r => r == original ? mutated : r)], new MutatedSources(resolver, original, mutated), options);
    }

    private sealed class MutatedSources(ISourceResolver inner, SourceText original, SourceText mutated) : ISourceResolver
    {
        public ResolvedText ReadSource(string path, SourceText from)
        {
            var resolved = inner.ReadSource(path, Original(from));
            return resolved.Source == original ? resolved with { Source = mutated } : resolved;
        }

        public ResolvedRows ReadTable(string path, string keyColumn, string valueColumn, SourceText from) =>
            inner.ReadTable(path, keyColumn, valueColumn, Original(from));

        private SourceText Original(SourceText source) => source == mutated ? original : source;
    }
}

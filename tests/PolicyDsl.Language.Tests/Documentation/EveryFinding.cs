using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;
using PolicyDsl.Verification;

namespace PolicyDsl.Language.Tests.Documentation;

/// <summary>
/// Everything that is said of a text without data: text and binding, and where it compiles also lint, proofs and tests, with
/// suppressions taken into account.
/// </summary>
internal static class EveryFinding
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    public static ImmutableArray<Diagnostic> Of(string text, ImmutableArray<(string Path, string Text)> files)
    {
        var compilation = TestCompilation.Compile(text, new CompilationOptions { AsOf = Today }, [.. files]);
        if (compilation.HasErrors)
        {
            return compilation.Diagnostics;
        }

        var main = compilation.Trees.Single(t => t.Source.Path == TestCompilation.MainPath);
        var all = compilation.Diagnostics.AddRange(Linter.Lint(compilation, main));
        if (compilation.Policy is { } policy)
        {
            var proof = PolicyProof.Run(compilation);
            all = all.AddRange(proof.Logic.Diagnostics).AddRange(PrincipleChecker.Report(proof.Verdicts))
                .AddRange(new TestRunner(policy, compilation.Scope).Run().Findings);
        }

        var filter = new FindingFilter(ConfigurationFile.Empty, Today);
        return [.. filter.Apply(all, [main], s => s.Path), .. filter.FindIdle()];
    }
}

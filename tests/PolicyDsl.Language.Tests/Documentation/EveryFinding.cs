using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Logic;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Documentation;

/// <summary>
/// Everything that is said of a text without data: text and binding, and where it compiles also lint, logic and principles.
/// A line <c>// file: NAME</c> begins a further file, which the first may use.
/// </summary>
internal static class EveryFinding
{
    private const string Divider = "// file: ";

    public static ImmutableArray<Diagnostic> Of(string text)
    {
        var parts = text.Split(Divider);
        var files = parts.Skip(1).Select(p => (Path: p[..p.IndexOf('\n', StringComparison.Ordinal)].Trim(), Text: p[(p.IndexOf('\n', StringComparison.Ordinal) + 1)..])).ToArray();
        var compilation = TestCompilation.Compile(parts[0], new CompilationOptions { AsOf = new DateOnly(2026, 1, 1) }, files);
        if (compilation.HasErrors)
        {
            return compilation.Diagnostics;
        }

        var all = compilation.Diagnostics.AddRange(Linter.Lint(compilation, compilation.Trees.Single(t => t.Source.Path == TestCompilation.MainPath)));
        return compilation.Policy is { } policy
            ? all.AddRange(ConflictScan.Find(policy)).AddRange(PrincipleChecker.Report(PrincipleChecker.Check(policy, compilation.Principles)))
            : all;
    }
}

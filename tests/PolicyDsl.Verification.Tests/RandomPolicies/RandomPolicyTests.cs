using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;
using PolicyDsl.Testing.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.RandomPolicies;

/// <summary>The generator of random policies is worth something only if most of what it writes compiles, and if it writes everything.</summary>
public class RandomPolicyTests(ITestOutputHelper output)
{
    [Fact]
    public void Nearly_every_random_policy_compiles()
    {
        var failures = new Dictionary<string, int>(StringComparer.Ordinal);
        var compiled = 0;
        const int Count = 300;
        for (var seed = 0; seed < Count; seed++)
        {
            var text = PolicyGenerator.Write(seed, seed % 2 == 0 ? PolicyFeatures.All : PolicyFeatures.Exact);
            var compilation = TestCompilation.Compile(text);
            compiled += compilation.HasErrors ? 0 : 1;
            foreach (var error in compilation.Diagnostics.Where(d => d.Severity == Severity.Error && d.Descriptor.IsCompileError).Take(1))
            {
                var shown = $"{error.Id} {error.Message} {error.Hint} <<{error.Location?.Text}>> {error.Location?.Source.GetLine(error.Location.Start.Line)}";
                failures[shown] = failures.GetValueOrDefault(shown) + 1;
            }
        }

        output.WriteLine($"{compiled} of {Count} compile");
        foreach (var (message, count) in failures.OrderByDescending(f => f.Value).Take(30))
        {
            output.WriteLine($"{count} {message}");
        }

        Assert.InRange(compiled, Count * 8 / 10, Count);
    }
}

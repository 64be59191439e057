using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;
using PolicyDsl.Testing.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>Random policies are worth something only if most of them compile.</summary>
public class FurtherPolicyTests(ITestOutputHelper output)
{
    [Fact]
    public void Nearly_every_random_policy_compiles()
    {
        var failures = new Dictionary<string, int>(StringComparer.Ordinal);
        var compiled = 0;
        const int Count = 60;
        for (var seed = 0; seed < Count; seed++)
        {
            var compilation = TestCompilation.Compile(PolicyGenerator.Write(seed, PolicyFeatures.Further) + new RandomTables(seed).Dataset());
            compiled += compilation.HasErrors ? 0 : 1;
            foreach (var error in compilation.Diagnostics.Where(d => d.Severity == Severity.Error && d.Descriptor.IsCompileError).Take(3))
            {
                var shown = $"{error.Id} {error.Message} {error.Hint} <<{error.Location?.Text}>>";
                failures[shown] = failures.GetValueOrDefault(shown) + 1;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compiled} of {Count} compile"));
        foreach (var (message, count) in failures.OrderByDescending(f => f.Value).Take(30))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {message}"));
        }

        Assert.InRange(compiled, Count * 8 / 10, Count);
    }
}

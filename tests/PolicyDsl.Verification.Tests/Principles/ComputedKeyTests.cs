using PolicyDsl.Language.Principles;
using PolicyDsl.Testing;

namespace PolicyDsl.Verification.Tests.Principles;

/// <summary>Histories over keys that are computed, or given or else computed: they are looked back on by the key as it reads.</summary>
public sealed class ComputedKeyTests
{
    [Theory]
    [InlineData("count(incidents of grade within past 30 days) is at least 2 and grade is unknown", "never arrest when true", Verdict.Proved)]
    [InlineData("count(incidents of grade within past 30 days) is at least 2", "never arrest when quantity is known", Verdict.Violated)]
    [InlineData("count(incidents of grade within past 30 days) is at least 2", "severity never falls as quantity rises", Verdict.Violated)]
    [InlineData("count(incidents of large within past 30 days) is at least 2 and quantity is at most 2 g", "never arrest when not large", Verdict.Violated)]
    [InlineData("count(incidents of large, area within past 30 days) is at least 2 and large is unknown", "never arrest when true", Verdict.Proved)]
    public void A_key_is_known_where_it_reads_as_known(string condition, string form, Verdict expected)
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            $$"""
            policy p
            using idpc.vocabulary
            enum grade { low plain, high }
            extend entity incident {
                grade : grade = if quantity > 5 g then grade.high else grade.low
                large = quantity > 3 g
            }
            rule r { when {{condition}} then arrest }
            otherwise advise
            principle own rank 2 { clause c {{form}} }
            """);

        Assert.Equal(expected, Assert.Single(PolicyProof.Run(compilation).Verdicts).Verdict);
    }
}

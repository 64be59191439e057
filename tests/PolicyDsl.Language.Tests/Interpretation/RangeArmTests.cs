using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Interpretation;

public sealed class RangeArmTests
{
    private const string Policy = """
        policy limits "Limits"
        using idpc.vocabulary
        rule within "Certainly within the limit" { when quantity is at most limit of drug then advise }
        rule above "Certainly above the limit" { when quantity is more than limit of drug then warn }
        table limit of drug gives mass { heroin => 1 g..2 g, cocaine => 5 g.., cannabis_herb => ..25 g, otherwise => unknown }

        """;

    [Theory]
    [InlineData("heroin, quantity: 1 g", "expect advise by within")]
    [InlineData("heroin, quantity: 1.5 g", "expect open within expect open above")]
    [InlineData("heroin, quantity: 2.1 g", "expect warn by above")]
    [InlineData("cocaine, quantity: 5 g", "expect advise by within")]
    [InlineData("cocaine, quantity: 500 g", "expect open within expect open above")]
    [InlineData("cannabis_herb, quantity: 26 g", "expect warn by above")]
    [InlineData("cannabis_herb, quantity: 25 g", "expect open within expect open above")]
    [InlineData("lsd, quantity: 1 g", "expect open within expect open above")]
    public void A_limit_between_two_amounts_decides_only_what_lies_outside_both(string drug, string expectation)
    {
        var compilation = TestCompilation.CompileWithoutErrors(Policy + $$"""test "one" { given incident { offence: possession, drug: {{drug}} } {{expectation}} }""");
        Assert.NotNull(compilation.Policy);

        var run = new TestRunner(compilation.Policy, compilation.Scope).Run();

        Assert.True(run.Passed, run.Results[0].Message);
    }

    [Fact]
    public void A_range_of_another_unit_does_not_fit_a_table() =>
        Assert.Contains(TestCompilation.Compile("using idpc.vocabulary\ntable limit of drug gives mass { heroin => 1..2, otherwise => 1 g }").Diagnostics, d => d.Id.StartsWith("PD13", StringComparison.Ordinal));
}

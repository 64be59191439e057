using System.Numerics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tests.Documentation;

/// <summary>The numbers that docs/verification.md works out by hand.</summary>
public sealed class VerificationPageTests
{
    private const string Fence = "```";

    private static readonly string Page = File.ReadAllText(Repository.GetPath("docs", "verification.md")).ReplaceLineEndings("\n");

    private static readonly string Example = Page.Split($"{Fence}policy\n")[1].Split(Fence)[0];

    [Fact]
    public void The_example_has_as_many_kinds_as_the_page_says()
    {
        var (kinds, breaking) = Count(Example);

        Assert.Contains($"so a person is in one of 4 states, and there are 7 x 4 = {kinds} kinds", Page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"in {breaking} of {kinds} kinds", Page, StringComparison.Ordinal);
        Assert.Equal((28, 2), (kinds, breaking));
    }

    [Fact]
    public void Without_the_slip_the_example_is_proved()
    {
        var mended = Example.Replace("unless certainly person.minor", "unless person.minor", StringComparison.Ordinal);

        Assert.NotEqual(Example, mended);
        Assert.Equal(0, Count(mended).Breaking);
    }

    private static (BigInteger Kinds, BigInteger Breaking) Count(string text)
    {
        var compilation = TestCompilation.CompileWithoutErrors(text);
        Assert.NotNull(compilation.Policy);
        var clause = Assert.Single(Assert.Single(compilation.Principles).Clauses);
        var form = Assert.IsType<NeverForm>(clause.Form);
        var universe = Universe.Create([new ModelledPolicy(compilation.Policy, compilation.Scope) { Clauses = [clause] }]);
        var (model, diagrams) = (universe.Models[0], universe.Diagrams);
        Assert.NotNull(form.Unless);
        var concerned = diagrams.Difference(diagrams.And(model.World, model.Truth(form.When).True), model.Truth(form.Unless).True);
        var breaking = diagrams.And(concerned, diagrams.OrAll(form.Target.Actions.Select(model.Decides)));
        int[] variables = [.. Enumerable.Range(0, universe.VariableCount)];
        return (diagrams.Count(model.World, variables), diagrams.Count(breaking, variables));
    }
}

using System.Numerics;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Diagrams;

public sealed class CountingTests
{
    [Fact]
    public void Counts_agree_with_truth_tables() =>
        new FormulaProperty(seed: 41, cases: 400) { Formulas = 1 }.Holds((diagrams, formulas, random) =>
        {
            var diagram = formulas[0].Build(diagrams);
            var variables = Enumerable.Range(0, FormulaProperty.Variables).Where(_ => random.Next(2) == 0).Union(diagrams.Support(diagram)).ToList();
            var all = Enumerable.Range(0, FormulaProperty.Assignments).Count(x => formulas[0].Evaluate(x) == 1);
            Assert.Equal(all >> (FormulaProperty.Variables - variables.Count), diagrams.Count(diagram, variables));
        });

    [Fact]
    public void Counts_of_thousands_of_variables_are_exact()
    {
        var diagrams = new DiagramManager(3000);
        var some = diagrams.OrAll(Enumerable.Range(0, 3000).Select(diagrams.Variable));
        Assert.Equal(BigInteger.Pow(2, 3000) - 1, diagrams.Count(some, Enumerable.Range(0, 3000).ToList()));
    }

    [Fact]
    public void A_variable_that_is_not_counted_is_refused()
    {
        var diagrams = new DiagramManager(2);
        Assert.Throws<ArgumentException>(() => diagrams.Count(diagrams.Variable(1), [0]));
        Assert.Throws<ArgumentException>(() => diagrams.Count(diagrams.Variable(1), [1, 1]));
    }
}

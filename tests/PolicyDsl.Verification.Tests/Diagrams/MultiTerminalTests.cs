using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Diagrams;

public sealed class MultiTerminalTests
{
    [Fact]
    public void If_then_else_agrees_with_tables() =>
        new FormulaProperty(seed: 21, cases: 400) { Formulas = 1, FirstMultiTerminal = 0 }.Holds((diagrams, formulas, _) =>
            Assert.Equal(FormulaProperty.Tabulate(formulas[0].Evaluate), FormulaProperty.Tabulate(diagrams, formulas[0].Build(diagrams))));

    [Fact]
    public void Equal_functions_are_equal_diagrams() =>
        new FormulaProperty(seed: 22, cases: 300) { Formulas = 1, FirstMultiTerminal = 0 }.Holds((diagrams, formulas, _) =>
        {
            var built = formulas[0].Build(diagrams);
            var again = Diagram.False;
            foreach (var value in Enumerable.Range(-2, 7))
            {
                again = diagrams.Ite(diagrams.Where(built, t => t == value), diagrams.Terminal(value), again);
            }

            Assert.Equal(built, again);
        });

    [Fact]
    public void Where_finds_the_wanted_terminals() =>
        new FormulaProperty(seed: 23, cases: 400) { Formulas = 1, FirstMultiTerminal = 0 }.Holds((diagrams, formulas, random) =>
        {
            var wanted = Enumerable.Range(-2, 7).Where(_ => random.Next(2) == 0).ToHashSet();
            var found = diagrams.Where(formulas[0].Build(diagrams), wanted.Contains);
            Assert.Equal(FormulaProperty.Tabulate(x => wanted.Contains(formulas[0].Evaluate(x)) ? 1 : 0), FormulaProperty.Tabulate(diagrams, found));
            Assert.Equal(found, diagrams.And(found, found));
        });

    [Fact]
    public void Restrict_fixes_values() =>
        new FormulaProperty(seed: 24, cases: 400) { Formulas = 1, FirstMultiTerminal = 0 }.Holds((diagrams, formulas, random) =>
        {
            var (mask, values) = (random.Next(FormulaProperty.Assignments), random.Next(FormulaProperty.Assignments));
            var given = Enumerable.Range(0, FormulaProperty.Variables).Where(v => ((mask >> v) & 1) == 1)
                .ToDictionary(v => v, v => ((values >> v) & 1) == 1);
            var result = diagrams.Restrict(formulas[0].Build(diagrams), given);
            Assert.Equal(
                FormulaProperty.Tabulate(x => formulas[0].Evaluate((x & ~mask) | (values & mask))), FormulaProperty.Tabulate(diagrams, result));
            Assert.DoesNotContain(diagrams.Support(result), given.ContainsKey);
        });

    [Fact]
    public void Simplify_agrees_where_it_matters() =>
        new FormulaProperty(seed: 25, cases: 1000) { FirstMultiTerminal = 1 }.Holds((diagrams, formulas, random) =>
        {
            var multiTerminal = formulas[1].Build(diagrams);
            var a = random.Next(2) == 0 ? multiTerminal : diagrams.Where(multiTerminal, t => t > 1);
            var care = formulas[0].Build(diagrams);
            var result = diagrams.Simplify(a, care);
            for (var x = 0; x < FormulaProperty.Assignments; x++)
            {
                var bits = FormulaProperty.ToBits(x);
                Assert.True(formulas[0].Evaluate(x) == 0 || diagrams.Evaluate(a, bits) == diagrams.Evaluate(result, bits));
            }

            Assert.Subset(diagrams.Support(a).ToHashSet(), diagrams.Support(result).ToHashSet());
        });

    [Fact]
    public void Simplify_takes_the_sibling_where_one_side_does_not_matter()
    {
        var diagrams = new DiagramManager(2);
        var (x, y) = (diagrams.Variable(0), diagrams.Variable(1));
        Assert.Equal(y, diagrams.Simplify(diagrams.And(x, y), x));
        Assert.Equal(diagrams.Terminal(5), diagrams.Simplify(diagrams.Ite(x, diagrams.Terminal(5), y), x));
        Assert.Equal(y, diagrams.Simplify(y, Diagram.False));
    }

    [Fact]
    public void What_needs_false_and_true_refuses_other_terminals()
    {
        var diagrams = new DiagramManager(2);
        var x = diagrams.Variable(0);
        var other = diagrams.Ite(x, diagrams.Terminal(2), diagrams.Variable(1));
        Assert.Throws<ArgumentException>(() => diagrams.And(x, other));
        Assert.Throws<ArgumentException>(() => diagrams.Or(other, x));
        Assert.Throws<ArgumentException>(() => diagrams.Not(other));
        Assert.Throws<ArgumentException>(() => diagrams.Ite(other, x, x));
        Assert.Throws<ArgumentException>(() => diagrams.Implies(x, other));
        Assert.Throws<ArgumentException>(() => diagrams.Exists(other, new HashSet<int> { 0 }));
        Assert.Throws<ArgumentException>(() => diagrams.Count(other, [0, 1]));
    }
}

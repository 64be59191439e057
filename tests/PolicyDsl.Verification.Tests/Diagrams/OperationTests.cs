using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Diagrams;

/// <summary>Every operation on false/true diagrams against truth tables.</summary>
public sealed class OperationTests
{
    [Fact]
    public void Connectives_agree_with_truth_tables() =>
        new FormulaProperty(seed: 1, cases: 400) { Formulas = 1 }.Holds((diagrams, formulas, _) =>
            Assert.Equal(FormulaProperty.Tabulate(formulas[0].Evaluate), FormulaProperty.Tabulate(diagrams, formulas[0].Build(diagrams))));

    [Fact]
    public void Equal_functions_are_equal_diagrams() =>
        new FormulaProperty(seed: 2, cases: 60) { Formulas = 1 }.Holds((diagrams, formulas, _) =>
        {
            var minterms = Enumerable.Range(0, FormulaProperty.Assignments).Where(a => formulas[0].Evaluate(a) == 1)
                .Select(a => diagrams.AndAll(FormulaProperty.ToBits(a).Select((bit, i) =>
                    bit ? diagrams.Variable(i) : diagrams.Not(diagrams.Variable(i)))));
            Assert.Equal(formulas[0].Build(diagrams), diagrams.OrAll(minterms));
        });

    [Fact]
    public void Different_functions_are_different_diagrams() =>
        new FormulaProperty(seed: 3, cases: 500).Holds((diagrams, formulas, _) => Assert.Equal(
            FormulaProperty.Tabulate(formulas[0].Evaluate).SequenceEqual(FormulaProperty.Tabulate(formulas[1].Evaluate)),
            formulas[0].Build(diagrams) == formulas[1].Build(diagrams)));

    [Fact]
    public void Intersects_is_a_conjunction_that_is_not_false() =>
        new FormulaProperty(seed: 4, cases: 1000).Holds((diagrams, formulas, _) =>
        {
            var (a, b) = (formulas[0].Build(diagrams), formulas[1].Build(diagrams));
            var expected = Enumerable.Range(0, FormulaProperty.Assignments).Any(x => formulas[0].Evaluate(x) == 1 && formulas[1].Evaluate(x) == 1);
            var before = diagrams.NodeCount;
            Assert.Equal(expected, diagrams.Intersects(a, b));
            Assert.Equal(before, diagrams.NodeCount);
        });

    [Fact]
    public void Implies_is_a_difference_that_is_false() =>
        new FormulaProperty(seed: 5, cases: 1000).Holds((diagrams, formulas, random) =>
        {
            var (a, b) = (formulas[0].Build(diagrams), formulas[1].Build(diagrams));
            var wider = random.Next(2) == 0 ? b : diagrams.Or(a, b);
            var expected = Enumerable.Range(0, FormulaProperty.Assignments)
                .All(x => formulas[0].Evaluate(x) <= diagrams.Evaluate(wider, FormulaProperty.ToBits(x)));
            Assert.Equal(expected, diagrams.Implies(a, wider));
        });

    [Fact]
    public void Exists_is_a_disjunction_over_all_values() =>
        new FormulaProperty(seed: 6, cases: 400) { Formulas = 1 }.Holds((diagrams, formulas, random) =>
        {
            var mask = random.Next(FormulaProperty.Assignments);
            var removed = Enumerable.Range(0, FormulaProperty.Variables).Where(v => ((mask >> v) & 1) == 1).ToHashSet();
            var some = new int[FormulaProperty.Assignments];
            for (var x = 0; x < some.Length; x++)
            {
                some[x & ~mask] |= formulas[0].Evaluate(x);
            }

            var result = diagrams.Exists(formulas[0].Build(diagrams), removed);
            Assert.Equal(FormulaProperty.Tabulate(x => some[x & ~mask]), FormulaProperty.Tabulate(diagrams, result));
        });

    [Fact]
    public void Operations_on_the_same_operands_are_not_taken_for_each_other() =>
        new FormulaProperty(seed: 9, cases: 300) { Formulas = 1 }.Holds((diagrams, formulas, random) =>
        {
            var f = formulas[0];
            var a = f.Build(diagrams);
            var mask = random.Next(FormulaProperty.Assignments);
            var variables = Enumerable.Range(0, FormulaProperty.Variables).Where(v => ((mask >> v) & 1) == 1).ToHashSet();
            var cube = diagrams.Cube(variables.ToDictionary(v => v, _ => true));
            var assignments = Enumerable.Range(0, FormulaProperty.Assignments).ToList();
            var meets = assignments.Any(x => (x & mask) == mask && f.Evaluate(x) == 1);
            var isWithin = assignments.TrueForAll(x => (x & mask) == mask || f.Evaluate(x) == 0);
            var results = new Dictionary<Func<Diagram>, Func<int, int>>
            {
                [() => diagrams.And(a, cube)] = x => (x & mask) == mask ? f.Evaluate(x) : 0,
                [() => diagrams.Or(a, cube)] = x => (x & mask) == mask ? 1 : f.Evaluate(x),
                [() => diagrams.Xor(a, cube)] = x => f.Evaluate(x) ^ ((x & mask) == mask ? 1 : 0),
                [() => diagrams.Difference(a, cube)] = x => (x & mask) == mask ? 0 : f.Evaluate(x),
                [() => diagrams.Difference(cube, a)] = x => (x & mask) == mask ? 1 - f.Evaluate(x) : 0,
                [() => diagrams.Restrict(a, variables.ToDictionary(v => v, _ => true))] = x => f.Evaluate(x | mask),
                [() => diagrams.Simplify(a, cube)] = x => f.Evaluate(x | mask),
                [() => diagrams.Not(diagrams.Exists(diagrams.Not(diagrams.Exists(a, variables)), variables))] =
                    x => diagrams.Evaluate(diagrams.Exists(a, variables), FormulaProperty.ToBits(x)),
                [() => diagrams.Terminal(diagrams.Intersects(a, cube) ? 1 : 0)] =
                    _ => meets ? 1 : 0,
                [() => diagrams.Terminal(diagrams.Implies(a, cube) ? 1 : 0)] =
                    _ => isWithin ? 1 : 0,
            };
            foreach (var (make, expected) in results.OrderBy(_ => random.Next()))
            {
                Assert.Equal(FormulaProperty.Tabulate(expected), FormulaProperty.Tabulate(diagrams, make()));
            }
        });

    [Fact]
    public void All_of_many_and_any_of_many_agree_with_truth_tables() =>
        new FormulaProperty(seed: 7, cases: 300) { Formulas = 7 }.Holds((diagrams, formulas, random) =>
        {
            var some = formulas.Take(random.Next(8)).ToList();
            var all = diagrams.AndAll(some.Select(f => f.Build(diagrams)));
            var any = diagrams.OrAll(some.Select(f => f.Build(diagrams)));
            Assert.Equal(FormulaProperty.Tabulate(x => some.All(f => f.Evaluate(x) == 1) ? 1 : 0), FormulaProperty.Tabulate(diagrams, all));
            Assert.Equal(FormulaProperty.Tabulate(x => some.Any(f => f.Evaluate(x) == 1) ? 1 : 0), FormulaProperty.Tabulate(diagrams, any));
        });

    [Fact]
    public void Support_is_the_variables_that_change_the_value() =>
        new FormulaProperty(seed: 8, cases: 300) { Formulas = 1, FirstMultiTerminal = 0 }.Holds((diagrams, formulas, _) =>
        {
            var expected = Enumerable.Range(0, FormulaProperty.Variables).Where(v => Enumerable.Range(0, FormulaProperty.Assignments)
                .Any(x => formulas[0].Evaluate(x) != formulas[0].Evaluate(x ^ (1 << v))));
            Assert.Equal(expected, diagrams.Support(formulas[0].Build(diagrams)));
        });

    [Fact]
    public void Nodes_of_a_diagram_are_counted()
    {
        var diagrams = new DiagramManager(3);
        var parity = diagrams.Xor(diagrams.Variable(0), diagrams.Xor(diagrams.Variable(1), diagrams.Variable(2)));
        Assert.Equal(1 + 2 + 2 + 2, diagrams.CountNodes(parity));
        Assert.Equal(1, diagrams.CountNodes(Diagram.True));
    }

    [Fact]
    public void A_diagram_can_be_read_node_by_node()
    {
        var diagrams = new DiagramManager(3);
        var both = diagrams.And(diagrams.Variable(0), diagrams.Variable(2));
        Assert.Equal(0, diagrams.VariableOf(both));
        Assert.True(diagrams.Low(both).IsFalse);
        Assert.Equal(diagrams.Variable(2), diagrams.High(both));
        Assert.False(diagrams.IsTerminal(both));
        Assert.Equal(1, diagrams.TerminalOf(Diagram.True));
        Assert.Throws<ArgumentException>(() => diagrams.TerminalOf(both));
        Assert.Throws<ArgumentException>(() => diagrams.Low(Diagram.True));
        Assert.Throws<ArgumentOutOfRangeException>(() => diagrams.Variable(3));
    }
}

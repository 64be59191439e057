using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Diagrams;

public sealed class CheapestPathTests
{
    [Fact]
    public void The_cheapest_path_is_the_first_of_the_cheapest_assignments() =>
        new FormulaProperty(seed: 61, cases: 500) { Formulas = 1 }.Holds((diagrams, formulas, random) =>
        {
            var blocks = MakeBlocks(random);
            var mask = random.Next(3) == 0 ? random.Next(FormulaProperty.Assignments) & random.Next(FormulaProperty.Assignments) : 0;
            var values = random.Next(FormulaProperty.Assignments);
            var given = Enumerable.Range(0, FormulaProperty.Variables).Where(v => ((mask >> v) & 1) == 1)
                .ToDictionary(v => v, v => ((values >> v) & 1) == 1);
            var expected = Enumerable.Range(0, FormulaProperty.Assignments)
                .Where(x => formulas[0].Evaluate(x) == 1 && (x & mask) == (values & mask))
                .Select(x => (Bits: FormulaProperty.ToBits(x), Cost: GetCost(blocks, FormulaProperty.ToBits(x))))
                .Where(c => c.Cost is not null)
                .OrderBy(c => c.Cost)
                .ThenBy(c => string.Concat(c.Bits.Select(b => b ? '1' : '0')), StringComparer.Ordinal)
                .FirstOrDefault();
            var found = diagrams.FindCheapestPath(formulas[0].Build(diagrams), blocks, given);
            Assert.Equal(expected.Cost, found?.Cost);
            Assert.Equal(expected.Bits ?? [], found?.Assignment ?? []);
        });

    [Fact]
    public void All_of_several_diagrams_are_made_true_as_cheaply_as_their_conjunction() =>
        new FormulaProperty(seed: 67, cases: 500) { Formulas = 4 }.Holds((diagrams, formulas, random) =>
        {
            var blocks = MakeBlocks(random);
            Diagram[] all = [.. formulas.Select(f => f.Build(diagrams)).Select((d, i) => i == 0 ? d : diagrams.Or(d, diagrams.Variable(random.Next(FormulaProperty.Variables))))];
            var expected = diagrams.FindCheapestPath(diagrams.AndAll(all), blocks);
            var found = diagrams.FindCheapestOfAll(all, blocks);
            Assert.Equal(expected?.Cost, found?.Cost);
            Assert.All(all, d => Assert.Equal(1, found is null ? 1 : diagrams.Evaluate(d, found.Assignment.AsSpan())));
            Assert.Equal(found?.Cost, found is null ? null : GetCost(blocks, [.. found.Assignment]));
        });

    [Fact]
    public void Nothing_makes_false_true()
    {
        var diagrams = new DiagramManager(2);
        Assert.Null(diagrams.FindCheapestPath(Diagram.False, []));
        Assert.Equal(0, diagrams.FindCheapestPath(Diagram.True, [])?.Cost);
    }

    [Fact]
    public void A_block_that_cannot_be_makes_everything_impossible()
    {
        var diagrams = new DiagramManager(4);
        Assert.Null(diagrams.FindCheapestPath(diagrams.Variable(0), [new CostBlock(2, 2, new Table(new Random(1), 1) { IsImpossible = true })]));
    }

    [Fact]
    public void Blocks_that_overlap_or_leave_the_variables_are_refused()
    {
        var diagrams = new DiagramManager(4);
        var table = new Table(new Random(1), 2);
        Assert.Throws<ArgumentException>(() => diagrams.FindCheapestPath(Diagram.True, [new(0, 2, table), new(1, 2, table)]));
        Assert.Throws<ArgumentException>(() => diagrams.FindCheapestPath(Diagram.True, [new(3, 2, table)]));
        Assert.Throws<ArgumentException>(() => diagrams.FindCheapestPath(Diagram.True, [new(-1, 2, table)]));
    }

    private static List<CostBlock> MakeBlocks(Random random)
    {
        var blocks = new List<CostBlock>();
        for (var next = random.Next(2); next < FormulaProperty.Variables;)
        {
            var count = Math.Min(random.Next(5), FormulaProperty.Variables - next);
            blocks.Add(new CostBlock(next, count, new Table(random, 1 + random.Next(4))));
            next += count + (random.Next(3) == 0 ? 1 : 0);
        }

        return blocks;
    }

    private static long? GetCost(List<CostBlock> blocks, bool[] bits)
    {
        var total = (long?)0;
        foreach (var block in blocks)
        {
            var state = block.Automaton.Start;
            for (var i = 0; i < block.Count; i++)
            {
                state = block.Automaton.Step(state, i, bits[block.First + i]);
            }

            total += block.Automaton.Cost(state);
        }

        return total;
    }

    /// <summary>Random steps between a few states, with small costs, so that there are many ties; some are impossible.</summary>
    private sealed class Table : ICostAutomaton
    {
        private readonly int[] next;
        private readonly long?[] costs;
        private readonly int states;

        public Table(Random random, int states)
        {
            this.states = states;
            next = Enumerable.Range(0, 2 * states * FormulaProperty.Variables).Select(_ => random.Next(states)).ToArray();
            costs = Enumerable.Range(0, states).Select(_ => random.Next(5) == 0 ? null : (long?)random.Next(-1, 4)).ToArray();
        }

        public bool IsImpossible { get; init; }

        public int Start => 0;

        public int Step(int state, int indexInBlock, bool value) => next[(((indexInBlock * states) + state) * 2) + (value ? 1 : 0)];

        public long? Cost(int finalState) => IsImpossible ? null : costs[finalState];
    }
}

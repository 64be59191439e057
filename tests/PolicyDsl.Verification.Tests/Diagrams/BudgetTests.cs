using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Diagrams;

public sealed class BudgetTests
{
    [Fact]
    public void Too_many_nodes_end_the_question_and_leave_the_manager_whole()
    {
        var diagrams = new DiagramManager(40, new DiagramBudget { MaxNodes = 5000 });
        var thrown = Assert.Throws<BudgetExceededException>(() => MakeLarge(diagrams, 20));
        Assert.Equal("the question needs more than 5000 nodes", thrown.Message);
        Assert.True(diagrams.NodeCount <= 5000);
        var some = MakeLarge(diagrams, 5);
        Assert.Equal(some, diagrams.Not(diagrams.AndAll(Enumerable.Range(0, 5).Select(i =>
            diagrams.Not(diagrams.And(diagrams.Variable(i), diagrams.Variable(i + 20)))))));
    }

    [Fact]
    public void What_is_answered_after_a_question_that_was_ended_is_right()
    {
        var ended = 0;
        new FormulaProperty(seed: 81, cases: 80) { Formulas = 6, FirstMultiTerminal = 4 }.Holds((_, formulas, random) =>
        {
            var diagrams = new DiagramManager(FormulaProperty.Variables, new DiagramBudget { MaxNodes = 20 + random.Next(400) });
            var built = new List<(Formula Formula, Diagram Diagram)>();
            foreach (var formula in formulas.Concat(formulas.Reverse()))
            {
                try
                {
                    built.Add((formula, formula.Build(diagrams)));
                }
                catch (BudgetExceededException)
                {
                    ended++;
                }

                Assert.All(built, b => Assert.Equal(FormulaProperty.Tabulate(b.Formula.Evaluate), FormulaProperty.Tabulate(diagrams, b.Diagram)));
            }
        });
        Assert.InRange(ended, 80, 880);
    }

    [Fact]
    public void Operands_made_on_the_way_outlive_the_end_of_a_question()
    {
        var diagrams = new DiagramManager(40, new DiagramBudget { MaxNodes = 5000 });
        var made = new List<Diagram>();
        Assert.Throws<BudgetExceededException>(() => diagrams.OrAll(Enumerable.Range(0, 20).Select(i =>
        {
            made.Add(diagrams.And(diagrams.Variable(i), diagrams.Variable(i + 20)));
            return made[^1];
        })));
        Assert.All(made, (d, i) => Assert.Equal([i, i + 20], diagrams.Support(d)));
    }

    [Fact]
    public void Too_many_steps_end_the_question_and_the_next_has_all_of_them_again()
    {
        var diagrams = new DiagramManager(40, new DiagramBudget { MaxSteps = 1000 });
        var thrown = Assert.Throws<BudgetExceededException>(() => MakeLarge(diagrams, 20));
        Assert.Equal("the question takes more than 1000 steps", thrown.Message);
        Assert.Throws<BudgetExceededException>(() => MakeLarge(diagrams, 20));
        diagrams.StartQuestion();
        Assert.Equal(8, diagrams.Count(MakeLarge(diagrams, 2), [0, 20, 1, 21]) + 1);
        Assert.InRange(diagrams.StepCount, 1, 1000);
    }

    [Fact]
    public void The_same_calls_take_the_same_steps_and_nodes()
    {
        var counts = Enumerable.Range(0, 2).Select(_ =>
        {
            var diagrams = new DiagramManager(40);
            MakeLarge(diagrams, 10);
            return (diagrams.StepCount, diagrams.NodeCount);
        });
        Assert.Single(counts.Distinct());
    }

    [Fact]
    public void A_cancelled_host_ends_the_question()
    {
        using var host = new CancellationTokenSource();
        var diagrams = new DiagramManager(40, new DiagramBudget { Cancellation = host.Token });
        MakeLarge(diagrams, 2);
        host.Cancel();
        var thrown = Assert.Throws<BudgetExceededException>(() => MakeLarge(diagrams, 20));
        Assert.Equal("the question takes more time than it may", thrown.Message);
    }

    [Fact]
    public void Thousands_of_variables_do_not_end_the_stack()
    {
        const int Count = 20_000;
        var diagrams = new DiagramManager(Count);
        Exception? failure = null;
        var small = new Thread(
            () => failure = Record.Exception(() =>
            {
                var every = diagrams.Cube(Enumerable.Range(0, Count).ToDictionary(i => i, _ => true));
                var none = diagrams.Cube(Enumerable.Range(0, Count).ToDictionary(i => i, _ => false));
                Assert.True(diagrams.And(every, none).IsFalse);
                Assert.False(diagrams.Intersects(every, none));
                Assert.Equal(2, diagrams.Count(diagrams.Or(every, none), Enumerable.Range(0, Count).ToList()));
                Assert.True(diagrams.Exists(every, Enumerable.Range(0, Count).ToHashSet()).IsTrue);
                Assert.Equal(2 * Count, diagrams.CountNodes(diagrams.Ite(diagrams.Variable(0), every, none)) - 1);
                Assert.Equal(Enumerable.Repeat(true, Count), diagrams.FindCheapestPath(every, [])?.Assignment ?? []);
            }),
            256 * 1024);
        small.Start();
        small.Join();
        Assert.Null(failure);
    }

    /// <summary>Pairs of variables far from each other: the diagram doubles with each.</summary>
    private static Diagram MakeLarge(DiagramManager diagrams, int pairs) =>
        diagrams.OrAll(Enumerable.Range(0, pairs).Select(i => diagrams.And(diagrams.Variable(i), diagrams.Variable(i + 20))));
}

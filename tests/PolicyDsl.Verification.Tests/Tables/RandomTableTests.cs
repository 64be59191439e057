using System.Globalization;
using System.Numerics;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tables;
using PolicyDsl.Verification.Tests.Differential;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Tables;

/// <summary>Tables and graphs of random policies: rows cover everything or say what they do not, and say what the interpreter decides.</summary>
public class RandomTableTests(ITestOutputHelper output)
{
    private const int CasesPerPolicy = 20;

    [Theory]
    [InlineData(91_000, 20)]
    public void Rows_and_ways_say_what_the_interpreter_decides(int firstSeed, int policies)
    {
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = firstSeed; seed < firstSeed + policies; seed++)
        {
            var features = PolicyFeatures.All with { Rules = 2, Defines = 1, Clauses = 0, Depth = 1 };
            if (RandomPolicy.Find(seed, features) is { } policy)
            {
                Try(policy, seed, tally);
            }
        }

        output.WriteLine($"{policies} seeds from {firstSeed}");
        foreach (var (what, count) in tally)
        {
            output.WriteLine($"{count} {what}");
        }

        Assert.True(tally.GetValueOrDefault("incidents in rows") > policies * CasesPerPolicy / 4, "hardly any incident is in a row");
        Assert.True(tally.GetValueOrDefault("incidents followed") > policies * CasesPerPolicy / 4, "hardly any graph is small enough");
    }

    [SeedsFact]
    public void Tables_are_right_for_the_seeds_asked_for()
    {
        var (first, count) = SeedRequest.Find() ?? (0, 0);
        Rows_and_ways_say_what_the_interpreter_decides(first, count);
    }

    private static void Try(RandomPolicy policy, int seed, SortedDictionary<string, int> tally)
    {
        try
        {
            var model = DiagramChecks.Model(policy);
            var place = string.Create(CultureInfo.InvariantCulture, $"seed {seed}\n{policy.Text}");
            foreach (var isForPartlyKnown in (ReadOnlySpan<bool>)[false, true])
            {
                var table = new PolicyTabulator(model, isForPartlyKnown).Create(12);
                CheckCover(model, table, place);
                var graph = FindGraph(model, isForPartlyKnown);
                Add(tally, graph is null ? "graphs too large" : "graphs");
                var cases = new CaseGenerator(policy, seed);
                for (var i = 0; i < CasesPerPolicy; i++)
                {
                    if (cases.FindNext() is { } next)
                    {
                        Try(model, table, graph, isForPartlyKnown, next, place, tally);
                    }
                }
            }
        }
        catch (BudgetExceededException)
        {
            Add(tally, "undecided");
        }
    }

    private static void CheckCover(PolicyModel model, PolicyTable table, string place)
    {
        var diagrams = model.Universe.Diagrams;
        int[] variables = [.. Enumerable.Range(0, model.Universe.VariableCount)];
        foreach (var (outcome, where) in Outcome.AllOf(model))
        {
            var rows = diagrams.OrAll(table.Rows.Where(r => r.Outcome == outcome.Name).Select(r => r.Where));
            var all = diagrams.And(model.Universe.Valid, where);
            Assert.True(diagrams.Implies(rows, all), $"{outcome.Name} has rows of another outcome: {place}");
            var rest = table.Rest.FirstOrDefault(r => r.Outcome == outcome.Name)?.Kinds ?? BigInteger.Zero;
            Assert.True(diagrams.Count(diagrams.Difference(all, rows), variables) == rest, $"the rest of {outcome.Name} is not what no row covers: {place}");
        }

        foreach (var service in model.Services)
        {
            var rows = diagrams.OrAll(table.Offers.Where(r => r.Outcome == service.Name).Select(r => r.Where));
            Assert.True(diagrams.Implies(rows, diagrams.And(model.World, model.Offers(service))), $"{service.Name} is not offered: {place}");
        }
    }

    private static void Try(PolicyModel model, PolicyTable table, PolicyGraph? graph, bool isForPartlyKnown, RandomCase next, string place, SortedDictionary<string, int> tally)
    {
        var kind = model.Universe.Abstract(model, next.Incident, next.History, next.Facts);
        var decision = model.Interpreter.Decide(next.Incident, next.History, next.Facts);
        var decided = Outcome.Of(decision).Name;
        foreach (var row in table.Rows.Where(r => model.Universe.Diagrams.Evaluate(r.Where, kind) == 1))
        {
            Add(tally, "incidents in rows");
            Assert.True(row.Outcome == decided, $"a row says {row.Outcome}, the interpreter {decided}: {place}\n{CaseText.Write(next)}");
            Assert.All(row.Offers, o => Assert.Contains(o, decision.Offers));
        }

        Assert.True(!table.Rest.IsEmpty || table.Rows.Any(r => model.Universe.Diagrams.Evaluate(r.Where, kind) == 1), $"an incident is in no row: {place}\n{CaseText.Write(next)}");
        if (graph is not null && (isForPartlyKnown || model.Universe.Diagrams.Evaluate(WhollyKnown.OfAll(model), kind) == 1))
        {
            Add(tally, "incidents followed");
            Assert.True(Follow(graph, kind) == decided, $"the graph says {Follow(graph, kind)}, the interpreter {decided}: {place}\n{CaseText.Write(next)}");
        }
    }

    private static string Follow(PolicyGraph graph, bool[] kind)
    {
        var node = graph.Nodes[0];
        while (node.Term is { } term)
        {
            node = graph.Nodes[node.Edges.Single(e => e.States.Any(s => s.AsSpan().SequenceEqual(kind.AsSpan(term.FirstVariable, term.VariableCount)))).Target];
        }

        return node.Text;
    }

    private static PolicyGraph? FindGraph(PolicyModel model, bool isForPartlyKnown)
    {
        try
        {
            return new PolicyGrapher(model, isForPartlyKnown).Create(400);
        }
        catch (GraphTooLargeException)
        {
            return null;
        }
    }

    private static void Add(SortedDictionary<string, int> tally, string what) => tally[what] = tally.GetValueOrDefault(what) + 1;
}

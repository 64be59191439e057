using System.Globalization;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tests.Z3;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>
/// The engine against the solver z3: for random policies without terms that the engine takes as independent, both must say the same of whether
/// rules can conflict, gaps can be reached, clauses can be broken, and so on: proved or refuted, for every possible incident.
/// </summary>
public class SolverDifferenceTests(ITestOutputHelper output)
{
    private static readonly PolicyFeatures Features = PolicyFeatures.Exact with { Rules = 6, Depth = 2, Clauses = 14 };

    [Z3Fact]
    public void The_engine_proves_what_the_solver_proves_and_refutes_what_it_refutes() => Compare(30_000, 1_120, 10_000);

    [SeedsFact]
    public void The_engine_and_the_solver_agree_for_the_seeds_asked_for()
    {
        var (first, count) = SeedRequest.Find() ?? (0, 0);
        Compare(first, count, 0);
    }

    private void Compare(int firstSeed, int policies, int atLeast)
    {
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var z3 = Z3Process.Start();
        for (var seed = firstSeed; seed < firstSeed + policies; seed++)
        {
            if (RandomPolicy.Find(seed, Features) is { } policy)
            {
                try
                {
                    Compare(z3, policy, seed, tally);
                }
                catch (BudgetExceededException exception)
                {
                    tally["policies out of budget"] = tally.GetValueOrDefault("policies out of budget") + 1;
                    output.WriteLine($"seed {seed}: {exception.Message}");
                }
            }
        }

        output.WriteLine($"{policies} seeds from {firstSeed}");
        foreach (var (what, count) in tally)
        {
            output.WriteLine($"{count} {what}");
        }

        Assert.InRange(tally.GetValueOrDefault("conflicts, gaps and clauses"), atLeast, int.MaxValue);
        Assert.InRange(tally.GetValueOrDefault("policies with independent terms"), 0, policies / 20);
        Assert.InRange(tally.GetValueOrDefault("policies out of budget"), 0, policies / 50);
        Assert.InRange(tally.GetValueOrDefault("questions that one of the two does not answer"), 0, policies / 20);
    }

    private static void Compare(Z3Process z3, RandomPolicy policy, int seed, SortedDictionary<string, int> tally)
    {
        var model = DiagramChecks.Model(policy);
        if (model.Universe.Terms.Any(t => t.IsIndependent))
        {
            Count("policies with independent terms");
            return;
        }

        foreach (var (question, engine, solver) in Ask(z3, policy, model))
        {
            if (engine is not { } isPossible || solver == Satisfiability.Unknown)
            {
                Count("questions that one of the two does not answer");
                continue;
            }

            Count($"{question.Kind} {(isPossible ? "possible" : "impossible")}");
            Count(question.Kind is "conflict" or "gap" or "logical clause" or "order clause" ? "conflicts, gaps and clauses" : "other questions");
            if (isPossible != (solver == Satisfiability.Satisfiable))
            {
                var small = PolicyShrinker.Shrink(policy.Text, p => Differs(z3, p, question.Kind, isPossible), 600);
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {Tell(question, isPossible)}\n\n{Write(small, seed)}"));
            }
        }

        void Count(string what) => tally[what] = tally.GetValueOrDefault(what) + 1;
    }

    private static List<(Question Question, bool? Engine, Satisfiability Solver)> Ask(Z3Process z3, RandomPolicy policy, PolicyModel model)
    {
        var script = new SmtScript();
        var encoded = new SmtPolicy(policy, script);
        var questions = new Questions(policy, model, encoded, script);
        var all = questions.All().ToList();
        var implications = new SmtImplications(z3, policy);
        encoded.Relate(implications);
        questions.Seconds.ForEach(s => s.Relate(implications));
        script.Assert(encoded.Scope.True);
        var asked = all.Select((q, i) => $"(declare-const q{i} Bool)\n(assert (=> q{i} {q.Term}))\n");
        var checks = all.Select((_, i) => $"(check-sat-assuming (q{i}))");
        var answers = z3.Ask($"{script}{string.Concat(asked)}{string.Join('\n', checks)}");
        return [.. all.Select((q, i) => (q, Answer(q, model), answers[i]))];
    }

    /// <summary>Null where the question is out of budget.</summary>
    private static bool? Answer(Question question, PolicyModel model)
    {
        try
        {
            model.Universe.Diagrams.StartQuestion();
            return model.Universe.Diagrams.Intersects(model.World, question.FindWhere());
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }

    private static bool Differs(Z3Process z3, RandomPolicy policy, string kind, bool engine)
    {
        try
        {
            var model = DiagramChecks.Model(policy);
            return !model.Universe.Terms.Any(t => t.IsIndependent)
                && Ask(z3, policy, model).Exists(a => a.Question.Kind == kind && a.Engine == engine && a.Solver == (engine ? Satisfiability.Unsatisfiable : Satisfiability.Satisfiable));
        }
        catch (Exception exception) when (exception is SmtUnsupportedException or InvalidOperationException or BudgetExceededException or InvalidCastException)
        {
            return false;
        }
    }

    private static string Tell(Question question, bool engine) =>
        $"{question.Kind} ({question.Name}): {(engine ? "the engine says it can happen, the solver that it cannot" : "the engine says it cannot happen, the solver that it can")}";

    private static string Write(string policy, int seed) => string.Create(
        CultureInfo.InvariantCulture,
        $""""
            [Z3Fact]
            public void Seed_{seed}() => SolverDifferenceTests.Check("""
        {string.Join('\n', policy.Trim().Split('\n').Select(l => "        " + l))}
                """);
        """");

    /// <summary>Every question about one policy, for a case that was found.</summary>
    internal static void Check(string text)
    {
        var policy = RandomPolicy.Get(text);
        using var z3 = Z3Process.Start();
        Assert.All(Ask(z3, policy, DiagramChecks.Model(policy)), a => Assert.True(a.Engine == (a.Solver == Satisfiability.Satisfiable), Tell(a.Question, a.Engine == true)));
    }
}

using System.Diagnostics;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tests.Differential;
using PolicyDsl.Verification.Tests.Z3;

namespace PolicyDsl.Benchmarks;

/// <summary>What something took.</summary>
/// <param name="Processor">Of all processors together, so that it does not depend on what else they have to do.</param>
internal readonly record struct Cost(TimeSpan Elapsed, TimeSpan Processor)
{
    /// <summary>What an action costs this process.</summary>
    public static Cost Of(Action action)
    {
        GC.Collect();
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        action();
        return new Cost(watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    /// <summary>The least of each: what other programs on the machine take only ever adds.</summary>
    public static Cost Least(IReadOnlyCollection<Cost> costs) => new(costs.Min(c => c.Elapsed), costs.Min(c => c.Processor));
}

/// <summary>The same questions put to the engine and to Z3.</summary>
/// <param name="Undecided">How many of them are out of budget for the engine.</param>
/// <param name="Solver">Null where it was stopped before it had answered all of them.</param>
internal sealed record Race(int Questions, int Undecided, Cost Engine, Cost? Solver);

/// <summary>
/// Asks the engine and Z3 whether the rules of a policy conflict, whether any incident is left undecided, and whether its clauses can be broken. The engine's
/// time begins with the bound policy; that of Z3 with a script that is already written. Both must give the same answers. Z3 gets one script, in
/// which what the questions share is written once, and answers them one after another with what it has learned from those before.
/// </summary>
internal static class SolverRace
{
    /// <summary>Z3 is stopped after this time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    public static Race Run(string text)
    {
        var policy = RandomPolicy.Get(text);
        PolicyModel? made = null;
        var modelling = Cost.Of(() => made = DiagramChecks.Model(policy));
        var model = made ?? throw new InvalidOperationException("There is no model.");
        var (questions, script) = WriteScript(policy, model);
        List<bool?> answers = [];
        var asking = Cost.Of(() => answers = questions.ConvertAll(q => IsPossible(model, q)));
        return new Race(questions.Count, answers.Count(a => a is null), new Cost(modelling.Elapsed + asking.Elapsed, modelling.Processor + asking.Processor), AskSolver(script, questions, answers));
    }

    private static (List<Question> Questions, string Script) WriteScript(RandomPolicy policy, PolicyModel model)
    {
        using var z3 = Z3Process.Start();
        var script = new SmtScript();
        var encoded = new SmtPolicy(policy, script);
        var source = new Questions(policy, model, encoded, script);
        var questions = source.OfProofs().ToList();
        var implications = new SmtImplications(z3, policy);
        encoded.Relate(implications);
        source.Seconds.ForEach(s => s.Relate(implications));
        script.Assert(encoded.Scope.True);
        var asked = questions.Select((q, i) => $"(declare-const q{i} Bool)\n(assert (=> q{i} {q.Term}))\n");
        var checks = questions.Select((_, i) => $"(check-sat-assuming (q{i}))\n");
        return (questions, $"{script}{string.Concat(asked)}{string.Concat(checks)}");
    }

    private static bool? IsPossible(PolicyModel model, Question question)
    {
        using var asked = model.Universe.Ask();
        try
        {
            return model.Universe.Diagrams.Intersects(model.World, question.FindWhere());
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }

    private static Cost? AskSolver(string script, List<Question> questions, List<bool?> answers)
    {
        using var z3 = Z3Process.Start((int)Longest.TotalMilliseconds);
        var watch = Stopwatch.StartNew();
        var asking = Task.Run(() => z3.Ask(script));
        if (!((IAsyncResult)asking).AsyncWaitHandle.WaitOne(Longest))
        {
            return null;
        }

        var given = asking.GetAwaiter().GetResult();
        var cost = new Cost(watch.Elapsed, z3.ProcessorTime);
        var differing = Enumerable.Range(0, questions.Count)
            .Where(i => answers[i] is { } answer && given[i] != (answer ? Satisfiability.Satisfiable : Satisfiability.Unsatisfiable))
            .Select(i => $"{questions[i].Kind} {questions[i].Name}: {(answers[i] == true ? "possible" : "impossible")} to the engine, {given[i]} to Z3")
            .ToList();
        return differing.Count == 0 ? cost : throw new InvalidOperationException(string.Join('\n', differing.Take(20).Prepend($"{differing.Count} answers differ")));
    }
}

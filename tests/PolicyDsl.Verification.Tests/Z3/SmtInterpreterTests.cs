using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// Before the solver may judge the engine, its own reading of policies is held against the interpreter: with what is known of an incident and
/// its histories put in, every condition, the decision and every clause must come out as they do there.
/// </summary>
public class SmtInterpreterTests(ITestOutputHelper output)
{
    [Z3Fact]
    public void What_the_solver_computes_of_an_incident_is_what_the_interpreter_says()
    {
        using var z3 = Z3Process.Start();
        var (cases, unsupported) = (0, 0);
        for (var seed = 0; seed < 90; seed++)
        {
            if (RandomPolicy.Find(seed, PolicyFeatures.All with { Rules = 4 }) is not { } policy)
            {
                continue;
            }

            var generator = new CaseGenerator(policy, seed);
            for (var i = 0; i < 4; i++)
            {
                try
                {
                    if (generator.FindNext() is { } random)
                    {
                        Compare(z3, policy, random, seed);
                        cases++;
                    }
                }
                catch (SmtUnsupportedException)
                {
                    unsupported++;
                }
            }
        }

        output.WriteLine($"{cases} cases, {unsupported} with terms that are not encoded");
        Assert.InRange(cases, 200, int.MaxValue);
    }

    private static void Compare(Z3Process z3, RandomPolicy policy, RandomCase random, int seed)
    {
        var script = new SmtScript();
        var encoded = new SmtPolicy(policy, script);
        var questions = Questions(policy, encoded, random);
        encoded.Relate(new SmtImplications(z3, policy));
        SmtFacts.Assert(script, policy, encoded, random);
        var text = string.Join('\n', questions.Select(q => $"(eval {q.Term})"));
        var answers = z3.Run($"{script}(check-sat)\n{text}");
        Assert.True(answers[0] == "sat", $"seed {seed}: the incident contradicts what is assumed of incidents\n{policy.Text}\n{CaseText.Write(random)}\n{script}");
        for (var i = 0; i < questions.Count; i++)
        {
            Assert.True(
                answers[i + 1] == Smt.Of(questions[i].Expected),
                $"seed {seed}: {questions[i].What} is {answers[i + 1]} to the solver\n{policy.Text}\n{CaseText.Write(random)}\n{script}");
        }
    }

    private static List<(string What, string Term, bool Expected)> Questions(RandomPolicy policy, SmtPolicy encoded, RandomCase random)
    {
        var interpreter = new Interpreter(policy.Policy, policy.Scope);
        var decision = interpreter.Decide(random.Incident, random.History, random.Facts);
        var isInside = decision.Status != DecisionStatus.Outside;
        var questions = new List<(string What, string Term, bool Expected)>
        {
            ("scope", encoded.Scope.True, isInside),
            ("scope unknown", Smt.And(Smt.Not(encoded.Scope.True), Smt.Not(encoded.Scope.False)), !isInside && decision.IsUnsettled),
        };
        foreach (var outcome in decision.Outcomes)
        {
            var (name, condition) = (outcome.Rule.Name, encoded.Condition(outcome.Rule));
            questions.Add(($"{name} fires", condition.True, outcome.State is RuleState.Fired or RuleState.SetAside));
            questions.Add(($"{name} does not fire", condition.False, outcome.State is RuleState.DidNotFire or RuleState.Inactive));
            questions.Add(($"{name} stands", outcome.Rule.Action is null ? Smt.False : encoded.Stands(outcome.Rule), outcome.State == RuleState.Fired && outcome.Rule.Action is not null));
        }

        if (!isInside)
        {
            return questions;
        }

        questions.AddRange(policy.Compilation.Actions.Select(a => ($"decides {a.Name}", encoded.Decides(a), decision.Action == a)));
        questions.AddRange(policy.Compilation.Services.Select(s => ($"offers {s.Name}", encoded.Offers(s), decision.Offers.Contains(s))));
        questions.Add(("decides nothing", encoded.DecidesNothing, decision.Status == DecisionStatus.None));
        var rules = encoded.Claiming.ToList();
        var conflicts = from i in Enumerable.Range(0, rules.Count) from j in Enumerable.Range(0, i) select encoded.Conflict(rules[i], rules[j]);
        questions.Add(("conflict", Smt.Or(conflicts), decision.Status == DecisionStatus.Conflict));
        questions.AddRange(
            from clause in policy.Clauses
            let form = clause.Form as LogicalForm
            where form is not null
            select (clause.Name, encoded.Breaks(form), ClauseTrial.Try(form, interpreter, random.Incident, random.History, decision).IsBroken));
        return questions;
    }
}

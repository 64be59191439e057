using PolicyDsl.Language.Interpretation;
using PolicyDsl.Testing.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.RandomPolicies;

/// <summary>Random cases reach every way in which a policy can answer, and can be written down and read again.</summary>
public class CaseTests(ITestOutputHelper output)
{
    [Fact]
    public void Random_cases_reach_every_way_to_decide()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < 100; seed++)
        {
            if (RandomPolicy.Find(seed, PolicyFeatures.All) is not { } policy)
            {
                continue;
            }

            var cases = new CaseGenerator(policy, seed);
            var interpreter = new Interpreter(policy.Policy, policy.Scope);
            for (var i = 0; i < 10; i++)
            {
                if (cases.FindNext() is not { } random)
                {
                    Count("none found");
                    continue;
                }

                var decision = interpreter.Decide(random.Incident, random.History, random.Facts);
                Count($"status {decision.Status}");
                Count($"unsettled {decision.IsUnsettled}");
                foreach (var outcome in decision.Outcomes)
                {
                    Count($"rule {outcome.State}");
                }

                foreach (var form in policy.Clauses.Select(c => c.Form).OfType<Language.Symbols.LogicalForm>())
                {
                    Count($"clause broken {ClauseTrial.Try(form, interpreter, random.Incident, random.History, decision).IsBroken}");
                }

                var again = CaseText.Read(policy, CaseText.Write(random));
                Assert.Equal(CaseText.Write(random), CaseText.Write(again));
                Assert.Equal(decision.Action, interpreter.Decide(again.Incident, again.History, again.Facts).Action);
            }
        }

        foreach (var (what, count) in counts)
        {
            output.WriteLine($"{count} {what}");
        }

        string[] wanted =
        [
            .. Enum.GetNames<DecisionStatus>().Select(s => $"status {s}"), .. Enum.GetNames<RuleState>().Select(s => $"rule {s}"), "clause broken True", "clause broken False",
        ];
        Assert.All(wanted, w => Assert.True(counts.GetValueOrDefault(w) > 20, $"{w}: {counts.GetValueOrDefault(w)}"));

        void Count(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;
    }
}

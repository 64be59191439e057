using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tests.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>For every rule of random policies that can fire, an incident on which the interpreter says that it does.</summary>
public class RandomWitnessTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 60)]
    [InlineData(1000, 150)]
    public void Rules_that_can_fire_are_shown_firing(int firstSeed, int count)
    {
        var built = new SortedDictionary<string, (int Built, int All)>(StringComparer.Ordinal);
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            if (RandomPolicy.Find(seed, seed % 3 == 0 ? PolicyFeatures.All : PolicyFeatures.Exact) is not { } policy)
            {
                continue;
            }

            var asked = WitnessCase.Of(new ModelledPolicy(policy.Policy, policy.Scope));
            foreach (var rule in policy.Policy.Rules.Where(r => !asked.Model.Universe.Diagrams.And(asked.Model.World, asked.Model.Fires(r)).IsFalse))
            {
                var diagrams = asked.Model.Universe.Diagrams;
                var terms = diagrams.Support(diagrams.And(asked.Model.World, asked.Model.Fires(rule))).Select(asked.Model.Universe.GetTerm).Distinct().ToList();
                var result = asked.Firing(rule.Name);
                var kind = terms.Exists(t => t.IsIndependent) ? "independent terms" : terms.Exists(t => t.Source is HistorySource) ? "histories" : "plain";
                var (found, all) = built.GetValueOrDefault(kind);
                built[kind] = (found + (result.Witness is null ? 0 : 1), all + 1);
                if (result.Witness is null)
                {
                    output.WriteLine($"seed {seed} {rule.Name} [{kind}]: {string.Join("; ", result.IndependentTerms)}");
                    output.WriteLine(policy.Text.Split("principle")[0]);
                    Assert.NotEmpty(result.IndependentTerms);
                }
            }
        }

        foreach (var (kind, (found, all)) in built)
        {
            output.WriteLine($"{kind}: {found} of {all}");
        }

        Assert.Equal(built["plain"].All, built["plain"].Built);
    }
}

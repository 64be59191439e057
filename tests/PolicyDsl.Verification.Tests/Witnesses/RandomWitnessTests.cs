using PolicyDsl.Language.Interpretation;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>For every rule of random policies that can fire, an incident on which the interpreter says that it does.</summary>
public class RandomWitnessTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 60)]
    [InlineData(1000, 100)]
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
                if (result.Witness is { } witness)
                {
                    AssertAccepted(policy, witness);
                }
                else
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

        // What is left cannot be: histories of conditions that no incident meets, and products with 0.
        Assert.Equal(built["plain"].All, built["plain"].Built);
        Assert.All(built.Values, b => Assert.True(b.Built >= b.All * 96 / 100, $"{b.Built} of {b.All}"));
    }

    /// <summary>Nothing in a witness would be made unknown or rejected, were it data.</summary>
    private static void AssertAccepted(RandomPolicy policy, Witness witness)
    {
        var normalizer = new EntityNormalizer(policy.Scope);
        var incidents = witness.Earlier.Prepend(witness.Incident).ToList();
        var entities = incidents.SelectMany(i => i.Entity.Fields.Where(f => f.IsStored).Select(f => i[f].Entity).OfType<EntityInstance>()).Concat(incidents);
        Assert.All(entities, e => Assert.True(normalizer.Normalize(e) is { IsRejected: false, Broken.IsEmpty: true, NotCoarse.IsEmpty: true }));
        Assert.Equal(incidents.Count, incidents.Select(i => i.Id).Distinct(StringComparer.Ordinal).Count());
    }
}

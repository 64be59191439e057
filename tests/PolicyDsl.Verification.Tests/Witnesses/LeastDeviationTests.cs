using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>No incident that differs from the plain one in one field or two deviates less than the witness and shows the same.</summary>
public class LeastDeviationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 60)]
    public void Nothing_nearer_shows_the_same(int firstSeed, int count)
    {
        var compared = 0;
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            if (RandomPolicy.Find(seed, PolicyFeatures.Exact) is not { } policy)
            {
                continue;
            }

            var asked = WitnessCase.Of(new ModelledPolicy(policy.Policy, policy.Scope));
            var nearest = FindNearest(asked, policy, seed);
            foreach (var rule in policy.Policy.Rules.Where(r => r is not CrackdownSymbol && nearest.ContainsKey(r.Name)))
            {
                var witness = asked.Firing(rule.Name).Witness;
                compared++;
                Assert.True(
                    witness is not null && witness.Deviation <= nearest[rule.Name].Deviation,
                    $"seed {seed}, rule {rule.Name}: {(witness is null ? "none" : asked.Describe(witness))}\nbut nearer:\n{asked.Describe(nearest[rule.Name])}\n{policy.Text}");
            }
        }

        output.WriteLine($"{compared} rules");
        Assert.True(compared > 60, $"{compared}");
    }

    /// <summary>For each rule that fires on some incident near the plain one, the nearest.</summary>
    private static Dictionary<string, Witness> FindNearest(WitnessCase asked, RandomPolicy policy, int seed)
    {
        var normalizer = new EntityNormalizer(policy.Scope);
        var nearest = new Dictionary<string, Witness>(StringComparer.Ordinal);
        foreach (var incident in Variants(asked.Finder.Plain, policy, new RandomChoice(seed)))
        {
            var entities = incident.Entity.Fields.Where(f => f.Type is EntityType).Select(f => incident[f].Entity).OfType<EntityInstance>().Append(incident);
            if (entities.Any(e => normalizer.Normalize(CopiedEntities.Copy(e)) is { IsRejected: true } or { Broken.IsEmpty: false }))
            {
                continue;
            }

            var draft = new Draft(incident, DecideOptions.Default);
            var decision = asked.Model.Interpreter.Decide(incident, NoHistory.Instance);
            var witness = new Witness(incident, [], DecideOptions.Default, decision) { Deviation = ConcreteDeviation.Count(draft, asked.Finder.Plain) };
            foreach (var outcome in decision.Outcomes.Where(o => o.State is RuleState.Fired or RuleState.SetAside))
            {
                if (!nearest.TryGetValue(outcome.Rule.Name, out var known) || known.Deviation > witness.Deviation)
                {
                    nearest[outcome.Rule.Name] = witness;
                }
            }
        }

        return nearest;
    }

    private static IEnumerable<EntityInstance> Variants(EntityInstance plain, RandomPolicy policy, RandomChoice random)
    {
        var constants = new PolicyConstants(policy);
        var fields = new List<(FieldSymbol? Reference, FieldSymbol Field)>();
        foreach (var field in plain.Entity.Fields.Where(f => f is { IsStored: true, IsKey: false }))
        {
            fields.Add((null, field));
            fields.AddRange((plain[field].Entity?.Entity.Fields ?? []).Where(f => f is { IsStored: true, IsKey: false }).Select(f => ((FieldSymbol?)field, f)));
        }

        yield return plain;
        for (var i = 0; i < 1_500; i++)
        {
            var copy = new CopiedEntities(plain);
            for (var changes = 1 + random.Below(2); changes > 0; changes--)
            {
                var (reference, field) = random.From(fields);
                copy.Change(reference is null ? [] : [reference], field, AnyValue(field, constants, random));
            }

            yield return copy.Root;
        }
    }

    private static Value AnyValue(FieldSymbol field, PolicyConstants constants, RandomChoice random) => random.OneIn(5) ? Value.Unknown : field.Type switch
    {
        EntityType => Value.Unknown,
        EnumType { Enum.Members.Length: var count } => Value.Of((long)random.Below(count)),
        SetType { Element.Enum.Members.Length: var count } => Value.Set([random.Below(count)]),
        { IsOrdered: true } type => Value.Of(random.From(constants.Of(type)) + (random.Of(-1, 0, 1) * (random.OneIn(2) ? 1 : type.Scale))),
        ActionType => Value.Unknown,
        var type when type == BasicType.Boolean => Value.Of(random.OneIn(2)),
        _ => Value.Of(random.Of(Vocabulary.Notes)),
    };
}

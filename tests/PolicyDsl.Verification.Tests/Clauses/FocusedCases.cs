using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>
/// Random cases that keep to what a policy and a clause are about: most members of large enums are drawn from those that the two name, alone
/// or as alternatives, so that a few thousand cases reach corners of a vocabulary with dozens of members.
/// </summary>
internal sealed class FocusedCases
{
    private readonly CompiledSample sample;
    private readonly RandomChoice random;
    private readonly CaseGenerator cases;
    private readonly EntityNormalizer normalizer;
    private readonly ILookup<EnumSymbol, ImmutableArray<int>> named;

    public FocusedCases(CompiledSample sample, int seed)
    {
        this.sample = sample;
        random = new RandomChoice(seed);
        cases = new CaseGenerator(sample.Source, seed);
        normalizer = new EntityNormalizer(sample.Compilation.Scope);
        named = FindNamed().Where(n => n.Members.Length > 0).ToLookup(n => n.Enum, n => n.Members);
    }

    /// <summary>The next case; null where none was found that the vocabulary allows.</summary>
    public RandomCase? FindNext()
    {
        if (cases.FindNext() is not { } made)
        {
            return null;
        }

        foreach (var incident in made.Earlier.Append(made.Incident))
        {
            Focus(incident);
            if (normalizer.Normalize(incident).IsRejected)
            {
                return null;
            }
        }

        var exhausted = sample.Policy.Resources.Where(_ => random.OneIn(3));
        return made with { Facts = made.Facts with { ExhaustedResources = [.. exhausted] } };
    }

    private void Focus(EntityInstance incident)
    {
        foreach (var field in incident.Entity.Fields.Where(f => f.IsStored))
        {
            if (field.Type is EnumType { Enum: var members } && named[members].ToList() is { Count: > 0 } sets && !random.OneIn(4))
            {
                var set = random.From(sets);
                incident[field] = field.IsCoarse && random.OneIn(3)
                    ? Value.OneOf(random.Some(set, 3))
                    : Value.Of((long)random.From(set));
            }
        }
    }

    /// <summary>The sets of members that conditions, clauses and invariants compare with.</summary>
    private IEnumerable<(EnumSymbol Enum, ImmutableArray<int> Members)> FindNamed()
    {
        foreach (var expression in Expressions().SelectMany(e => e.BoundDescendants()))
        {
            switch (expression)
            {
                case BoundLiteral { Type: EnumType type, Value: var value }:
                    yield return (type.Enum, Ordinals([value]));
                    break;
                case BoundInList { Operand.Type: EnumType type } list:
                    yield return (type.Enum, Ordinals(list.Items));
                    break;
                case BoundHas { Operand.Type: SetType type } has:
                    yield return (type.Element.Enum, has.Members);
                    break;
                case BoundMatch { Subject.Type: EnumType type } match:
                    yield return (type.Enum, InArms(match.Arms));
                    break;
                case BoundTableLookup { Table.ArgumentType: EnumType type } lookup:
                    yield return (type.Enum, InArms(lookup.Table.Arms));
                    break;
            }
        }
    }

    private IEnumerable<BoundExpression> Expressions()
    {
        var form = sample.Clause.Form as LogicalForm;
        BoundExpression?[] all =
        [
            sample.Policy.AppliesWhen, form?.When, form?.Unless,
            .. sample.Policy.Rules.SelectMany(r => new[] { r.When, r.Unless }),
            .. sample.Policy.Defines.Select(d => d.Value),
            .. sample.Compilation.Scope.All<EntitySymbol>().SelectMany(e => e.Fields).Select(f => f.Formula),
        ];
        return all.OfType<BoundExpression>();
    }

    private static ImmutableArray<int> InArms(ImmutableArray<BoundArm> arms) =>
        Ordinals(arms.SelectMany(a => a.Patterns).OfType<ConstantPattern>().Select(p => p.Value));

    private static ImmutableArray<int> Ordinals(IEnumerable<Value> values) =>
        [.. values.Where(v => v.Kind == ValueKind.Exact).Select(v => (int)v.Low).Distinct()];
}

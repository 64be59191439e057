using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>A policy whose rules are asked for witnesses.</summary>
internal sealed class WitnessCase
{
    private readonly ValueFormatter formatter;

    private WitnessCase(PolicyModel model)
    {
        Model = model;
        Finder = new WitnessFinder(model);
        formatter = new ValueFormatter([.. model.GlobalScope.All<ActionSymbol>()]);
    }

    public PolicyModel Model { get; }

    public WitnessFinder Finder { get; }

    /// <summary>A policy with the standard vocabulary, of which the rules are given.</summary>
    public static WitnessCase Of(string rules)
    {
        var compilation = TestCompilation.CompileWithoutErrors($"policy p\nusing idpc.vocabulary\n{rules}\notherwise no_action\n");
        return Of(new ModelledPolicy(compilation.Policy ?? throw new ArgumentException("No policy."), compilation.Scope));
    }

    public static WitnessCase Of(ModelledPolicy policy) => new(Universe.Create([policy]).Models[0]);

    public RuleSymbol Rule(string name) => Model.Policy.Rules.First(r => r.Name == name);

    public WitnessResult Firing(string rule) => Finder.Find(
        Model.Universe.Diagrams.And(Model.World, Model.Fires(Rule(rule))),
        w => w.Decision.Outcomes.Any(o => o.Rule.Name == rule && o.State is RuleState.Fired or RuleState.SetAside));

    /// <summary>The one witness of the rule r0, as <see cref="Describe"/> tells it.</summary>
    public string Tell(string rule = "r0") => Firing(rule) is { Witness: { } witness } ? Describe(witness) : "none";

    /// <summary>What is not as in the plain incident, by name, and the earlier incidents, each by what is not as in the incident decided.</summary>
    public string Describe(Witness witness)
    {
        var plain = Finder.Plain;
        var parts = new List<string> { string.Join(", ", Differences(witness.Incident, plain, "")) };
        parts.AddRange(witness.Earlier.Select(e => "earlier: " + string.Join(", ", Differences(e, witness.Incident, ""))));
        parts.Add($"deviation {witness.Deviation}");
        return string.Join("\n", parts.Where(p => p.Length > 0));
    }

    private IEnumerable<string> Differences(EntityInstance one, EntityInstance other, string path)
    {
        foreach (var field in one.Entity.Fields.Where(f => f.IsStored && f.Name is not "case" && !(f.IsKey && path.Length == 0)))
        {
            var (a, b) = (one[field], other[field]);
            if (a.Entity is { } left && b.Entity is { } right)
            {
                foreach (var difference in ReferenceEquals(left, right) ? [] : Differences(left, right, $"{path}{field.Name}."))
                {
                    yield return difference;
                }
            }
            else if (a != b)
            {
                yield return $"{path}{field.Name} {formatter.Format(a, field.Type)}";
            }
        }
    }
}

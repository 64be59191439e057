using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// What a policy decides for every kind of incident, as diagrams: language.md section 8. Each part is made when it is first asked for,
/// so a question about few rules builds little.
/// </summary>
public sealed class PolicyModel
{
    private readonly Universe universe;
    private readonly ModelledPolicy modelled;
    private readonly ExpressionEncoder encoder;
    private readonly Dictionary<RuleSymbol, Diagram> fires = [];
    private readonly Dictionary<RuleSymbol, Diagram> firesPossibly = [];
    private readonly Dictionary<RuleSymbol, Diagram> stands = [];
    private readonly Dictionary<ActionSymbol, Diagram> claimed = [];
    private readonly Dictionary<ActionSymbol, Diagram> decides = [];
    private Diagram? nothingStands;

    internal PolicyModel(Universe universe, ModelledPolicy modelled, ExpressionEncoder encoder)
    {
        this.universe = universe;
        this.modelled = modelled;
        this.encoder = encoder;
        Interpreter = new Interpreter(modelled.Policy, modelled.Scope);
        Actions = [.. modelled.Scope.All<ActionSymbol>().Order(Mildness.Order)];
        Services = [.. modelled.Scope.All<ServiceSymbol>()];
    }

    public PolicySymbol Policy => modelled.Policy;

    public GlobalScope GlobalScope => modelled.Scope;

    public Universe Universe => universe;

    public Interpreter Interpreter { get; }

    /// <summary>From the mildest to the harshest.</summary>
    public ImmutableArray<ActionSymbol> Actions { get; }

    public ImmutableArray<ServiceSymbol> Services { get; }

    /// <summary>Lets go of what was made since there were so many nodes.</summary>
    internal void ForgetSince(int count)
    {
        Remove(fires, count);
        Remove(firesPossibly, count);
        Remove(stands, count);
        Remove(claimed, count);
        Remove(decides, count);
        nothingStands = nothingStands?.Node < count ? nothingStands : null;
        encoder.ForgetSince(count);
        WitnessParts.ForgetSince(this, count);
    }

    private static void Remove<TKey>(Dictionary<TKey, Diagram> made, int count)
        where TKey : notnull
    {
        foreach (var (key, _) in made.Where(m => m.Value.Node >= count).ToList())
        {
            made.Remove(key);
        }
    }

    /// <summary>The truth of <c>applies when</c>.</summary>
    public TruthDiagrams Scope => Policy.AppliesWhen is { } applies ? Truth(applies) : TruthDiagrams.Always;

    /// <summary>The incidents that the policy decides: there are such, and they are in scope.</summary>
    public Diagram World => Diagrams.And(universe.Valid, Scope.True);

    private DiagramManager Diagrams => universe.Diagrams;

    /// <summary>The truth of a condition about the incident that the universe was made with, or of a part of one.</summary>
    public TruthDiagrams Truth(BoundExpression condition) => encoder.Truth(condition);

    /// <summary>The term that an expression is, as the path of an order clause: null where it is no single term.</summary>
    public Term? FindTerm(BoundExpression expression) => encoder.Leaves(expression) is [{ Leaf: TermLeaf { Steps.IsEmpty: true } leaf }] ? leaf.Term : null;

    /// <summary>Where what is given for a field that may be given or computed contradicts what is computed.</summary>
    internal Diagram Disagrees(FieldSource field) => encoder.Disagrees(field.Path);

    /// <summary>Where every key of a history is known.</summary>
    internal Diagram HasKeys(BoundHistory history) => encoder.HasKeys(history);

    /// <summary><c>when C unless D</c> as <c>C and not D</c>; a crackdown's too, whether or not it is on.</summary>
    public TruthDiagrams Condition(RuleSymbol rule)
    {
        var when = rule.When is { } condition ? Truth(condition) : TruthDiagrams.Unknown;
        return rule.Unless is { } exempt ? when.And(Truth(exempt).Not(), new DiagramAlgebra(Diagrams)) : when;
    }

    /// <summary>Where the condition is true, and for a crackdown where it is on.</summary>
    public Diagram Fires(RuleSymbol rule)
    {
        if (!fires.TryGetValue(rule, out var result))
        {
            fires[rule] = result = Diagrams.And(IsOn(rule), Condition(rule).True);
        }

        return result;
    }

    /// <summary>
    /// The same, with what it reads in states that there are: so that conditions on one field that exclude each other are seen to, without all of
    /// <see cref="Universe.Valid"/>.
    /// </summary>
    internal Diagram FiresPossibly(RuleSymbol rule)
    {
        if (!firesPossibly.TryGetValue(rule, out var result))
        {
            result = Fires(rule);
            foreach (var term in Diagrams.Support(result).Select(universe.GetTerm).Distinct().Reverse())
            {
                result = Diagrams.And(universe.GetDomain(term), result);
            }

            firesPossibly[rule] = result;
        }

        return result;
    }

    /// <summary>Where the condition is unknown, and for a crackdown where it is on.</summary>
    public Diagram Open(RuleSymbol rule)
    {
        var condition = Condition(rule);
        return Diagrams.Difference(IsOn(rule), Diagrams.Or(condition.True, condition.False));
    }

    /// <summary>Where a crackdown is on; any other rule always is.</summary>
    public Diagram IsOn(RuleSymbol rule) => rule is CrackdownSymbol ? Fact(FactKind.UnderCrackdown, rule.Name) : Diagram.True;

    /// <summary>Where a rule with a disposition fires and no firing rule is above it.</summary>
    public Diagram Stands(RuleSymbol rule)
    {
        if (rule.Action is null)
        {
            return Diagram.False;
        }

        if (!stands.TryGetValue(rule, out var result))
        {
            result = Fires(rule);
            foreach (var above in Policy.Rules.Where(r => r.Action is not null && r.Overrides.Contains(rule)))
            {
                result = result.IsFalse ? result : Diagrams.Difference(result, Fires(above));
            }

            stands[rule] = result;
        }

        return result;
    }

    /// <summary>Where the <c>otherwise</c> of a rule is in force instead of its action; false for a rule without one.</summary>
    public Diagram AlternativeInForce(RuleSymbol rule) =>
        rule is { Action: not null, Alternative: not null } ? Fact(FactKind.AlternativeInForce, rule.Name) : Diagram.False;

    /// <summary>Where some rule that stands names the action, now.</summary>
    public Diagram Claimed(ActionSymbol action)
    {
        if (!claimed.TryGetValue(action, out var result))
        {
            claimed[action] = result = Diagrams.OrAll(Policy.Rules.Where(r => r.Action == action || r.Alternative == action).Select(r => Claims(r, action)));
        }

        return result;
    }

    /// <summary>Where a rule stands with an action: its own, or that of its <c>otherwise</c>.</summary>
    public Diagram Claims(RuleSymbol rule, ActionSymbol action)
    {
        var alternative = AlternativeInForce(rule);
        var named = Diagrams.Or(
            rule.Action == action ? Diagrams.Not(alternative) : Diagram.False,
            rule.Alternative == action ? alternative : Diagram.False);
        return named.IsFalse ? Diagram.False : Diagrams.And(Stands(rule), named);
    }

    /// <summary>Where no rule stands.</summary>
    public Diagram NothingStands => nothingStands ??= Diagrams.Not(Diagrams.OrAll(Policy.Rules.Select(Stands)));

    /// <summary>
    /// Where the policy decides an action: the mildest that stands, else that of <c>otherwise</c>; where a resource is used up, what is to be done
    /// then instead of anything harsher. Not limited to <see cref="World"/>.
    /// </summary>
    public Diagram Decides(ActionSymbol action)
    {
        if (!decides.TryGetValue(action, out var result))
        {
            decides[action] = result = Replace(action);
        }

        return result;
    }

    /// <summary>Where nothing is decided: no rule stands and there is no <c>otherwise</c>.</summary>
    public Diagram DecidesNothing => Policy.Otherwise is null ? NothingStands : Diagram.False;

    /// <summary>Where rules that stand name different actions.</summary>
    public Diagram Conflict
    {
        get
        {
            var (some, several) = (Diagram.False, Diagram.False);
            foreach (var action in Actions)
            {
                var here = Claimed(action);
                several = Diagrams.Or(several, Diagrams.And(some, here));
                some = Diagrams.Or(some, here);
            }

            return several;
        }
    }

    /// <summary>Where a service is offered: by a rule that fires, or by <c>to</c> of one that decides. Not limited to <see cref="World"/>.</summary>
    public Diagram Offers(ServiceSymbol service)
    {
        var offered = Policy.Rules.Where(r => r.Offers.Contains(service)).Select(Fires);
        var to = Policy.Rules.Where(r => r.To.Contains(service)).Select(r => r.Action is { } action
            ? Diagrams.And(Diagrams.Difference(Stands(r), AlternativeInForce(r)), DecidesByRules(action))
            : Diagram.False);
        return Diagrams.Or(Diagrams.OrAll(offered), Diagrams.Difference(Diagrams.OrAll(to), Replaced));
    }

    /// <summary>Every action by its place in <see cref="Actions"/> plus 2, nothing as 1, outside (and what is no incident) as 0.</summary>
    public Diagram Disposition
    {
        get
        {
            var result = Diagrams.Terminal(1);
            for (var i = 0; i < Actions.Length; i++)
            {
                result = Diagrams.Ite(Decides(Actions[i]), Diagrams.Terminal(i + 2), result);
            }

            return Diagrams.Ite(World, result, Diagrams.Terminal(0));
        }
    }

    /// <summary>Where an exhausted resource replaces the disposition that the rules give.</summary>
    private Diagram Replaced => Diagrams.OrAll(Actions.Select(a => Diagrams.And(DecidesByRules(a), ReplacesHarsher(a))));

    /// <summary>The decision before resources: the mildest action that stands, or <c>otherwise</c>.</summary>
    public Diagram DecidesByRules(ActionSymbol action)
    {
        var here = Claimed(action);
        foreach (var milder in Actions.TakeWhile(a => a != action))
        {
            here = here.IsFalse ? here : Diagrams.Difference(here, Claimed(milder));
        }

        return action == Policy.Otherwise ? Diagrams.Or(here, NothingStands) : here;
    }

    /// <summary>Where a rule is among those that decide: it stands with the action that is the outcome of the rules.</summary>
    public Diagram Deciding(RuleSymbol rule) => Diagrams.OrAll(NamedBy(rule).Select(a => Diagrams.And(Claims(rule, a), DecidesByRules(a))));

    /// <summary>Where a rule is among those that decide, and no exhausted resource replaces its action: then its partners, deadline and services hold.</summary>
    public Diagram Kept(RuleSymbol rule) => Diagrams.OrAll(
        NamedBy(rule).Select(a => Diagrams.Difference(Diagrams.And(Claims(rule, a), DecidesByRules(a)), ReplacesHarsher(a))));

    private static IEnumerable<ActionSymbol> NamedBy(RuleSymbol rule) => new[] { rule.Action, rule.Alternative }.OfType<ActionSymbol>().Distinct();

    private Diagram Replace(ActionSymbol action)
    {
        var kept = Diagrams.Difference(DecidesByRules(action), ReplacesHarsher(action));
        var instead = MildestExhausted(action);
        if (instead.IsFalse)
        {
            return kept;
        }

        var harsher = Diagrams.OrAll(Actions.SkipWhile(a => a != action).Skip(1).Select(DecidesByRules));
        return Diagrams.Or(kept, Diagrams.And(instead, harsher));
    }

    /// <summary>Where a resource is used up whose substitute is milder than an action.</summary>
    internal Diagram ReplacesHarsher(ActionSymbol action) => Diagrams.OrAll(
        Policy.Resources.Where(r => r.WhenExhausted is { } substitute && Mildness.Order.Compare(substitute, action) < 0).Select(r => Fact(FactKind.Exhausted, r.Name)));

    /// <summary>Where a resource with this substitute is used up, and none with a milder one.</summary>
    internal Diagram MildestExhausted(ActionSymbol substitute) => Diagrams.Difference(
        Diagrams.OrAll(Policy.Resources.Where(r => r.WhenExhausted == substitute).Select(r => Fact(FactKind.Exhausted, r.Name))),
        ReplacesHarsher(substitute));

    internal Diagram Exhausted(ResourceSymbol resource) => Fact(FactKind.Exhausted, resource.Name);

    private Diagram Fact(FactKind kind, string name) => encoder.Fact(kind, name);
}

using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// What a policy decides for one incident of which anything may be known, as terms: section 8 of the language. Whether a crackdown is active,
/// an <c>otherwise</c> in force or a resource exhausted is free. Everything that holds of every incident is asserted in the script.
/// </summary>
internal sealed class SmtPolicy
{
    private readonly RandomPolicy policy;
    private readonly SmtScript script;
    private readonly SmtIncident incident;
    private readonly Dictionary<RuleSymbol, SmtTruth> conditions = [];
    private readonly Dictionary<RuleSymbol, string> stands = [];
    private readonly Dictionary<ActionSymbol, string> decides = [];

    public SmtPolicy(RandomPolicy policy, SmtScript script, SmtFields? fields = null)
    {
        this.policy = policy;
        this.script = script;
        incident = new SmtIncident(policy, script, fields);
        Scope = policy.Policy.AppliesWhen is { } applies ? incident.Truth(applies) : SmtTruth.Of(Smt.True);
        foreach (var rule in policy.Policy.Rules)
        {
            conditions[rule] = ConditionOf(rule);
        }

        foreach (var rule in Claiming)
        {
            stands[rule] = script.Name(Smt.And([Fires(rule), .. Claiming.Where(r => r.Overrides.Contains(rule)).Select(r => Smt.Not(Fires(r)))]));
        }

        StandsAny = script.Name(Smt.Or(stands.Values));
        Settle();
    }

    public SmtFields Fields => incident.Fields;

    public SmtHistories Histories => incident.Histories;

    public SmtTruth Scope { get; }

    /// <summary>Some rule with a disposition stands.</summary>
    public string StandsAny { get; }

    public IEnumerable<RuleSymbol> Claiming => policy.Policy.Rules.Where(r => r.Action is not null);

    public SmtTruth Condition(RuleSymbol rule) => conditions[rule];

    public string Fires(RuleSymbol rule) => conditions[rule].True;

    public string Stands(RuleSymbol rule) => stands[rule];

    /// <summary>The action is the answer, of the mildest rule in a conflict.</summary>
    public string Decides(ActionSymbol action) => decides.GetValueOrDefault(action, Smt.False);

    public string DecidesNothing => Smt.And(decides.Values.Select(Smt.Not));

    public string Offers(ServiceSymbol service) => Smt.Or(
        policy.Policy.Rules.Where(r => r.Offers.Contains(service)).Select(Fires)
            .Concat(Claiming.Where(r => r.To.Contains(service)).Select(OffersWithItsAction)));

    /// <summary>The rule claims an action, its own or that of its <c>otherwise</c>.</summary>
    public string Claims(RuleSymbol rule, ActionSymbol action)
    {
        var own = Smt.Of(rule.Action == action);
        return rule.Alternative is { } alternative ? Smt.Ite(Alternative(rule), Smt.Of(alternative == action), own) : own;
    }

    /// <summary>Both rules stand and claim different actions.</summary>
    public string Conflict(RuleSymbol a, RuleSymbol b) => Smt.And(
        Stands(a),
        Stands(b),
        Smt.Or(policy.Compilation.Actions.Select(action => Smt.And(Claims(a, action), Smt.Not(Claims(b, action))))));

    public string Breaks(LogicalForm form)
    {
        var when = incident.Truth(form.When).True;
        var unless = form.Unless is { } exception ? incident.Truth(exception).True : Smt.False;
        return Smt.And(when, Smt.Not(unless), IsWrong(form));
    }

    public string Alternative(RuleSymbol rule) => script.Declare($"|{rule.Name} otherwise|", "Bool");

    public string Active(CrackdownSymbol crackdown) => script.Declare($"|{crackdown.Name} active|", "Bool");

    public string Exhausted(ResourceSymbol resource) => script.Declare($"|{resource.Name} exhausted|", "Bool");

    public SmtValue Evaluate(BoundExpression expression) => incident.Evaluate(expression);

    /// <summary>Where a given field of the entity at a path and its formula cannot both be right.</summary>
    public string Disagrees(string entity, FieldSymbol field) => incident.Disagrees(ReferenceTo(entity), field);

    /// <summary>Asserts what histories have to do with each other, once all of them were read.</summary>
    public void Relate(SmtImplications implications) => Histories.Relate(implications.Implies);

    private SmtReference ReferenceTo(string path)
    {
        var (reference, entity) = (SmtReference.Incident, policy.Compilation.Incident);
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = entity?.FindField(step) ?? throw new SmtUnsupportedException(path);
            reference = (SmtReference)Fields.Get(reference, next);
            entity = (next.Type as EntityType)?.Entity;
        }

        return reference;
    }

    private string IsWrong(LogicalForm form) => form switch
    {
        NeverForm never => Smt.Or(never.Target.Actions.Select(Decides)),
        NeverHarsherForm limit => Smt.Or(policy.Compilation.Actions.Where(a => a.Severity > limit.Limit.Severity).Select(Decides)),
        AlwaysForm always => Smt.Not(Smt.Or(always.Target.Actions.Select(Decides))),
        AlwaysOfferForm offer => Smt.Not(Smt.And(offer.Services.Select(Offers))),
        _ => throw new SmtUnsupportedException("this clause"),
    };

    private SmtTruth ConditionOf(RuleSymbol rule)
    {
        var condition = rule.When is { } when ? incident.Truth(when) : SmtTruth.Unknown;
        condition = rule.Unless is { } unless ? condition.And(incident.Truth(unless).Not()) : condition;
        condition = rule is CrackdownSymbol crackdown
            ? new SmtTruth(Smt.And(Active(crackdown), condition.True), Smt.Or(Smt.Not(Active(crackdown)), condition.False))
            : condition;
        return new SmtTruth(script.Name(condition.True), script.Name(condition.False));
    }

    /// <summary>The mildest claim that stands, else <c>otherwise</c>; then what an exhausted resource leaves of it.</summary>
    private void Settle()
    {
        var ordered = policy.Compilation.Actions.Order(Mildness.Order).ToList();
        var named = new Dictionary<ActionSymbol, string>();
        var milder = Smt.False;
        foreach (var action in ordered)
        {
            var claimed = script.Name(Smt.Or(Claiming.Select(r => Smt.And(Stands(r), Claims(r, action)))));
            var other = Smt.And(Smt.Not(StandsAny), Smt.Of(policy.Policy.Otherwise == action));
            named[action] = script.Name(Smt.Or(Smt.And(claimed, Smt.Not(milder)), other));
            milder = script.Name(Smt.Or(milder, claimed));
        }

        foreach (var action in ordered)
        {
            var limitsHere = Exhausts(r => r.WhenExhausted == action);
            var limitsBelow = Exhausts(r => r.WhenExhausted is { } left && Mildness.Order.Compare(left, action) < 0);
            var harsher = Smt.Or(ordered.Where(a => Mildness.Order.Compare(a, action) > 0).Select(a => named[a]));
            decides[action] = script.Name(Smt.And(Smt.Not(limitsBelow), Smt.Or(named[action], Smt.And(limitsHere, harsher))));
        }
    }

    private string Exhausts(Func<ResourceSymbol, bool> which) => Smt.Or(policy.Policy.Resources.Where(which).Select(Exhausted));

    /// <summary>The rule decides, in its own action, which is not replaced.</summary>
    private string OffersWithItsAction(RuleSymbol rule) => rule.Action is not { } action ? Smt.False : Smt.And(
        Stands(rule),
        Smt.Not(rule.Alternative is null ? Smt.False : Alternative(rule)),
        Decides(action),
        Smt.Not(Exhausts(r => r.WhenExhausted is { } left && Mildness.Order.Compare(left, action) < 0)));
}

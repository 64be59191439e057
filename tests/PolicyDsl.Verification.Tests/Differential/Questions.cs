using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Logic;
using PolicyDsl.Verification.Principles;
using PolicyDsl.Verification.Tests.Z3;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>A question about a policy: is there an incident of the world for which this holds?</summary>
/// <param name="Kind">What is asked, without names.</param>
/// <param name="FindWhere">Where it holds, by the engine.</param>
/// <param name="Term">Where it holds, as a term of the script.</param>
internal sealed record Question(string Kind, string Name, Func<Diagram> FindWhere, string Term);

/// <summary>The questions that a check of a policy asks: conflicts, gaps, dead rules, broken clauses, and the parts that these are made of.</summary>
internal sealed class Questions(RandomPolicy policy, PolicyModel model, SmtPolicy encoded, SmtScript script)
{
    private DiagramManager Diagrams => model.Universe.Diagrams;

    /// <summary>The second incidents of order clauses, whose histories are to be related like those of the first.</summary>
    public List<SmtPolicy> Seconds { get; } = [];

    public IEnumerable<Question> All() => OfProofs().Concat(OfRules()).Concat(OfAnswers());

    /// <summary>Conflicts, gaps and clauses.</summary>
    public IEnumerable<Question> OfProofs() => OfConflicts().Concat(OfClauses());

    /// <summary>Pairs of rules that conflict unless their conditions forbid it; of others there is nothing to prove.</summary>
    private IEnumerable<Question> OfConflicts()
    {
        var rules = policy.Policy.Rules.Where(r => r.Action is not null).ToList();
        foreach (var (i, j) in from j in Enumerable.Range(0, rules.Count) from i in Enumerable.Range(0, j) select (i, j))
        {
            var (one, other) = (rules[i], rules[j]);
            var isOrdered = one.Overrides.Contains(other) || other.Overrides.Contains(one);
            if (!isOrdered && (one.Action != other.Action || one.Alternative is not null || other.Alternative is not null))
            {
                yield return new("conflict", $"{one.Name} and {other.Name}", () => ConflictCheck.FindViolating(model, one, other), encoded.Conflict(one, other));
            }
        }

        if (policy.Policy.Otherwise is null)
        {
            yield return new("gap", "nothing is decided", () => GapCheck.FindViolating(model), encoded.DecidesNothing);
        }
        else
        {
            yield return new("gap", "only otherwise decides", () => model.NothingStands, Smt.Not(encoded.StandsAny));
        }
    }

    private IEnumerable<Question> OfClauses()
    {
        foreach (var clause in policy.Clauses)
        {
            switch (clause.Form)
            {
                case LogicalForm form:
                    yield return new("logical clause", clause.Name, () => ClauseProofs.FindViolating(model, clause), encoded.Breaks(form));
                    break;
                case NeverFallsForm order:
                    var (second, violating) = new SmtRising(policy, order.Term).Compare(script, encoded, order, $" of {clause.Name}");
                    Seconds.Add(second);
                    yield return new("order clause", clause.Name, () => ClauseProofs.FindViolating(model, clause), violating);
                    break;
            }
        }
    }

    private IEnumerable<Question> OfRules()
    {
        foreach (var rule in policy.Policy.Rules)
        {
            var (condition, term) = (model.Condition(rule), encoded.Condition(rule));
            yield return new("dead rule", rule.Name, () => model.Fires(rule), term.True);
            if (rule is not CrackdownSymbol)
            {
                yield return new("rule that never fails to fire", rule.Name, () => Diagrams.Not(condition.True), Smt.Not(term.True));
                yield return new("rule that is never open", rule.Name, () => Diagrams.Not(Diagrams.Or(condition.True, condition.False)), Smt.And(Smt.Not(term.True), Smt.Not(term.False)));
            }

            if (rule.Action is not null)
            {
                yield return new("rule that is always set aside", rule.Name, () => model.Stands(rule), encoded.Stands(rule));
            }
        }
    }

    private IEnumerable<Question> OfAnswers()
    {
        var named = policy.Policy.Rules.SelectMany(r => new[] { r.Action, r.Alternative })
            .Concat(policy.Policy.Resources.Select(r => r.WhenExhausted))
            .Append(policy.Policy.Otherwise)
            .ToHashSet();
        foreach (var action in policy.Compilation.Actions.Where(named.Contains))
        {
            yield return new("decision", action.Name, () => model.Decides(action), encoded.Decides(action));
        }

        foreach (var service in policy.Compilation.Services.Where(s => policy.Policy.Rules.Any(r => r.Offers.Contains(s) || r.To.Contains(s))))
        {
            yield return new("offer", service.Name, () => model.Offers(service), encoded.Offers(service));
        }
    }
}

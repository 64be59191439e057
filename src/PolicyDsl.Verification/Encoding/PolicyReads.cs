using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>Everything about an incident that a policy and its clauses ask, so that terms and cuts are complete before diagrams are made.</summary>
internal static class PolicyReads
{
    public static void Collect(ModelledPolicy policy, ExpressionEncoder encoder, TermTable terms)
    {
        Ask(policy.Policy.AppliesWhen, encoder);
        foreach (var rule in policy.Policy.Rules)
        {
            Ask(rule.When, encoder);
            Ask(rule.Unless, encoder);
            if (rule is CrackdownSymbol)
            {
                terms.GetFact(FactKind.UnderCrackdown, rule.Name);
            }

            if (rule.Action is not null && rule.Alternative is not null)
            {
                terms.GetFact(FactKind.AlternativeInForce, rule.Name);
            }
        }

        foreach (var resource in policy.Policy.Resources.Where(r => r.WhenExhausted is not null))
        {
            terms.GetFact(FactKind.Exhausted, resource.Name);
        }

        foreach (var clause in policy.Clauses)
        {
            Ask(clause, encoder);
        }

        foreach (var condition in policy.Conditions)
        {
            Ask(condition, encoder);
        }
    }

    private static void Ask(ClauseSymbol clause, ExpressionEncoder encoder)
    {
        switch (clause.Form)
        {
            case LogicalForm logical:
                Ask(logical.When, encoder);
                Ask(logical.Unless, encoder);
                break;
            case NeverFallsForm order:
                foreach (var (_, leaf) in encoder.Leaves(order.Term))
                {
                    (leaf as TermLeaf)?.Term.IsExact(new MaybeAlgebra());
                }

                break;
        }
    }

    private static void Ask(BoundExpression? condition, ExpressionEncoder encoder)
    {
        if (condition is not null)
        {
            encoder.Truth(condition);
        }
    }
}

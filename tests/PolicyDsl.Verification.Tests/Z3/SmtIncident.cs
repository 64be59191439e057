using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>An incident of which anything may be known that its vocabulary allows, and the truth of conditions about it.</summary>
internal sealed class SmtIncident
{
    private readonly SmtScript script;
    private readonly SmtEvaluator evaluator;
    private int constrained;

    public SmtIncident(RandomPolicy policy, SmtScript script, SmtFields? fields = null)
    {
        this.script = script;
        Fields = fields ?? new SmtFields(script);
        evaluator = new SmtEvaluator(script, Fields, policy.Compilation.Actions.Length);
        if (policy.Compilation.Incident is { } incident)
        {
            Fields.Meet(SmtReference.Incident, incident);
        }

        Constrain();
    }

    public SmtFields Fields { get; }

    public SmtHistories Histories => evaluator.Histories;

    public SmtTruth Truth(BoundExpression condition)
    {
        var truth = evaluator.Truth(condition);
        Constrain();
        return truth;
    }

    public SmtValue Evaluate(BoundExpression expression)
    {
        var value = evaluator.Evaluate(expression);
        Constrain();
        return value;
    }

    /// <summary>Where a given field and its formula cannot both be right.</summary>
    public string Disagrees(SmtReference entity, FieldSymbol field)
    {
        var disagrees = evaluator.Disagrees(entity, field);
        Constrain();
        return disagrees;
    }

    /// <summary>No invariant of an entity that is known is false; again for entities read since, as invariants read more.</summary>
    private void Constrain()
    {
        while (constrained < Fields.Entities.Count)
        {
            var (reference, entity) = Fields.Entities[constrained++];
            foreach (var invariant in entity.Invariants)
            {
                script.Assert(Smt.Implies(reference.Known, Smt.Not(evaluator.Truth(invariant, reference).False)));
            }
        }
    }
}

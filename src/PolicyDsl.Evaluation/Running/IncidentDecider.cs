using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Decides incidents of a data set with the interpreter. Incidents that are alike in every field that the policy reads get one decision,
/// computed once; where histories count, every incident is decided on its own. Not for several threads.
/// </summary>
public sealed class IncidentDecider
{
    private readonly Interpreter interpreter;
    private readonly IIncidentHistory history;
    private readonly IncidentMemo<Decision> memo;

    public IncidentDecider(PolicySymbol policy, GlobalScope scope, IncidentData data)
    {
        interpreter = new Interpreter(policy, scope);
        history = data.History;
        memo = new IncidentMemo<Decision>(ProjectionFor(policy, scope, data));
    }

    public Interpreter Interpreter => interpreter;

    public Decision Decide(EntityInstance incident) => memo.GetOrAdd(incident, i => interpreter.Decide(i, history));

    /// <summary>The fields that a policy reads, and some expressions beside it; null where one of them reads histories that the data follows.</summary>
    internal static FieldProjection? ProjectionFor(PolicySymbol policy, GlobalScope scope, IncidentData data, params ReadOnlySpan<BoundExpression?> besides)
    {
        BoundExpression?[] conditions = [policy.AppliesWhen, .. policy.Rules.SelectMany(r => new[] { r.When, r.Unless }), .. besides];
        return scope.Incident is { } incident && Dependencies.HistoriesOf(conditions).All(h => data.History.WhyNotFollowed(h) is not null)
            ? FieldProjection.TryCreate(incident, ReadFields.Of(conditions))
            : null;
    }
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>What an incident comes to under a policy: an action, none, or that it is outside the scope.</summary>
/// <param name="Status"><see cref="DecisionStatus.Decided"/>, <see cref="DecisionStatus.None"/> or <see cref="DecisionStatus.Outside"/>; a conflict counts as its mildest action.</param>
/// <param name="Action">Null but for <see cref="DecisionStatus.Decided"/>.</param>
public sealed record Ending(DecisionStatus Status, ActionSymbol? Action)
{
    /// <summary>The name of the action, or words that no action is called by.</summary>
    public string Name => Action?.Name ?? (Status == DecisionStatus.Outside ? "outside the policy" : "no decision");

    public static Ending Of(Decision decision) => decision switch
    {
        { Action: { } action } => new(DecisionStatus.Decided, action),
        { Status: DecisionStatus.Outside } => new(DecisionStatus.Outside, null),
        _ => new(DecisionStatus.None, null),
    };
}

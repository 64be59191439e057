using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>What becomes of an incident under a policy: an action, no action, or nothing, as it is outside the scope.</summary>
/// <param name="Status"><see cref="DecisionStatus.Outside"/>, <see cref="DecisionStatus.None"/>, or <see cref="DecisionStatus.Decided"/>.</param>
/// <param name="Action">Null but for <see cref="DecisionStatus.Decided"/>.</param>
public sealed record Outcome(DecisionStatus Status, ActionSymbol? Action)
{
    /// <summary>The name of the action, or words that no action is called by.</summary>
    public string Name => Action?.Name ?? (Status == DecisionStatus.Outside ? "outside the scope" : "no decision");

    /// <summary>In a conflict the mildest action counts.</summary>
    public static Outcome Of(Decision decision) => decision switch
    {
        { Action: { } action } => new(DecisionStatus.Decided, action),
        { Status: DecisionStatus.Outside } => new(DecisionStatus.Outside, null),
        _ => new(DecisionStatus.None, null),
    };

    /// <summary>Every outcome that a policy has, with where; they do not overlap. Not limited to what incidents there are.</summary>
    internal static IEnumerable<(Outcome Outcome, Diagram Where)> AllOf(PolicyModel model)
    {
        var diagrams = model.Universe.Diagrams;
        var scope = model.Scope.True;
        yield return (new(DecisionStatus.Outside, null), diagrams.Not(scope));
        yield return (new(DecisionStatus.None, null), diagrams.And(scope, model.DecidesNothing));
        foreach (var action in model.Actions)
        {
            yield return (new(DecisionStatus.Decided, action), diagrams.And(scope, model.Decides(action)));
        }
    }

    /// <summary>The same, from the mildest action to the harshest, then no action, then outside.</summary>
    internal static IEnumerable<(Outcome Outcome, Diagram Where)> AllFromMildest(PolicyModel model) => AllOf(model)
        .OrderBy(o => o.Outcome.Action is { } action ? model.Actions.IndexOf(action) : o.Outcome.Status == DecisionStatus.None ? int.MaxValue - 1 : int.MaxValue);

    /// <summary>
    /// Whether the change from one outcome to another is to a harsher one: a higher severity, or the same with coercion where there was none. No
    /// action, and being outside, count as severity 0 without coercion. Each action counts as its own policy declares it.
    /// </summary>
    public static ChangeDirection Direction(Outcome from, Outcome to) =>
        (to.Rank.CompareTo(from.Rank)) switch
        {
            > 0 => ChangeDirection.Harsher,
            < 0 => ChangeDirection.Milder,
            _ => ChangeDirection.Other,
        };

    private (int Severity, bool IsCoercive) Rank => (Action?.Severity ?? 0, Action?.IsCoercive ?? false);
}

/// <summary>Where a change leads, by the severity of what is decided.</summary>
public enum ChangeDirection
{
    Harsher,

    /// <summary>To something of the same severity, or a change of something else than the disposition.</summary>
    Other,

    Milder,
}

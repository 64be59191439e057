using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>A logical clause tried against every decided incident of a data set.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Tried">Incidents in scope.</param>
/// <param name="Applied">Those of them that it is about: its condition is true and no exception holds.</param>
/// <param name="ConditionUnknown">Those for which its condition is unknown: nothing is said of them.</param>
/// <param name="Broken">Those that break it.</param>
/// <param name="FirstIncident">The first incident that breaks it, in order of the data; null where none does.</param>
/// <param name="FirstDecision">What the policy decides there.</param>
public sealed record ClauseTrialResult(
    ClauseSymbol Clause,
    long Tried,
    long Applied,
    long ConditionUnknown,
    long Broken,
    EntityInstance? FirstIncident,
    Decision? FirstDecision);

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>Incidents that are alike in some fields, and to which every policy gives one answer each.</summary>
/// <param name="Examples">By policy: one of them, as loaded for it.</param>
/// <param name="Answers">By policy.</param>
/// <param name="Incidents">How many they are.</param>
/// <param name="First">The first few of them, in order of the data.</param>
internal sealed record ComparedCell(ImmutableArray<EntityInstance> Examples, ImmutableArray<RunAnswer> Answers, long Incidents, ImmutableArray<CellIncident> First);

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Reporting.Runs;

/// <summary>The result of <c>run</c>: what a policy decided on a data set, counted.</summary>
/// <param name="Diagnostics">What the data cannot tell, of loading and of running.</param>
public sealed record RunReport(Provenance Provenance, RunSummary Summary, ImmutableArray<Diagnostic> Diagnostics);

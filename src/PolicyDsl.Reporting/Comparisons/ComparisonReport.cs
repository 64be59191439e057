using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Outcomes.Comparison;

namespace PolicyDsl.Reporting.Comparisons;

/// <summary>The result of <c>compare</c>.</summary>
public sealed record ComparisonReport(Provenance Provenance, ComparisonResult Result, ImmutableArray<Diagnostic> Diagnostics);

using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Tables;

namespace PolicyDsl.Reporting.Policies;

/// <summary>A policy to be shown; what a format does not need may be missing.</summary>
/// <param name="Provenance">What it was made from.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Table">For all formats but the diagram and prose.</param>
/// <param name="Graph">For the diagram.</param>
public sealed record PolicyPicture(Provenance Provenance, PolicySymbol Policy, PolicyTable? Table, PolicyGraph? Graph);

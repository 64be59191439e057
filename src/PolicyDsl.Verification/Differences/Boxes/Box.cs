using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Differences;

/// <summary>Some kinds of incident that a few conditions describe, most of them on what is known of one term.</summary>
/// <param name="Conditions">Together they describe the box.</param>
/// <param name="Where">The conditions as a diagram; it is meant within what incidents there are.</param>
/// <param name="Kinds">How many kinds of incident the box holds.</param>
internal sealed record Box(ImmutableArray<BoxCondition> Conditions, Diagram Where, BigInteger Kinds);

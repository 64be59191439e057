using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Why an entity that cannot be evaluated is rejected, in words.</summary>
internal static class Rejection
{
    public static string ReasonFor(NormalizationResult findings) => findings.StillBroken.IsEmpty
        ? $"`{findings.MissingRequired[0].QualifiedName}` is required and unknown"
        : $"`{findings.StillBroken[0].Location.Text}` is broken";
}

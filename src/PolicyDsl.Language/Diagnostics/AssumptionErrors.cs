namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1181 to PD1199: assumptions.</summary>
public static class AssumptionErrors
{
    public static readonly DiagnosticDescriptor EstimateOutOfReach = new(
        "PD1181", "estimate-out-of-reach", "An estimate of something that cannot be", "`{0}` goes beyond what can be.", Severity.Error);
}

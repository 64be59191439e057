namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1180 to PD1199: assumptions.</summary>
public static class AssumptionErrors
{
    public static readonly DiagnosticDescriptor EstimateOutOfOrder = new(
        "PD1180", "estimate-out-of-order", "An estimate that does not rise", "An estimate rises from low over central to high.", Severity.Error);

    public static readonly DiagnosticDescriptor EstimateOutOfReach = new(
        "PD1181", "estimate-out-of-reach", "An estimate of something that cannot be", "`{0}` goes beyond what can be.", Severity.Error);
}

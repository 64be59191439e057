using System.Globalization;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Evaluation.Running;

namespace PolicyDsl.Reporting.Runs;

/// <summary>The plan of a run: what is read, what is computed once for all rules, and with which kernels.</summary>
public static class RunPlanText
{
    public static void Write(RunPlan plan, TextWriter output)
    {
        output.Write($"Fields read: {string.Join(", ", plan.Paths.Order(StringComparer.Ordinal))}\n");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"Histories computed first: {plan.Histories}\n"));
        output.Write($"Kernels: {MaskKernels.Current.Name}\n\n");
        output.Write(plan.Text);
    }
}

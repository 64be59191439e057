using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Estimates in the units that their kind asks for, within what can be.</summary>
internal sealed partial class AssumptionsBinder
{
    private const long Whole = 1_000_000;

    private Estimate? BindEstimate(EstimateSyntax syntax, AssumptionKind kind)
    {
        TypeSymbol expected = kind switch
        {
            AssumptionKind.Cost => block.Symbol.Currency is { } currency ? new MoneyType(currency) : BasicType.Money,
            AssumptionKind.Hours or AssumptionKind.Harm => BasicType.Duration,
            _ => BasicType.Decimal,
        };
        if (expressions.BindEstimate(syntax, Context, expected) is not { } estimate)
        {
            return null;
        }

        return CheckLimits(syntax, kind, estimate) ? estimate : null;
    }

    private bool CheckLimits(EstimateSyntax syntax, AssumptionKind kind, Estimate estimate)
    {
        var (low, high, hint) = kind switch
        {
            AssumptionKind.Uptake => (0L, Whole, "A share lies between 0% and 100%."),
            AssumptionKind.Effect => (-Whole, long.MaxValue, "An effect is a change in the number of incidents, so it is never below -100%."),
            _ => (0L, long.MaxValue, "It is never below 0."),
        };
        if (estimate.Low >= low && estimate.High <= high)
        {
            return true;
        }

        session.Report(Diagnostic.Create(AssumptionErrors.EstimateOutOfReach, block.At(syntax), block.At(syntax).Text) with { Hint = hint });
        return false;
    }
}

using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Resources and allocations, which are read and checked but not yet acted on.</summary>
internal sealed class OperationsBinder(BindingSession session, ExpressionBinder expressions)
{
    public void Bind(PolicySymbol policy, Declarations declared)
    {
        declared.Resources.ForEach(BindResource);
        declared.Allocations.ForEach(BindAllocation);
        policy.Resources = [.. declared.Resources.Select(r => r.Symbol)];
        policy.Allocations = [.. declared.Allocations.Select(a => a.Symbol)];
    }

    private void BindResource(Declared<ResourceSymbol, ResourceSyntax> resource)
    {
        var context = new ExpressionContext(ExpressionPlace.Measure, null, resource.Source) { Description = BindingSession.Describe(resource.Symbol) };
        if (expressions.BindQuantity(resource.Syntax.Amount, context) is { } amount)
        {
            (resource.Symbol.Amount, resource.Symbol.AmountType) = amount;
        }

        resource.Symbol.Period = resource.Syntax.Period.ValueText;
        resource.Symbol.WhenExhausted = resource.Syntax.Action is { } action ? session.ResolveAction(action, resource.Source) : null;
    }

    private void BindAllocation(Declared<AllocationSymbol, AllocateSyntax> allocation)
    {
        var symbol = allocation.Symbol;
        symbol.Total = Number(allocation.Syntax.Total) ?? 0;
        symbol.Need = allocation.Syntax.Need.ValueText;
        symbol.Per = allocation.Syntax.Per.ValueText;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bound in allocation.Syntax.Bounds)
        {
            if (!seen.Add(bound.Direction.ValueText))
            {
                session.Report(PolicyErrors.SaidTwice, allocation.At(bound), $"at {bound.Direction.ValueText}", BindingSession.Describe(symbol));
            }
            else if (bound.Direction.ValueText == "least")
            {
                symbol.AtLeast = Number(bound.Number);
            }
            else
            {
                symbol.AtMost = Number(bound.Number);
            }
        }

        if (symbol.AtLeast > symbol.AtMost)
        {
            session.Report(PolicyErrors.LeastAboveMost, symbol.Location, symbol.Name, symbol.AtLeast, symbol.AtMost);
        }
    }

    private static decimal? Number(SyntaxToken token) => token is { IsMissing: false, Value: decimal number } ? number : null;
}

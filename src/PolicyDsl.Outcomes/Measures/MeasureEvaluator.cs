using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// Evaluates measures over a population. Each part is a number within bounds: a count goes from the incidents for which its condition is
/// true to those for which it is not false, a sum likewise, and an estimate from low over central to high. What is not known at all has
/// no figure and says why. Arithmetic is decimal, in the units that are shown. Costs one evaluation per class and aggregate.
/// </summary>
internal sealed class MeasureEvaluator(GlobalScope scope, Population population, AssumptionTable? assumptions)
{
    private readonly ImmutableArray<ActionSymbol> actions = [.. scope.All<ActionSymbol>()];

    /// <summary>The figure of a measure.</summary>
    public Figure Evaluate(BoundExpression expression)
    {
        var work = new Working();
        try
        {
            var amount = Compute(expression, work);
            return amount is { } known ? work.ToFigure(known, UnitOf(expression), assumptions) : Figure.Unavailable(work.WhyNot, UnitOf(expression)) with { Parts = [.. work.Parts] };
        }
        catch (OverflowException)
        {
            return Figure.Unavailable("The figure is too large to be computed exactly.", UnitOf(expression));
        }
    }

    private Amount? Compute(BoundExpression expression, Working work)
    {
        switch (expression)
        {
            case BoundAggregate aggregate:
                return Aggregate(aggregate, work);
            case BoundMeasureReference reference:
                return reference.Measure.Value is { } value ? Compute(value, work) : work.Fail($"The measure `{reference.Measure.Name}` has no value.");
            case BoundArithmetic step:
                return Step(step, work);
            case BoundUnary { Operator: BoundUnaryOperator.Negate } negation:
                return -Compute(negation.Operand, work);
            case BoundConversion conversion:
                return Compute(conversion.Operand, work);
            case BoundLiteral literal:
                return ToAmount(literal.Value, literal.Type) ?? work.Fail($"`{literal.Location.Text}` is no number.");
            case BoundRelativeRate rate:
                return RelativeRate(rate, work);
            case BoundNetBenefit:
                return work.Fail("What an arrest averts is not modelled yet, so its net benefit cannot be told.");
            default:
                return work.Fail($"`{expression.Location.Text}` is no figure over incidents.");
        }
    }

    private Amount? Step(BoundArithmetic step, Working work)
    {
        if (Compute(step.Left, work) is not { } left || Compute(step.Right, work) is not { } right)
        {
            return null;
        }

        return step.Operator switch
        {
            BoundArithmeticOperator.Add => left + right,
            BoundArithmeticOperator.Subtract => left - right,
            BoundArithmeticOperator.Multiply => left * right,
            _ => Amount.Divide(left, right) ?? work.Fail($"`{Line(step.Right)}` may be zero, so nothing can be divided by it."),
        };
    }

    private Amount? RelativeRate(BoundRelativeRate rate, Working work)
    {
        var rates = new RelativeRates(scope, population, MeasuredClauses.DefaultMinimum);
        if (rates.Find(rate) is not { HighestOverLowest: { } range } extremes)
        {
            return work.Fail(rates.WhyNot);
        }

        work.Parts.Add(Part(extremes.Highest, rate));
        work.Parts.Add(Part(extremes.Lowest, rate));
        work.Notes.AddRange(rates.Notes(rate, extremes));
        return Amount.Between(range.Low, range.High);
    }

    internal static FigurePart Part(GroupRate group, BoundRelativeRate rate) =>
        new($"{rate.Action.Name} in group `{group.Group}`", group.Numerator, group.Most, group.Denominator, group.Most - group.Numerator);

    private Amount? Aggregate(BoundAggregate aggregate, Working work)
    {
        if (population.Classes.Any(c => c.Answer.Offers is null) && ReadsOffers(aggregate))
        {
            return work.Fail("What was offered is not recorded.");
        }

        var sum = Amount.Zero;
        var uncertain = 0L;
        var lacking = 0L;
        foreach (var group in population.Classes)
        {
            var evaluator = EvaluatorFor(group);
            var truth = aggregate.Condition is { } condition ? evaluator.Evaluate(condition, group.Example).ToTruth() : Truth.True;
            if (truth == Truth.False)
            {
                continue;
            }

            var times = Amount.Of(group.Incidents);
            var share = aggregate.Subject is { } subject ? Summand(subject, group, evaluator, work) : Amount.Of(1);
            if (share is not { } each)
            {
                lacking += group.Incidents;
                continue;
            }

            sum += times * (truth == Truth.True ? each : each.Possibly());
            uncertain += truth == Truth.Unknown ? group.Incidents : 0;
        }

        if (lacking > 0 && !work.IsComplete)
        {
            return work.Fail(null);
        }

        if (lacking > 0)
        {
            work.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"`{Line(aggregate)}` leaves out {lacking} incidents for which there is nothing to add up."));
        }

        work.Parts.Add(new FigurePart(Line(aggregate), sum.Low, sum.High, population.Incidents, uncertain + lacking));
        return sum;
    }

    /// <summary>What one incident of a class adds; null where it is not known, which for harm leaves it out and else leaves no figure.</summary>
    private Amount? Summand(BoundExpression subject, IncidentClass group, ExpressionEvaluator evaluator, Working work)
    {
        switch (subject)
        {
            case BoundOutcomeFigure figure:
                return Outcome(figure.Figure, group, work);
            case BoundConversion { Operand: BoundOutcomeFigure } conversion:
                return Summand(conversion.Operand, group, evaluator, work);
            case BoundArithmetic step when step.BoundDescendants().Any(d => d is BoundOutcomeFigure):
                return Summand(step.Left, group, evaluator, work) is { } left && Summand(step.Right, group, evaluator, work) is { } right
                    ? Combine(step.Operator, left, right)
                    : null;
            default:
                var amount = ToAmount(evaluator.Evaluate(subject, group.Example), subject.Type);
                if (amount is null)
                {
                    work.Lack($"`{Line(subject)}` is unknown for some of the incidents that it is summed over.");
                }

                return amount;
        }
    }

    private static Amount? Combine(BoundArithmeticOperator step, Amount left, Amount right) => step switch
    {
        BoundArithmeticOperator.Add => left + right,
        BoundArithmeticOperator.Subtract => left - right,
        BoundArithmeticOperator.Multiply => left * right,
        _ => Amount.Divide(left, right),
    };

    /// <summary>Cost and hours of the action decided, or harm of the offence, from the assumptions in use.</summary>
    private Amount? Outcome(AssumptionKind kind, IncidentClass group, Working work)
    {
        if (assumptions is null)
        {
            work.Lack("No assumptions are in use.");
            return null;
        }

        if (kind == AssumptionKind.Harm)
        {
            return HarmOf.Incident(group.Example, scope, assumptions, out var used) is { } harm ? work.Use(used, group.Incidents, harm) : null;
        }

        if (PossibleActions.Of(group.Answer, actions) is not { } possible)
        {
            work.Lack("For some incidents nothing is decided, and that has no price.");
            return null;
        }

        var prices = new List<Assumption>();
        foreach (var action in possible)
        {
            if (assumptions.Find(kind, action.Name) is not { } assumption)
            {
                work.Lack($"`{assumptions.Symbol.Name}` has no {kind.ToString().ToLowerInvariant()} of `{action.Name}`.");
                return null;
            }

            prices.Add(assumption);
        }

        return work.Use(prices, group.Incidents, PossibleActions.Span([.. prices.Select(AssumptionTable.ToAmount)]));
    }

    private ExpressionEvaluator EvaluatorFor(IncidentClass group) => new(actions, new EvaluationInputs { Answer = group.Answer });

    /// <summary>A value in the units that are shown.</summary>
    private static Amount? ToAmount(Value value, TypeSymbol type)
    {
        if (value.Kind is not (ValueKind.Exact or ValueKind.Range) || value.Low == Value.OpenLow || value.High == Value.OpenHigh)
        {
            return null;
        }

        var scale = type == BasicType.Duration ? 3_600m : type.Scale;
        return Amount.Between(value.Low / scale, value.High / scale);
    }

    private static bool ReadsOffers(BoundAggregate aggregate) => aggregate.BoundDescendants().Any(d => d is BoundOffered);

    private string UnitOf(BoundExpression expression)
    {
        var figures = Leaves(expression).OfType<BoundOutcomeFigure>().Select(f => f.Figure).Distinct().ToList();
        return expression.Type switch
        {
            MoneyType money => money.Currency,
            _ when expression.Type == BasicType.Money => assumptions?.CurrencyOrAmount ?? "",
            _ when expression.Type == BasicType.Duration => figures.Contains(AssumptionKind.Harm) ? "days" : "hours",
            _ when expression.Type == BasicType.Mass => "g",
            _ when expression.Type == BasicType.Integer => "incidents",
            _ => "",
        };
    }

    private static IEnumerable<BoundExpression> Leaves(BoundExpression expression) =>
        expression.BoundDescendants().SelectMany(d => d is BoundMeasureReference { Measure.Value: { } value } ? Leaves(value) : [d]);

    private static string Line(BoundExpression expression) =>
        string.Join(' ', expression.Location.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// Judges measured clauses on the incidents that a policy decides. A clause holds if the whole 95% interval of its figure lies within the
/// bound and fails if all of it lies outside; in between there is too little data to say. Shares have Wilson intervals, relative rates
/// those of a ratio of shares; other figures are what was counted, without sampling error, and are said to be so.
/// A relative rate is the highest rate over the lowest where the bound is from above, and the lowest over the highest where it is from
/// below, so that <c>at most 1.25</c> and <c>at least 0.8</c> ask the same. With unsettled incidents it is a range, and its interval goes
/// from the lower end at the lower extreme to the upper end at the upper extreme. The choice of two groups among several is not corrected for.
/// </summary>
public sealed class MeasuredClauses
{
    /// <summary>Groups with fewer incidents are too few to say.</summary>
    public const int DefaultMinimum = 30;

    private readonly GlobalScope scope;
    private readonly Population population;
    private readonly AssumptionTable? assumptions;

    private MeasuredClauses(GlobalScope scope, Population population, AssumptionTable? assumptions)
    {
        this.scope = scope;
        this.population = population;
        this.assumptions = assumptions;
    }

    /// <summary>Decides the incidents of a data set and judges the measured clauses among those given, in their order.</summary>
    public static ImmutableArray<(ClauseSymbol Clause, MeasuredResult Result)> Judge(
        PolicySymbol policy,
        GlobalScope scope,
        IncidentData data,
        IEnumerable<ClauseSymbol> clauses,
        AssumptionsSymbol? assumptions = null,
        RunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var measured = clauses.SelectMany(c => c.Form is RequireForm form ? new[] { (Clause: c, Form: form) } : []).ToList();
        if (measured.Count == 0)
        {
            return [];
        }

        var reads = MeasureReads.Of(scope, measured.Select(m => m.Form.Condition));
        var run = JointRun.Run(
            new JointRequest { Source = data.Columns, Policies = [new RunPolicy(policy, scope)], Fields = reads.Fields, Conditions = reads.Conditions, Options = options ?? new RunOptions() },
            cancellationToken);
        var decided = new Population(reads, scope);
        foreach (var cell in run.Cells.Where(c => c.Answers[0].Status != DecisionStatus.Outside))
        {
            decided.Add(cell.Example, cell.Answers[0].ToDecidedAnswer(), cell.Incidents);
        }

        var judge = new MeasuredClauses(scope, decided, assumptions is null ? null : new AssumptionTable(assumptions, []));
        return [.. measured.Select(m => (m.Clause, judge.Judge(m.Form)))];
    }

    internal MeasuredResult Judge(RequireForm form)
    {
        if (form.Condition is not BoundComparison comparison)
        {
            return Open(Figure.Unavailable("A measured clause compares one figure with a value."), form.Condition.Location.Text);
        }

        var measure = comparison.Left;
        var bound = new Bound(comparison.Operator, new MeasureEvaluator(scope, population, assumptions).Evaluate(comparison.Right));
        return bound.Value.Low is null
            ? Open(bound.Value, bound.Text)
            : measure is BoundRelativeRate rate ? JudgeRate(rate, bound) : JudgeFigure(measure, bound);
    }

    private MeasuredResult JudgeRate(BoundRelativeRate rate, Bound bound)
    {
        var rates = new RelativeRates(scope, population, DefaultMinimum);
        var found = rates.Find(rate);
        if (found is not { } extremes)
        {
            return new MeasuredResult(MeasuredVerdict.TooLittleData, Figure.Unavailable(rates.WhyNot), bound.Text, rates.WhyNot, [.. rates.Groups]);
        }

        var (first, second) = bound.IsFromBelow ? (extremes.Lowest, extremes.Highest) : (extremes.Highest, extremes.Lowest);
        var interval = extremes.Interval(bound.IsFromBelow);
        var range = bound.IsFromBelow ? extremes.LowestOverHighest : extremes.HighestOverLowest;
        var (low, high) = (Round(range?.Low), Round(range?.High));
        var figure = new Figure
        {
            Low = low,
            Central = low == high ? low : null,
            High = high,
            Parts = [MeasureEvaluator.Part(first, rate), MeasureEvaluator.Part(second, rate)],
            Interval = interval,
            WhyNot = range is null ? rates.WhyNot : null,
            Notes = [.. rates.Notes(rate, extremes)],
        };
        var others = extremes.IsAmbiguous ? "; other groups may be the highest or the lowest, and the figure allows for that" : "";
        return new MeasuredResult(bound.Judge(interval.Low, interval.High), figure, bound.Text, $"{Describe(first)}, {Describe(second)}{others}", [.. rates.Groups]);
    }

    private static decimal? Round(decimal? ratio) => ratio is { } known ? Math.Round(known, 6, MidpointRounding.ToEven) : null;

    private static string Describe(GroupRate group) => group.Most == group.Numerator
        ? string.Create(CultureInfo.InvariantCulture, $"`{group.Group}` {group.Numerator} of {group.Denominator}")
        : string.Create(CultureInfo.InvariantCulture, $"`{group.Group}` {group.Numerator} .. {group.Most} of {group.Denominator}");

    private MeasuredResult JudgeFigure(BoundExpression measure, Bound bound)
    {
        var figure = new MeasureEvaluator(scope, population, assumptions).Evaluate(measure);
        if (figure is not { Low: { } low, High: { } high })
        {
            return population.Incidents == 0
                ? new MeasuredResult(MeasuredVerdict.TooLittleData, figure, bound.Text, "Not one incident is decided.", [])
                : Open(figure, bound.Text);
        }

        if (ShareOf(measure, figure) is not { } interval)
        {
            var note = "This is no share of incidents, so it is taken as counted, without an interval.";
            return new MeasuredResult(bound.Judge(low, high), figure with { Notes = figure.Notes.Add(note) }, bound.Text, bound.Describe(low, high), []);
        }

        var verdict = bound.Judge(interval.Low, interval.High);
        return new MeasuredResult(verdict, figure with { Interval = interval }, bound.Text, bound.Describe(low, high), []);
    }

    /// <summary>The interval of a share: a count over a count of which it is a part; null for any other figure.</summary>
    private Interval? ShareOf(BoundExpression measure, Figure figure)
    {
        while (measure is BoundMeasureReference { Measure.Value: { } value })
        {
            measure = value;
        }

        if (measure is not BoundArithmetic { Operator: BoundArithmeticOperator.Divide } quotient
            || CountOf(quotient.Left) is not { } part
            || CountOf(quotient.Right) is not { } whole
            || figure.Parts is not [var numerator, var denominator]
            || !IsPart(part, whole))
        {
            return null;
        }

        return RateIntervals.OfShare(numerator.Low, Math.Min(numerator.High, denominator.High), denominator.Low);
    }

    private bool IsPart(BoundAggregate part, BoundAggregate whole)
    {
        if (whole.Condition is not { } condition)
        {
            return true;
        }

        var actions = scope.All<ActionSymbol>().ToImmutableArray();
        return population.Classes.All(c =>
        {
            var evaluator = new ExpressionEvaluator(actions, new EvaluationInputs { Answer = c.Answer });
            var inWhole = evaluator.Evaluate(condition, c.Example).ToTruth();
            return inWhole == Truth.True || (part.Condition is { } inner && evaluator.Evaluate(inner, c.Example).ToTruth() == Truth.False);
        });
    }

    private static BoundAggregate? CountOf(BoundExpression expression) => expression switch
    {
        BoundAggregate { Kind: HistoryKind.Count } count => count,
        BoundConversion conversion => CountOf(conversion.Operand),
        BoundMeasureReference { Measure.Value: { } value } => CountOf(value),
        _ => null,
    };

    private static MeasuredResult Open(Figure figure, string bound) => new(MeasuredVerdict.Open, figure, bound, figure.WhyNot ?? "", []);

    /// <summary>What a figure is compared with.</summary>
    private sealed record Bound(ComparisonOperator Operator, Figure Value)
    {
        private decimal Low => Value.Low ?? 0;

        private decimal High => Value.High ?? 0;

        public bool IsFromBelow => Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual;

        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Words} {Value.Central ?? Low:0.######}{(Value.Unit.Length > 0 && Value.Unit != "incidents" ? " " + Value.Unit : "")}");

        private string Words => Operator switch
        {
            ComparisonOperator.Less => "less than",
            ComparisonOperator.LessOrEqual => "at most",
            ComparisonOperator.Greater => "more than",
            ComparisonOperator.GreaterOrEqual => "at least",
            ComparisonOperator.Equal => "exactly",
            _ => "other than",
        };

        public MeasuredVerdict Judge(decimal low, decimal high)
        {
            var (holds, fails) = Operator switch
            {
                ComparisonOperator.Less => (high < Low, low >= High),
                ComparisonOperator.LessOrEqual => (high <= Low, low > High),
                ComparisonOperator.Greater => (low > High, high <= Low),
                ComparisonOperator.GreaterOrEqual => (low >= High, high < Low),
                ComparisonOperator.Equal => (low == high && low == Low && Low == High, low > High || high < Low),
                _ => (low > High || high < Low, low == high && low == Low && Low == High),
            };
            return holds ? MeasuredVerdict.Holds : fails ? MeasuredVerdict.Fails : MeasuredVerdict.TooLittleData;
        }

        public string Describe(decimal low, decimal high) => low == high
            ? string.Create(CultureInfo.InvariantCulture, $"the figure is {low:0.######}")
            : string.Create(CultureInfo.InvariantCulture, $"the figure is {low:0.######} to {high:0.######}");
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>What a condition comes to: its truth, what it wants where that is unknown, and its parts where they are asked for.</summary>
internal readonly record struct Judgement(Truth Truth, ImmutableArray<string> Wanting, TraceNode? Trace);

/// <summary>
/// Tries the conditions of one policy on one incident, in one evaluation: a define that several rules name is computed once. For want of what
/// a condition is unknown is found by taking that condition apart, traced or not, so both ways name the same.
/// </summary>
internal sealed class Judge
{
    private readonly ExpressionEvaluator evaluator;
    private readonly EntityInstance incident;
    private readonly DecideOptions options;
    private readonly Tracer? tracer;
    private readonly EvaluationFrame frame;

    public Judge(ExpressionEvaluator evaluator, EntityInstance incident, DecideOptions options)
    {
        this.evaluator = evaluator;
        this.incident = incident;
        this.options = options;
        tracer = options.Trace ? new Tracer() : null;
        frame = ExpressionEvaluator.StartFrame(tracer, incident, null);
    }

    public Judgement Try(BoundExpression condition)
    {
        var trace = tracer is null ? null : evaluator.Trace(condition, frame, tracer);
        var truth = (trace?.Value ?? evaluator.Evaluate(condition, frame)).ToTruth();
        var wanting = truth != Truth.Unknown ? [] : trace is null ? evaluator.FindWanting(condition, incident) : Wanting.Find(trace);
        return new Judgement(truth, wanting, trace);
    }

    public RuleOutcome Try(RuleSymbol rule, BoundExpression? condition)
    {
        if (rule is CrackdownSymbol crackdown && !options.ActiveCrackdowns.Contains(crackdown))
        {
            return new RuleOutcome(rule, RuleState.Inactive, [], [], null);
        }

        // A rule without a condition does not compile; should one get here, nothing is claimed of it.
        var judgement = condition is null ? new Judgement(Truth.Unknown, [], null) : Try(condition);
        return new RuleOutcome(rule, StateOf(judgement.Truth), [], judgement.Wanting, judgement.Trace);
    }

    public static RuleState StateOf(Truth condition) => condition switch
    {
        Truth.True => RuleState.Fired,
        Truth.False => RuleState.DidNotFire,
        _ => RuleState.Open,
    };
}

using System.Collections.Immutable;
using System.Diagnostics;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Gives bound expressions their value: language.md sections 5 and 6, one entity at a time, as plainly as can be. Every other engine is
/// tested against it. It keeps nothing from one evaluation to the next, so one may serve many threads if its inputs do.
/// Cost: one visit per part that is needed; a define or derived field once per entity; a history one visit per candidate.
/// </summary>
public sealed partial class ExpressionEvaluator
{
    private readonly EvaluationInputs inputs;
    private readonly ImmutableArray<ActionSymbol> actions;

    public ExpressionEvaluator(GlobalScope scope, EvaluationInputs inputs)
        : this([.. scope.All<ActionSymbol>()], inputs)
    {
    }

    /// <param name="actions">The declared actions, by ordinal.</param>
    /// <param name="inputs">What expressions read besides the entity that they are about.</param>
    public ExpressionEvaluator(ImmutableArray<ActionSymbol> actions, EvaluationInputs inputs)
    {
        this.actions = actions;
        this.inputs = inputs;
    }

    /// <summary>What is known of an expression's value.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="subject">The entity that it is about; null for a row of data or a measure.</param>
    /// <param name="thisIncident">Inside a history, the incident decided.</param>
    public Value Evaluate(BoundExpression expression, EntityInstance? subject, EntityInstance? thisIncident = null) =>
        Evaluate(expression, StartFrame(null, subject, thisIncident));

    /// <summary>The value with the parts that it was made from; those that were not needed are left out.</summary>
    public TraceNode Trace(BoundExpression expression, EntityInstance? subject, EntityInstance? thisIncident = null)
    {
        var tracer = new Tracer();
        return Trace(expression, StartFrame(tracer, subject, thisIncident), tracer);
    }

    /// <summary>The fields and histories for want of which an expression is not exactly known, in order of appearance; see <see cref="Wanting"/>.</summary>
    public ImmutableArray<string> FindWanting(BoundExpression expression, EntityInstance? subject, EntityInstance? thisIncident = null) =>
        Wanting.Find(Trace(expression, subject, thisIncident));

    /// <summary>What is known of a field of an entity: what was given, or for a derived field what its formula gives.</summary>
    public Value ReadField(EntityInstance entity, FieldSymbol field) => ReadField(entity, field, StartFrame(null, entity, null));

    internal static EvaluationFrame StartFrame(Tracer? tracer, EntityInstance? subject, EntityInstance? thisIncident) =>
        new(new EvaluationSession(tracer), subject is null ? Value.Unknown : Value.Of(subject), thisIncident);

    internal Value Evaluate(BoundExpression expression, EvaluationFrame frame)
    {
        if (!DeepStack.HasRoom)
        {
            return DeepStack.Run(() => Evaluate(expression, frame));
        }

        if (frame.Session.Tracer is not { } tracer || !Tracer.IsTold(expression))
        {
            return Compute(expression, frame);
        }

        tracer.Begin();
        var value = Compute(expression, frame);
        tracer.End(expression, value);
        return value;
    }

    /// <summary>The same within an evaluation that goes on, so that what it computed before is not computed again.</summary>
    internal TraceNode Trace(BoundExpression expression, EvaluationFrame frame, Tracer tracer)
    {
        var start = tracer.Count;
        var value = Evaluate(expression, frame);
        return tracer.NodesFrom(start) is [var root] && ReferenceEquals(root.Expression, expression)
            ? root
            : new TraceNode(expression, value, tracer.NodesFrom(start));
    }

    private Value Compute(BoundExpression expression, EvaluationFrame frame) => expression switch
    {
        BoundLiteral literal => literal.Value,
        BoundSubject => frame.Subject,
        BoundThis => frame.This is { } incident ? Value.Of(incident) : frame.Subject,
        BoundFieldAccess access => Evaluate(access.Receiver, frame).Entity is { } entity ? ReadField(entity, access.Field, frame) : Value.Unknown,
        BoundDefineReference reference => ComputeDefine(reference, frame),
        BoundUnary unary => ComputeUnary(unary, Evaluate(unary.Operand, frame)),
        BoundLogical logical => ComputeLogical(logical, frame),
        BoundComparison comparison => ComputeComparison(comparison, frame),
        BoundInRange range => Negated(ValueOperations.IsInRange(Evaluate(range.Operand, frame), range.Low, range.High), range.IsNegated),
        BoundInList list => Negated(ValueOperations.IsOneOf(Evaluate(list.Operand, frame), list.Items, CountMembers(list.Operand.Type)), list.IsNegated),
        BoundHas has => Value.Of(ValueOperations.HasAny(Evaluate(has.Operand, frame), has.Members)),
        BoundDefault chain => ComputeDefault(chain, frame),
        BoundArithmetic step => ValueOperations.Calculate(
            Evaluate(step.Left, frame), step.Left.Type, step.Operator, Evaluate(step.Right, frame), step.Right.Type, step.Type),
        BoundConversion conversion => ComputeConversion(conversion, frame),
        BoundIf choice => ComputeIf(choice, frame),
        BoundMatch match => Match(match, Evaluate(match.Subject, frame), frame),
        BoundTextTest test => Value.Of(Test(test.Pattern, Evaluate(test.Operand, frame))),
        BoundTableLookup lookup => LookUp(lookup, Evaluate(lookup.Argument, frame), frame),
        BoundCall call => Call(call, frame),
        BoundHistory history => inputs.HistoryValue is { } computed ? computed(history) : new HistoryEvaluation(this, history, frame).Compute(inputs.History),
        BoundColumn column => ReadColumn(column, frame),
        BoundFold fold => ValueOperations.Fold(fold.Kind, ReadElements(fold, frame), fold.Type, actions),
        BoundDecidedAction => inputs.Answer?.PossibleAction ?? Value.Unknown,
        BoundOffered offered => inputs.Answer is { } answer ? Value.Of(answer.HasOffer(offered.Service)) : Value.Unknown,
        BoundAggregate or BoundOutcomeFigure or BoundRelativeRate or BoundNetBenefit or BoundMeasureReference => inputs.Figure?.Invoke(expression) ?? Value.Unknown,
        BoundErrorExpression => Value.Unknown,
        _ => throw new UnreachableException($"Nothing evaluates {expression.GetType().Name}"),
    };

    /// <summary>
    /// A field that the data may give and a formula computes is unknown where the two cannot both be right, and as given where they can;
    /// the formula counts where nothing was given.
    /// </summary>
    private Value ReadField(EntityInstance entity, FieldSymbol field, EvaluationFrame frame)
    {
        if (field.Formula is not { } formula)
        {
            return entity[field];
        }

        var computed = frame.Session.Remember(field, entity, () => Evaluate(formula, frame.About(entity)));
        var given = field.IsStored ? entity[field] : Value.Unknown;
        if (given.Kind == ValueKind.Unknown)
        {
            return computed;
        }

        if (ValueOperations.AreEqual(given, computed, CountMembers(field.Type)) != Truth.False)
        {
            return given;
        }

        frame.Session.Tracer?.Note("what is given and what is computed disagree");
        return Value.Unknown;
    }

    private Value ComputeDefine(BoundDefineReference reference, EvaluationFrame frame) => reference.Define.Value is { } value
        ? frame.Session.Remember(reference.Define, frame.Subject.Entity, () => Evaluate(value, frame))
        : Value.Unknown;

    private static Value ComputeUnary(BoundUnary unary, Value operand) => unary.Operator switch
    {
        BoundUnaryOperator.Not => Value.Of(operand.ToTruth().Not()),
        BoundUnaryOperator.Certainly => Value.Of(operand.ToTruth() == Truth.True),
        BoundUnaryOperator.Possibly => Value.Of(operand.ToTruth() != Truth.False),
        BoundUnaryOperator.Negate => ValueOperations.Negate(operand, unary.Type),
        BoundUnaryOperator.IsKnown => Value.Of(operand.IsKnown),
        BoundUnaryOperator.IsUnknown => Value.Of(!operand.IsKnown),
        _ => throw new UnreachableException($"Nothing evaluates {unary.Operator}"),
    };

    /// <summary>Stops at the first operand that settles the answer.</summary>
    private Value ComputeLogical(BoundLogical logical, EvaluationFrame frame)
    {
        var settling = logical.IsAnd ? Truth.False : Truth.True;
        var result = settling.Not();
        foreach (var operand in logical.Operands)
        {
            var truth = Evaluate(operand, frame).ToTruth();
            if (truth == settling)
            {
                return Value.Of(settling);
            }

            result = logical.IsAnd ? result.And(truth) : result.Or(truth);
        }

        return Value.Of(result);
    }

    private Value ComputeComparison(BoundComparison comparison, EvaluationFrame frame)
    {
        var left = Evaluate(comparison.Left, frame);
        var right = Evaluate(comparison.Right, frame);
        return Value.Of(ValueOperations.Compare(left, comparison.Operator, right, CountMembers(comparison.Left.Type)));
    }

    private Value ComputeIf(BoundIf choice, EvaluationFrame frame) => Evaluate(choice.Condition, frame).ToTruth() switch
    {
        Truth.True => Evaluate(choice.WhenTrue, frame),
        Truth.False => Evaluate(choice.WhenFalse, frame),
        _ => Value.Unknown,
    };

    private int? CountMembers(TypeSymbol type) => type switch
    {
        EnumType { Enum: var members } => members.Members.Length,
        ActionType => actions.Length,
        BasicType when type == BasicType.Boolean => 2,
        _ => null,
    };

    private static Value Negated(Truth truth, bool isNegated) => Value.Of(isNegated ? truth.Not() : truth);
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// Gives bound expressions their value as terms over what is known of the fields: sections 5 and 6 of the language, written a second time.
/// It shares nothing with the engine but the bound tree. What is read twice gets a name in the script.
/// </summary>
internal sealed partial class SmtEvaluator
{
    private readonly SmtScript script;
    private readonly SmtFields fields;
    private readonly SmtHistories histories;
    private readonly int actionCount;
    private readonly Dictionary<(object Symbol, SmtValue Subject), SmtValue> remembered = [];

    public SmtEvaluator(SmtScript script, SmtFields fields, int actionCount)
    {
        this.script = script;
        this.fields = fields;
        this.actionCount = actionCount;
        histories = new SmtHistories(script, fields, this);
    }

    public SmtHistories Histories => histories;

    public SmtTruth Truth(BoundExpression condition) => Truth(condition, SmtReference.Incident);

    public SmtTruth Truth(BoundExpression condition, SmtValue subject)
    {
        var truth = ((SmtMembers)Evaluate(condition, subject)).ToTruth();
        return new SmtTruth(script.Name(truth.True), script.Name(truth.False));
    }

    public SmtValue Evaluate(BoundExpression expression) => Evaluate(expression, SmtReference.Incident);

    public SmtValue Evaluate(BoundExpression expression, SmtValue subject) => Named(Compute(expression, subject));

    /// <summary>What is known of a field: as given, else as computed, and unknown where the two cannot both be right.</summary>
    public SmtValue Read(SmtReference entity, FieldSymbol field)
    {
        if (remembered.TryGetValue((field, entity), out var known))
        {
            return known;
        }

        var value = field.Formula is { } formula ? Derive(entity, field, Evaluate(formula, entity)) : fields.Get(entity, field);
        return remembered[(field, entity)] = Named(value);
    }

    /// <summary>Where what is given for a field and what its formula gives cannot both be right.</summary>
    public string Disagrees(SmtReference entity, FieldSymbol field)
    {
        var given = fields.Get(entity, field);
        return field.Formula is { } formula && field.IsStored
            ? Smt.And(entity.Known, Smt.Not(given.IsUnknown), SmtOperations.AreEqual(given, Evaluate(formula, entity)).False)
            : Smt.False;
    }

    private SmtValue Derive(SmtReference entity, FieldSymbol field, SmtValue computed)
    {
        var unknown = SmtValue.UnknownOf(field.Type, actionCount);
        if (!field.IsStored)
        {
            return SmtOperations.Choose(entity.Known, computed, unknown);
        }

        var given = fields.Get(entity, field);
        var disagree = SmtOperations.AreEqual(given, computed).False;
        return SmtOperations.Choose(
            entity.Known,
            SmtOperations.Choose(given.IsUnknown, computed, SmtOperations.Choose(script.Name(disagree), unknown, given)),
            unknown);
    }

    private SmtValue Compute(BoundExpression expression, SmtValue subject) => expression switch
    {
        BoundLiteral literal => Literal(literal),
        BoundSubject => subject,
        BoundThis => subject,
        BoundFieldAccess access => Read((SmtReference)Evaluate(access.Receiver, subject), access.Field),
        BoundDefineReference reference => ComputeDefine(reference, subject),
        BoundUnary unary => ComputeUnary(unary, Evaluate(unary.Operand, subject)),
        BoundLogical logical => logical.Operands
            .Select(o => Truth(o, subject))
            .Aggregate((all, next) => logical.IsAnd ? all.And(next) : all.Or(next))
            .ToValue(),
        BoundComparison comparison =>
            SmtOperations.Compare(Evaluate(comparison.Left, subject), comparison.Operator, Evaluate(comparison.Right, subject)).ToValue(),
        BoundInRange range => Negated(SmtOperations.IsInRange(Evaluate(range.Operand, subject), range.Low, range.High), range.IsNegated),
        BoundInList list => Negated(SmtOperations.IsOneOf(Evaluate(list.Operand, subject), list.Items, fields.TextId), list.IsNegated),
        BoundHas has => SmtOperations.HasAny((SmtSet)Evaluate(has.Operand, subject), has.Members).ToValue(),
        BoundDefault chain => chain.Operands
            .Select(o => Evaluate(o, subject))
            .Reverse()
            .Aggregate((rest, first) => SmtOperations.Choose(first.IsKnown, first, rest)),
        BoundArithmetic step => SmtArithmetic.Calculate(step, (SmtNumber)Evaluate(step.Left, subject), (SmtNumber)Evaluate(step.Right, subject)),
        BoundConversion conversion => SmtArithmetic.Convert((SmtNumber)Evaluate(conversion.Operand, subject), conversion.Operand.Type, conversion.Type),
        BoundIf choice => ComputeIf(choice, subject),
        BoundMatch match => Choose(match.Arms, Evaluate(match.Subject, subject), subject, match.Type),
        BoundTableLookup lookup => LookUp(lookup, Evaluate(lookup.Argument, subject)),
        BoundCall call => Call(call, Evaluate(call.Arguments[0], subject)),
        BoundHistory history => histories.Get(history),
        _ => throw SmtUnsupportedException.Of(expression),
    };

    private SmtValue ComputeDefine(BoundDefineReference reference, SmtValue subject)
    {
        if (!remembered.TryGetValue((reference.Define, subject), out var value))
        {
            value = Evaluate(reference.Define.Value ?? throw SmtUnsupportedException.Of(reference), subject);
            remembered[(reference.Define, subject)] = value;
        }

        return value;
    }

    private static SmtValue ComputeUnary(BoundUnary unary, SmtValue operand) => unary.Operator switch
    {
        BoundUnaryOperator.Negate => SmtArithmetic.Negate((SmtNumber)operand, unary.Type),
        BoundUnaryOperator.IsKnown => SmtTruth.Of(operand.IsKnown).ToValue(),
        BoundUnaryOperator.IsUnknown => SmtTruth.Of(Smt.Not(operand.IsKnown)).ToValue(),
        BoundUnaryOperator.Not => ((SmtMembers)operand).ToTruth().Not().ToValue(),
        BoundUnaryOperator.Certainly => SmtTruth.Of(((SmtMembers)operand).ToTruth().True).ToValue(),
        _ => SmtTruth.Of(Smt.Not(((SmtMembers)operand).ToTruth().False)).ToValue(),
    };

    private SmtValue ComputeIf(BoundIf choice, SmtValue subject)
    {
        var truth = Truth(choice.Condition, subject);
        var otherwise = SmtOperations.Choose(truth.False, Evaluate(choice.WhenFalse, subject), SmtValue.UnknownOf(choice.Type, actionCount));
        return SmtOperations.Choose(truth.True, Evaluate(choice.WhenTrue, subject), otherwise);
    }

    private static SmtValue Call(BoundCall call, SmtValue operand) => (call.Function, operand) switch
    {
        (BuiltInFunction.DateOf, SmtNumber instant) => SmtArithmetic.DateOf(instant),
        (BuiltInFunction.HourOf, SmtNumber instant) => SmtArithmetic.HourOf(instant),
        (BuiltInFunction.WeekdayOf, SmtNumber instant) => SmtArithmetic.WeekdayOf(instant),
        _ => throw SmtUnsupportedException.Of(call),
    };

    private static SmtValue Negated(SmtTruth truth, bool isNegated) => (isNegated ? truth.Not() : truth).ToValue();

    private SmtValue Named(SmtValue value) => value switch
    {
        SmtMembers members => new SmtMembers(script.Name(members.Unknown), Named(members.May)),
        SmtNumber { Constant: null } number =>
            new SmtNumber(script.Name(number.HasLow), script.Name(number.HasHigh), script.Name(number.Low, "Int"), script.Name(number.High, "Int")),
        SmtText text => new SmtText(script.Name(text.Known), script.Name(text.Id, "Int")),
        SmtSet set => new SmtSet(script.Name(set.Known), Named(set.Has)),
        _ => value,
    };

    private ImmutableArray<string> Named(ImmutableArray<string> terms) => [.. terms.Select(t => script.Name(t))];
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// From bound expressions to diagrams, by the interpreter's rules (language.md sections 5 and 6). A condition becomes a pair of diagrams; any
/// other expression a list of leaves, each under the guard under which it is the value: guards exclude one another and leave nothing out. Tables, matches,
/// ifs, defaults and derived fields are unfolded into guards, and an expression is encoded once about each subject.
/// Cost: the product of the leaves of operands, at most <see cref="MaxLeaves"/>.
/// </summary>
internal sealed partial class ExpressionEncoder(IDiagramAlgebra algebra, TermTable terms, ImmutableArray<ActionSymbol> actions)
{
    private const int MaxLeaves = 2_000;

    private readonly ValueFormatter formatter = new(actions);
    private readonly Dictionary<(BoundExpression Expression, string Subject), TruthDiagrams> truths = new(new ByReference());
    private readonly Dictionary<(BoundExpression Expression, string Subject), ImmutableArray<GuardedLeaf>> values = new(new ByReference());

    /// <summary>The truth of a condition about the incident.</summary>
    public TruthDiagrams Truth(BoundExpression condition) => Truth(condition, Incident(condition));

    /// <summary>The value of an expression about the incident.</summary>
    public ImmutableArray<GuardedLeaf> Leaves(BoundExpression expression) => Leaves(expression, Incident(expression));

    /// <summary>The truth of a condition about the entity at the end of a path.</summary>
    public TruthDiagrams Truth(BoundExpression condition, ImmutableArray<FieldSymbol> path, TypeSymbol type) =>
        Truth(condition, new ReferenceLeaf(path, type));

    /// <summary>Where a fact of operations holds.</summary>
    public Diagram Fact(FactKind kind, string name) => terms.GetFact(kind, name).IsYes(algebra);

    /// <summary>Lets go of what was made since there were so many nodes.</summary>
    public void ForgetSince(int count)
    {
        foreach (var (key, _) in truths.Where(t => t.Value.True.Node >= count || t.Value.False.Node >= count).ToList())
        {
            truths.Remove(key);
        }

        foreach (var (key, _) in values.Where(v => v.Value.Any(l => l.Guard.Node >= count)).ToList())
        {
            values.Remove(key);
        }
    }

    private static ReferenceLeaf Incident(BoundExpression expression) => new([], expression.Type);

    private TruthDiagrams Truth(BoundExpression expression, Leaf subject)
    {
        EnsureRoom();
        if (!truths.TryGetValue((expression, subject.Key), out var truth))
        {
            truths[(expression, subject.Key)] = truth = EncodeTruth(expression, subject);
        }

        return truth;
    }

    private TruthDiagrams EncodeTruth(BoundExpression expression, Leaf subject) => expression switch
    {
        BoundLiteral literal => TruthDiagrams.Of(literal.Value.ToTruth()),
        BoundFieldAccess access => ReadBoolean(access, subject),
        BoundDefineReference { Define.Value: { } value } => Truth(value, subject),
        BoundUnary unary => EncodeUnary(unary, subject),
        BoundLogical logical => EncodeLogical(logical, subject),
        BoundComparison comparison when comparison.Left.Type == BasicType.Boolean => CompareTruths(comparison, subject),
        BoundComparison comparison => ForPairs(
            Leaves(comparison.Left, subject), Leaves(comparison.Right, subject), (left, right) => Compare(left, comparison.Operator, right)),
        BoundInRange range => Negated(ForEach(Leaves(range.Operand, subject), leaf => IsInRange(leaf, range.Low, range.High)), range.IsNegated),
        BoundInList list => Negated(ForEach(Leaves(list.Operand, subject), leaf => IsOneOf(leaf, list.Items)), list.IsNegated),
        BoundHas has => ForEach(Leaves(has.Operand, subject), leaf => HasAny(leaf, has.Members)),
        BoundTextTest test => ForEach(Leaves(test.Operand, subject), leaf => Test(leaf, test.Pattern)),
        BoundHistory history => EncodeAny(history, subject),
        BoundIf or BoundMatch or BoundTableLookup => Join(FindChoices(expression, subject)),
        BoundDefault chain => EncodeDefaultTruth(chain, subject),
        BoundSubject => ForEach([new GuardedLeaf(Diagram.True, subject)], IsTrue),
        _ => TruthDiagrams.Unknown,
    };

    private ImmutableArray<GuardedLeaf> Leaves(BoundExpression expression, Leaf subject)
    {
        EnsureRoom();
        if (!values.TryGetValue((expression, subject.Key), out var leaves))
        {
            values[(expression, subject.Key)] = leaves = Merge(EncodeLeaves(expression, subject));
        }

        return leaves;
    }

    private IEnumerable<GuardedLeaf> EncodeLeaves(BoundExpression expression, Leaf subject) => expression switch
    {
        _ when expression.Type == BasicType.Boolean && expression is not (BoundSubject or BoundLiteral) => FromTruth(Truth(expression, subject)),
        BoundLiteral literal => [new(Diagram.True, new ConstantLeaf(literal.Value, literal.Type))],
        BoundSubject => [new(Diagram.True, subject)],
        BoundFieldAccess access => ReadField(access, subject),
        BoundDefineReference { Define.Value: { } value } => Leaves(value, subject),
        BoundUnary { Operator: BoundUnaryOperator.Negate } unary => Leaves(unary.Operand, subject).Select(l => l with { Leaf = Negate(l.Leaf, unary) }),
        BoundArithmetic step => Pairs(Leaves(step.Left, subject), Leaves(step.Right, subject), (left, right) => Calculate(left, step, right)),
        BoundConversion conversion => Leaves(conversion.Operand, subject).Select(l => l with { Leaf = Convert(l.Leaf, conversion) }),
        BoundCall call => Leaves(call.Arguments[0], subject).Select(l => l with { Leaf = Call(call, l.Leaf) }),
        BoundHistory history => [new(Diagram.True, GetHistory(history, subject))],
        BoundIf or BoundMatch or BoundTableLookup => Unfold(FindChoices(expression, subject), expression.Type),
        BoundDefault chain => EncodeDefault(chain, subject),
        _ => [new(Diagram.True, Unknown(expression.Type))],
    };

    private TruthDiagrams EncodeUnary(BoundUnary unary, Leaf subject)
    {
        switch (unary.Operator)
        {
            case BoundUnaryOperator.Not:
                return Truth(unary.Operand, subject).Not();
            case BoundUnaryOperator.Certainly:
                var certain = Truth(unary.Operand, subject).True;
                return new TruthDiagrams(certain, algebra.Not(certain));
            case BoundUnaryOperator.Possibly:
                var impossible = Truth(unary.Operand, subject).False;
                return new TruthDiagrams(algebra.Not(impossible), impossible);
            case BoundUnaryOperator.IsKnown or BoundUnaryOperator.IsUnknown:
                var known = IsKnown(unary.Operand, subject);
                var answer = new TruthDiagrams(known, algebra.Not(known));
                return unary.Operator == BoundUnaryOperator.IsKnown ? answer : answer.Not();
            default:
                return TruthDiagrams.Unknown;
        }
    }

    private TruthDiagrams EncodeLogical(BoundLogical logical, Leaf subject)
    {
        var result = logical.IsAnd ? TruthDiagrams.Always : TruthDiagrams.Never;
        foreach (var operand in logical.Operands)
        {
            var truth = Truth(operand, subject);
            result = logical.IsAnd ? result.And(truth, algebra) : result.Or(truth, algebra);
        }

        return result;
    }

    private TruthDiagrams CompareTruths(BoundComparison comparison, Leaf subject)
    {
        var (left, right) = (Truth(comparison.Left, subject), Truth(comparison.Right, subject));
        var same = algebra.Or(algebra.And(left.True, right.True), algebra.And(left.False, right.False));
        var different = algebra.Or(algebra.And(left.True, right.False), algebra.And(left.False, right.True));
        return comparison.Operator switch
        {
            Language.Syntax.ComparisonOperator.Equal => new TruthDiagrams(same, different),
            Language.Syntax.ComparisonOperator.NotEqual => new TruthDiagrams(different, same),
            _ => TruthDiagrams.Unknown,
        };
    }

    private Diagram IsKnown(BoundExpression operand, Leaf subject)
    {
        if (operand.Type == BasicType.Boolean && operand is not BoundSubject)
        {
            return Truth(operand, subject).IsKnown(algebra);
        }

        return Any(Leaves(operand, subject).Select(l => algebra.And(l.Guard, IsKnown(l.Leaf))));
    }

    private IEnumerable<GuardedLeaf> FromTruth(TruthDiagrams truth) =>
    [
        new(truth.True, new ConstantLeaf(Value.True, BasicType.Boolean)),
        new(truth.False, new ConstantLeaf(Value.False, BasicType.Boolean)),
        new(algebra.Not(truth.IsKnown(algebra)), Unknown(BasicType.Boolean)),
    ];

    private TruthDiagrams ForEach(ImmutableArray<GuardedLeaf> leaves, Func<Leaf, TruthDiagrams> ask)
    {
        var (isTrue, isFalse) = (Diagram.False, Diagram.False);
        foreach (var (guard, leaf) in leaves)
        {
            var truth = ask(leaf).Under(guard, algebra);
            (isTrue, isFalse) = (algebra.Or(isTrue, truth.True), algebra.Or(isFalse, truth.False));
        }

        return new TruthDiagrams(isTrue, isFalse);
    }

    private TruthDiagrams ForPairs(ImmutableArray<GuardedLeaf> left, ImmutableArray<GuardedLeaf> right, Func<Leaf, Leaf, TruthDiagrams> ask) =>
        ForEach(left, l => ForEach(right, r => ask(l, r)));

    private IEnumerable<GuardedLeaf> Pairs(ImmutableArray<GuardedLeaf> left, ImmutableArray<GuardedLeaf> right, Func<Leaf, Leaf, Leaf> combine) =>
        from l in left
        from r in right
        let guard = algebra.And(l.Guard, r.Guard)
        where !guard.IsFalse
        select new GuardedLeaf(guard, combine(l.Leaf, r.Leaf));

    /// <summary>Equal leaves under one guard; impossible ones left out.</summary>
    private ImmutableArray<GuardedLeaf> Merge(IEnumerable<GuardedLeaf> leaves)
    {
        var merged = new Dictionary<string, GuardedLeaf>(StringComparer.Ordinal);
        foreach (var (guard, leaf) in leaves.Where(l => !l.Guard.IsFalse))
        {
            merged[leaf.Key] = merged.TryGetValue(leaf.Key, out var same) ? same with { Guard = algebra.Or(same.Guard, guard) } : new GuardedLeaf(guard, leaf);
            if (merged.Count > MaxLeaves)
            {
                throw new BudgetExceededException($"an expression has more than {MaxLeaves} possible values");
            }
        }

        return [.. merged.Values];
    }

    private Diagram Any(IEnumerable<Diagram> diagrams) => diagrams.Aggregate(Diagram.False, algebra.Or);

    private static ConstantLeaf Unknown(TypeSymbol type) => new(Value.Unknown, type);

    private static TruthDiagrams Negated(TruthDiagrams truth, bool isNegated) => isNegated ? truth.Not() : truth;

    private static void EnsureRoom()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new BudgetExceededException("an expression is nested too deep");
        }
    }

    private sealed class ByReference : IEqualityComparer<(BoundExpression Expression, string Subject)>
    {
        public bool Equals((BoundExpression Expression, string Subject) x, (BoundExpression Expression, string Subject) y) =>
            ReferenceEquals(x.Expression, y.Expression) && string.Equals(x.Subject, y.Subject, StringComparison.Ordinal);

        public int GetHashCode((BoundExpression Expression, string Subject) key) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(key.Expression), key.Subject.GetHashCode(StringComparison.Ordinal));
    }
}

/// <summary>A leaf with the incidents for which it is the value.</summary>
internal readonly record struct GuardedLeaf(Diagram Guard, Leaf Leaf);

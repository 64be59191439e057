using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// From bound expressions to nodes. Logic becomes logic of masks, what reads one column of codes a look-up, comparisons of numbers with constants ranges. What
/// has no node of its own is evaluated by the interpreter's own evaluator for each tuple of values that it reads, so every construct is covered.
/// Equal expressions become one node.
/// </summary>
internal sealed partial class PlanTranslator(IncidentSchema schema)
{
    private readonly ExpressionKeys keys = new(tellsNamesApart: true);
    private readonly ExpressionKeys meanings = new();
    private readonly Dictionary<int, ConditionNode> conditions = [];
    private readonly Dictionary<int, NumberNode> numbers = [];
    private readonly Dictionary<(int Left, int Right, string? Name), ConditionNode> exceptions = [];
    private readonly Dictionary<int, int> historyPlaces = [];

    /// <summary>Every node, parts before those that have them.</summary>
    public List<PlanNode> Nodes { get; } = [];

    public List<PlannedExpression> Histories { get; } = [];

    public HashSet<int> Slots { get; } = [];

    public ConditionNode TranslateCondition(BoundExpression condition, GlobalScope scope) => Condition(condition, new About(scope, []));

    /// <summary><c>when C unless D</c>.</summary>
    public ConditionNode TranslateExcept(BoundExpression when, BoundExpression unless, GlobalScope scope)
    {
        var (condition, exception) = (TranslateCondition(when, scope), TranslateCondition(unless, scope));
        var name = exception.Told is null ? Wanting.NameOf(unless) : null;
        if (!exceptions.TryGetValue((condition.Number, exception.Number, name), out var node))
        {
            node = Add(new LogicalCondition(isAnd: true, [condition, Add(new NotCondition(exception, name))], name: null));
            exceptions.Add((condition.Number, exception.Number, name), node);
        }

        return node;
    }

    public ValueReader TranslateValue(BoundExpression value, GlobalScope scope)
    {
        var about = new About(scope, []);
        if (value is BoundFieldAccess { Field: { Formula: null, Type: not EntityType } } && LeafFinder.FindPath(value, []) is { } path)
        {
            return new StoredReader(SlotOf(path));
        }

        return IncidentSchema.IsNumber(value.Type) ? new NumberReader(Number(value, about))
            : value.Type == BasicType.Boolean ? new ConditionReader(Condition(value, about))
            : Reader(value, about);
    }

    public ValueReader TranslateField(FieldPath path)
    {
        if (path.Fields.All(f => f.Formula is null))
        {
            return new StoredReader(SlotOf(path.Fields));
        }

        var leaves = new LeafFinder(schema, schema.Scope, PlaceOf).Find(path.Fields);
        var own = Enumerable.Range(1, path.Fields.Length).Select(length => schema.Find(LeafFinder.NameOf([.. path.Fields.Take(length)]))).Where(s => s >= 0);
        var slots = leaves.Slots.Concat(leaves.References).Concat(own).Distinct().OrderBy(s => schema.Paths[s].Fields.Length).ThenBy(s => s);
        return new FieldReader(path, schema, [.. Used(slots)]);
    }

    private PartReader Reader(BoundExpression value, About about)
    {
        var part = Part(value, about);
        return new PartReader(part, Add(new PartNumber(part)));
    }

    private ConditionNode Condition(BoundExpression expression, About about)
    {
        if (!DeepStack.HasRoom)
        {
            return DeepStack.Run(() => Condition(expression, about));
        }

        var key = keys.GetNumber(expression, about.Name);
        if (!conditions.TryGetValue(key, out var node))
        {
            conditions[key] = node = MakeCondition(expression, about);
        }

        return node;
    }

    private ConditionNode MakeCondition(BoundExpression expression, About about) => expression switch
    {
        BoundDefineReference { Define.Value: { } value } => Named(Condition(value, about), expression),
        BoundLogical logical => Add(new LogicalCondition(logical.IsAnd, [.. logical.Operands.Select(o => Condition(o, about))], NameOf(logical))),
        BoundUnary { Operator: BoundUnaryOperator.Not } unary => Add(new NotCondition(Condition(unary.Operand, about), NameOf(unary))),
        BoundUnary { Operator: BoundUnaryOperator.Certainly or BoundUnaryOperator.Possibly } unary =>
            Add(new ModalCondition(unary.Operator == BoundUnaryOperator.Certainly, Condition(unary.Operand, about))),
        BoundHistory history => MakeHistoryCondition(history, about),
        BoundFieldAccess { Field.Formula: { } formula } access when LeafFinder.FindPath(access, about.Subject) is { } path => MakeDerived(access, path, formula, about),
        _ => MakeAtom(expression, about),
    };

    /// <summary>A condition without logic of its own.</summary>
    private ConditionNode MakeAtom(BoundExpression expression, About about)
    {
        var leaves = FindLeaves(expression, about);
        if (leaves.IsEmpty)
        {
            return MakeConstant(expression, about, leaves);
        }

        if (FindOnlyCode(leaves) is { } field)
        {
            return Add(new CodeCondition(new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves), field));
        }

        return expression switch
        {
            BoundComparison comparison when IncidentSchema.IsNumber(comparison.Left.Type) => MakeComparison(comparison, about),
            BoundInRange range when IncidentSchema.IsNumber(range.Operand.Type) => MakeRange(range, about),
            BoundUnary { Operator: BoundUnaryOperator.IsKnown or BoundUnaryOperator.IsUnknown } unary when IncidentSchema.IsNumber(unary.Operand.Type) =>
                Add(new KnownNumberCondition(Number(unary.Operand, about), unary.Operator == BoundUnaryOperator.IsKnown)),
            _ => Add(new PartCondition(Part(expression, about))),
        };
    }

    private ConstantCondition MakeConstant(BoundExpression expression, About about, ExpressionLeaves leaves)
    {
        var part = new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves);
        var truth = part.Evaluate([], []).ToTruth();
        return Add(new ConstantCondition(truth == Truth.True, truth != Truth.False, truth == Truth.Unknown ? part.FindWanting([], []) : [], Telling.IsTold(expression)));
    }

    /// <summary>A name for what has none: a literal that a define or a formula stands for.</summary>
    private ConditionNode Named(ConditionNode node, BoundExpression named) => node is ConstantCondition { Told: null, IsUnknown: true }
        ? Add(new ConstantCondition(truth: false, possible: true, [Wanting.NameOf(named)]))
        : node;

    /// <summary>What an expression is called where none of its parts is at fault; null where one always is.</summary>
    private static string? NameOf(BoundExpression expression) => Telling.HasName(expression) ? Wanting.NameOf(expression) : null;

    /// <summary>A boolean with a formula, given by the data or not, of the incident or of an entity that it refers to.</summary>
    private ConditionNode MakeDerived(BoundFieldAccess access, ImmutableArray<FieldSymbol> path, BoundExpression formula, About about)
    {
        var owner = path.RemoveAt(path.Length - 1);
        var node = Named(Condition(formula, about with { Subject = owner }), access);
        if (access.Field.IsStored)
        {
            var field = Field(path);
            node = Add(new GivenOrComputedCondition(Add(new StoredBoolean(field)), node, access.Field.QualifiedName));
        }

        if (!owner.IsEmpty)
        {
            node = Add(new BehindReferenceCondition(Field(owner), node));
        }

        return node;
    }

    private ConditionNode MakeHistoryCondition(BoundHistory history, About about)
    {
        var name = Wanting.NameOf(history);
        return about.Subject.IsEmpty
            ? Add(new HistoryCondition(PlaceOf(history, about.Scope), name))
            : Add(new ConstantCondition(truth: false, possible: true, [name]));
    }

    private ConditionNode MakeComparison(BoundComparison comparison, About about)
    {
        var (left, right, name) = (Number(comparison.Left, about), Number(comparison.Right, about), NameOf(comparison));
        if (right is ConstantNumber { Value: { Kind: ValueKind.Exact, Low: var bound } })
        {
            return MakeRange(left, comparison.Operator, bound, name);
        }

        return left is ConstantNumber { Value: { Kind: ValueKind.Exact, Low: var other } }
            ? MakeRange(right, Mirror(comparison.Operator), other, name)
            : Add(new CompareCondition(left, comparison.Operator, right, name));
    }

    private ConditionNode MakeRange(NumberNode operand, ComparisonOperator comparison, long bound, string? name) => comparison switch
    {
        ComparisonOperator.Less => MakeRange(operand, long.MinValue, bound - 1, name),
        ComparisonOperator.LessOrEqual => MakeRange(operand, long.MinValue, bound, name),
        ComparisonOperator.Greater => MakeRange(operand, bound + 1, long.MaxValue, name),
        ComparisonOperator.GreaterOrEqual => MakeRange(operand, bound, long.MaxValue, name),
        ComparisonOperator.Equal => MakeRange(operand, bound, bound, name),
        _ => Add(new NotCondition(MakeRange(operand, bound, bound, name), name: null)),
    };

    private ConditionNode MakeRange(BoundInRange range, About about)
    {
        var (low, high) = (range.Low ?? Value.OpenLow, range.High ?? Value.OpenHigh);
        var inside = (low, high) is (Value.OpenLow, Value.OpenHigh) ? Add(new ConstantCondition(truth: true, possible: true, []))
            : low > high ? Add(new ConstantCondition(truth: false, possible: false, []))
            : MakeRange(Number(range.Operand, about), low, high, NameOf(range));
        return range.IsNegated ? Add(new NotCondition(inside, name: null)) : inside;
    }

    private ConditionNode MakeRange(NumberNode operand, long low, long high, string? name) =>
        operand is StoredNumber stored ? Add(new StoredRangeCondition(stored.Field, low, high)) : Add(new RangeCondition(operand, low, high, name));

    private static ComparisonOperator Mirror(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => comparison,
    };

    /// <summary>The field, where an expression reads one column of codes and nothing else.</summary>
    private StoredField? FindOnlyCode(ExpressionLeaves leaves) =>
        leaves is { Slots: [var slot], Histories: [], IsClosed: true } && !IncidentSchema.IsNumber(schema.Paths[slot].Field.Type) ? Field(schema.Paths[slot].Fields) : null;

    private ExpressionPart Part(BoundExpression expression, About about) => new(schema, expression, about.Scope, about.Subject, FindLeaves(expression, about));

    private ExpressionLeaves FindLeaves(BoundExpression expression, About about)
    {
        var leaves = new LeafFinder(schema, about.Scope, PlaceOf).Find(expression, about.Subject);
        Used(leaves.Slots.Concat(leaves.References));
        return leaves;
    }

    private StoredField Field(ImmutableArray<FieldSymbol> path)
    {
        for (var length = 1; length <= path.Length; length++)
        {
            SlotOf([.. path.Take(length)]);
        }

        return new StoredField(schema, path);
    }

    private int SlotOf(ImmutableArray<FieldSymbol> path)
    {
        var slot = schema.Find(LeafFinder.NameOf(path));
        if (slot >= 0)
        {
            Slots.Add(slot);
        }

        return slot;
    }

    private List<int> Used(IEnumerable<int> slots)
    {
        var used = slots.ToList();
        foreach (var slot in used)
        {
            Field(schema.Paths[slot].Fields);
        }

        return used;
    }

    private int PlaceOf(BoundHistory history, GlobalScope scope)
    {
        var key = meanings.GetNumber(history, "");
        if (!historyPlaces.TryGetValue(key, out var place))
        {
            historyPlaces.Add(key, place = Histories.Count);
            Histories.Add(new PlannedExpression(history, scope));
        }

        return place;
    }

    private T Add<T>(T node)
        where T : PlanNode
    {
        node.Number = Nodes.Count;
        Nodes.Add(node);
        return node;
    }

    /// <summary>What an expression is about: the scope that it is from, and the path from the incident to its subject.</summary>
    private sealed record About(GlobalScope Scope, ImmutableArray<FieldSymbol> Subject)
    {
        public string Name => LeafFinder.NameOf(Subject);
    }
}

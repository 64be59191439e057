using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// An expression with all that it reads of an incident, so that it can be evaluated by the interpreter's own evaluator for given values of these: once for
/// each code, or each tuple of values, in place of once for each row.
/// </summary>
internal sealed class ExpressionPart
{
    private readonly IncidentSchema schema;
    private readonly BoundExpression expression;
    private readonly GlobalScope scope;
    private readonly ImmutableArray<FieldSymbol> subject;
    private readonly ImmutableArray<Step> steps;
    private readonly Dictionary<BoundHistory, int> historyPlaces;

    public ExpressionPart(IncidentSchema schema, BoundExpression expression, GlobalScope scope, ImmutableArray<FieldSymbol> subject, ExpressionLeaves leaves)
    {
        this.schema = schema;
        this.expression = expression;
        this.scope = scope;
        this.subject = subject;
        Leaves = leaves;
        var owners = Enumerable.Range(1, subject.Length).Select(length => schema.Find(LeafFinder.NameOf([.. subject.Take(length)]))).Where(s => s >= 0 && !leaves.Slots.Contains(s));
        steps =
        [
            .. owners.Select(s => new Step(schema.Paths[s].Fields, -1, -1))
                .Concat(leaves.References.Select((s, i) => new Step(schema.Paths[s].Fields, -1, i)))
                .Concat(leaves.Slots.Select((s, i) => new Step(schema.Paths[s].Fields, i, -1)))
                .OrderBy(s => s.Path.Length),
        ];
        historyPlaces = leaves.Histories.Index().ToDictionary(h => h.Item.History, h => h.Index, ReferenceEqualityComparer.Instance as IEqualityComparer<BoundHistory>);
    }

    public ExpressionLeaves Leaves { get; }

    public TypeSymbol Type => expression.Type;

    public string Text => Wanting.NameOf(expression);

    /// <summary>The value for given values of what is read.</summary>
    /// <param name="values">By place in <see cref="ExpressionLeaves.Slots"/>.</param>
    /// <param name="histories">By place in <see cref="ExpressionLeaves.Histories"/>.</param>
    public Value Evaluate(ReadOnlySpan<Value> values, ReadOnlySpan<Value> histories)
    {
        // What is behind an unknown reference is unknown already.
        var about = Make(values, default);
        return about is null ? Value.Unknown : EvaluatorFor(histories).Evaluate(expression, about);
    }

    /// <summary>For want of what the value is not exactly known.</summary>
    /// <param name="values">By place in <see cref="ExpressionLeaves.Slots"/>.</param>
    /// <param name="histories">By place in <see cref="ExpressionLeaves.Histories"/>.</param>
    /// <param name="unknown">Which of <see cref="ExpressionLeaves.References"/> are unknown.</param>
    public ImmutableArray<string> FindWanting(ReadOnlySpan<Value> values, ReadOnlySpan<Value> histories, UnknownReferences unknown = default)
    {
        var about = Make(values, unknown);
        return about is null ? [] : EvaluatorFor(histories).FindWanting(expression, about);
    }

    /// <summary>Which of <see cref="ExpressionLeaves.References"/> are unknown for a row.</summary>
    public UnknownReferences FindUnknown(BatchEvaluation evaluation, int row)
    {
        var unknown = default(UnknownReferences);
        for (var i = 0; i < Leaves.References.Length; i++)
        {
            if (evaluation.GetStored(Leaves.References[i]) is not CodeColumn column || column.Codes[row] == CodeDictionary.UnknownCode)
            {
                unknown = unknown.With(i);
            }
        }

        return unknown;
    }

    public string DescribeLeaves() => string.Join(", ", Leaves.Slots.Select(s => $"`{schema.Paths[s]}`").Concat(Leaves.Histories.Select(h => FormattableString.Invariant($"history {h.Place}"))));

    private ExpressionEvaluator EvaluatorFor(ReadOnlySpan<Value> histories)
    {
        var known = histories.ToArray();
        return new ExpressionEvaluator(scope, new EvaluationInputs
        {
            HistoryValue = history => historyPlaces.TryGetValue(history, out var place) ? known[place] : Value.Unknown,
        });
    }

    private EntityInstance? Make(ReadOnlySpan<Value> values, UnknownReferences unknown)
    {
        var entity = schema.Scope.Incident ?? throw new InvalidOperationException("There is no entity `incident`.");
        var incident = new EntityInstance(entity);
        foreach (var step in steps)
        {
            var isUnknown = step.Reference >= 0 && unknown.Contains(step.Reference);
            IncidentReader.Set(incident, step.Path, step.Slot >= 0 ? values[step.Slot] : isUnknown ? Value.Unknown : Value.True);
        }

        var about = incident;
        foreach (var step in subject)
        {
            about = about?[step].Entity;
        }

        return about;
    }

    /// <summary>A field of the incident to set: a slot to its value, a reference to whether it is known.</summary>
    /// <param name="Path">From the incident to the field.</param>
    /// <param name="Slot">Its place among the slots, or -1.</param>
    /// <param name="Reference">Its place among the references; -1 for one that is known in any case.</param>
    private readonly record struct Step(ImmutableArray<FieldSymbol> Path, int Slot, int Reference);
}

/// <summary>Some of the references that an expression goes through, by place.</summary>
internal readonly record struct UnknownReferences(UInt128 Bits)
{
    private const int Most = 128;

    public UnknownReferences With(int place) => place < Most
        ? new UnknownReferences(Bits | (UInt128.One << place))
        : throw new NotSupportedException("An expression reads more than 128 entities that the incident refers to.");

    public bool Contains(int place) => (Bits & (UInt128.One << place)) != 0;
}

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
    private readonly ImmutableArray<int> references;
    private readonly Dictionary<BoundHistory, int> historyPlaces;

    public ExpressionPart(IncidentSchema schema, BoundExpression expression, GlobalScope scope, ImmutableArray<FieldSymbol> subject, ExpressionLeaves leaves)
    {
        this.schema = schema;
        this.expression = expression;
        this.scope = scope;
        this.subject = subject;
        Leaves = leaves;
        references = leaves.FindReferences(schema, subject);
        historyPlaces = leaves.Histories.Index().ToDictionary(h => h.Item.History, h => h.Index, ReferenceEqualityComparer.Instance as IEqualityComparer<BoundHistory>);
    }

    public ExpressionLeaves Leaves { get; }

    public TypeSymbol Type => expression.Type;

    public string Text => Wanting.NameOf(expression);

    /// <summary>The value for given values of what is read.</summary>
    /// <param name="values">By place in <see cref="ExpressionLeaves.Slots"/>.</param>
    /// <param name="histories">By place in <see cref="ExpressionLeaves.Histories"/>.</param>
    /// <param name="isBehindUnknown">Whether the references on the way to the fields are unknown, where they are not read themselves.</param>
    public Value Evaluate(ReadOnlySpan<Value> values, ReadOnlySpan<Value> histories, bool isBehindUnknown = false)
    {
        var about = Make(values, isBehindUnknown);
        return about is null ? Value.Unknown : EvaluatorFor(histories).Evaluate(expression, about);
    }

    /// <summary>For want of what the value is not exactly known.</summary>
    public ImmutableArray<string> FindWanting(ReadOnlySpan<Value> values, ReadOnlySpan<Value> histories, bool isBehindUnknown = false)
    {
        var about = Make(values, isBehindUnknown);
        return about is null ? [] : EvaluatorFor(histories).FindWanting(expression, about);
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

    private EntityInstance? Make(ReadOnlySpan<Value> values, bool isBehindUnknown)
    {
        var entity = schema.Scope.Incident ?? throw new InvalidOperationException("There is no entity `incident`.");
        var incident = new EntityInstance(entity);
        if (!isBehindUnknown)
        {
            foreach (var reference in references)
            {
                IncidentReader.Set(incident, schema.Paths[reference].Fields, Value.True);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (Leaves.Slots[i] >= 0)
            {
                IncidentReader.Set(incident, schema.Paths[Leaves.Slots[i]].Fields, values[i]);
            }
        }

        var about = incident;
        foreach (var step in subject)
        {
            about = about?[step].Entity;
        }

        return about;
    }
}

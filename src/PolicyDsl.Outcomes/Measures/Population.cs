using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>Incidents that are alike in all that measures read, with one answer.</summary>
/// <param name="Example">One of them.</param>
internal sealed record IncidentClass(EntityInstance Example, DecidedAnswer Answer)
{
    public long Incidents { get; set; }
}

/// <summary>
/// The incidents that measures count, with the answer that each got, put together in classes: incidents that are alike to every
/// measure, with one answer. A measure is then evaluated once per class.
/// </summary>
/// <param name="reads">What a measure reads: in that the incidents of one cell are alike.</param>
/// <param name="scope">The scope of the measures.</param>
internal sealed class Population(MeasureReads reads, GlobalScope scope)
{
    private readonly ExpressionEvaluator evaluator = new(scope, new EvaluationInputs());
    private readonly Dictionary<(FieldKey Key, string Answer), IncidentClass> byKey = [];
    private readonly List<IncidentClass> classes = [];

    /// <summary>Classes in the order in which they were first met.</summary>
    public IReadOnlyList<IncidentClass> Classes => classes;

    public long Incidents { get; private set; }

    /// <param name="example">One of the incidents.</param>
    /// <param name="answer">What each of them got.</param>
    /// <param name="incidents">How many there are.</param>
    public void Add(EntityInstance example, DecidedAnswer answer, long incidents)
    {
        Incidents += incidents;
        var key = (
            FieldKey.Of([.. reads.Fields.Select(f => ReadKnowledge(example, f)), .. reads.Conditions.Select(c => Value.Of(evaluator.Evaluate(c.Expression, example).ToTruth()))]),
            KeyOf(answer));
        if (!byKey.TryGetValue(key, out var known))
        {
            byKey.Add(key, known = new IncidentClass(example, answer));
            classes.Add(known);
        }

        known.Incidents += incidents;
    }

    /// <summary>Of a reference counts whether it is known.</summary>
    private Value ReadKnowledge(EntityInstance incident, FieldPath field)
    {
        var value = field.Read(incident, evaluator);
        return value.Kind == ValueKind.Reference ? Value.True : value;
    }

    private static string KeyOf(DecidedAnswer answer) =>
        $"{KeyOf(answer.Action)}|{KeyOf(answer.PossibleAction)}|{(answer.Offers is { } offers ? KeyOf(offers) : "?")}|{KeyOf(answer.OpenOffers)}";

    private static string KeyOf(Value action) => action.Kind switch
    {
        ValueKind.Exact => action.Low.ToString(CultureInfo.InvariantCulture),
        ValueKind.Alternatives => string.Join(',', action.Members.ToArray()),
        _ => "?",
    };

    private static string KeyOf(ImmutableArray<ServiceSymbol> services) => string.Join(',', services.Select(s => s.Name));
}

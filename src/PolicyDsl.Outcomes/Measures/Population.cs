using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
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
/// The incidents that measures count, with the answer that each got, put together in classes: incidents with equal values in every field
/// that a measure reads, and one answer. A measure is then evaluated once per class.
/// </summary>
internal sealed class Population(FieldProjection? projection)
{
    private readonly Dictionary<(FieldKey Key, long Action, string Offers), IncidentClass> byKey = [];
    private readonly List<IncidentClass> classes = [];

    /// <summary>Classes in order of their first incidents.</summary>
    public IReadOnlyList<IncidentClass> Classes => classes;

    public long Incidents { get; private set; }

    public void Add(EntityInstance incident, DecidedAnswer answer)
    {
        Incidents++;
        if (projection is null)
        {
            classes.Add(new IncidentClass(incident, answer) { Incidents = 1 });
            return;
        }

        var key = (projection.KeyOf(incident), answer.Action.IsKnown ? answer.Action.Low : long.MinValue, KeyOf(answer.Offers));
        if (!byKey.TryGetValue(key, out var known))
        {
            byKey.Add(key, known = new IncidentClass(incident, answer));
            classes.Add(known);
        }

        known.Incidents++;
    }

    private static string KeyOf(ImmutableArray<ServiceSymbol>? offers) => offers switch
    {
        null => "?",
        { IsEmpty: true } => "",
        { } some => string.Join(',', some.Select(s => s.Name)),
    };
}

using System.Collections.Immutable;
using System.Globalization;
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
    private readonly Dictionary<(FieldKey Key, string Answer), IncidentClass> byKey = [];
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

        var key = (projection.KeyOf(incident), KeyOf(answer));
        if (!byKey.TryGetValue(key, out var known))
        {
            byKey.Add(key, known = new IncidentClass(incident, answer));
            classes.Add(known);
        }

        known.Incidents++;
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

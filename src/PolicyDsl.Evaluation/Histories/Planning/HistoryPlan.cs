using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>What to read of each batch, and which histories share what of it.</summary>
internal sealed class HistoryPlan
{
    public required EvaluationPlan Evaluation { get; init; }

    /// <summary>When an incident happened.</summary>
    public required ColumnInput Time { get; init; }

    /// <summary>How wide most times are.</summary>
    public RegularWidth Width { get; } = new();

    public required ImmutableArray<KeySet> KeySets { get; init; }

    /// <summary>By history of the request.</summary>
    public required ImmutableArray<PlannedHistory> Histories { get; init; }

    /// <summary>The first instant that the data covers, or null.</summary>
    public required long? CoversFrom { get; init; }

    /// <summary>Everything that is read, in order.</summary>
    public required ImmutableArray<int> Slots { get; init; }

    public static HistoryPlan Create(IncidentSchema schema, DatasetSymbol dataset, ImmutableArray<PlannedExpression> requested)
    {
        var builder = new PlanBuilder(schema);
        var numbers = new ExpressionKeys();
        var keySets = new List<(string Names, GlobalScope Scope, KeySetBuilder Builder)>();
        var histories = ImmutableArray.CreateBuilder<PlannedHistory>();
        foreach (var (expression, scope) in requested)
        {
            var history = expression as BoundHistory ?? throw new ArgumentException("Only histories can be computed here.", nameof(requested));
            var reason = DatasetKeys.WhyNotFollowed(dataset, history);
            histories.Add(reason is not null || !IsAboutIncident(history, schema) ? new PlannedHistory(history, reason, -1, -1) : Place(history, scope, () => new KeySetBuilder(builder, numbers, history.Keys, scope), keySets));
        }

        var time = TimeOf(schema, requested, builder);
        ImmutableArray<KeySet> built = [.. keySets.Select(k => k.Builder.Build())];
        var evaluation = builder.Build();
        return new HistoryPlan
        {
            Time = time,
            KeySets = built,
            Histories = histories.ToImmutable(),
            CoversFrom = DatasetKeys.CoversFrom(dataset),
            Evaluation = evaluation,
            Slots = built.IsEmpty ? [] : WithReferences(built.SelectMany(k => k.Slots).Concat(evaluation.Slots).Append(time.Slot), schema),
        };
    }

    /// <summary>Keys are the same where they are called the same, computed ones in one compilation alone.</summary>
    private static PlannedHistory Place(BoundHistory history, GlobalScope scope, Func<KeySetBuilder> createBuilder, List<(string Names, GlobalScope Scope, KeySetBuilder Builder)> keySets)
    {
        var names = DatasetKeys.NamesOf(history);
        var isComputed = history.Keys.Any(k => KeyPath.FieldsOf(k).Any(f => f.Formula is not null));
        var found = keySets.FindIndex(k => k.Names == names && (!isComputed || ReferenceEquals(k.Scope, scope)));
        if (found < 0)
        {
            found = keySets.Count;
            keySets.Add((names, scope, createBuilder()));
        }

        return new PlannedHistory(history, null, found, keySets[found].Builder.Add(history, scope));
    }

    /// <summary>The target of a crackdown is about an area, at a moment that only operations know.</summary>
    private static bool IsAboutIncident(BoundHistory history, IncidentSchema schema)
    {
        BoundExpression? root = history.Keys.FirstOrDefault();
        while (root is BoundFieldAccess access)
        {
            root = access.Receiver;
        }

        return root is not BoundSubject { Type: EntityType { Entity: var entity } } || entity.Name == schema.Scope.Incident?.Name;
    }

    private static ColumnInput TimeOf(IncidentSchema schema, ImmutableArray<PlannedExpression> requested, PlanBuilder builder)
    {
        if (schema.Scope.Incident is not { } incident || incident.FindField("at") is not { } at || requested.IsEmpty)
        {
            return ColumnInput.None();
        }

        var any = requested[0].Expression;
        var subject = new BoundSubject(new EntityType(incident), any.Syntax) { Source = any.Source };
        return ColumnInput.Of(new BoundFieldAccess(subject, at, any.Syntax) { Source = any.Source }, schema.Scope, builder);
    }

    /// <summary>Slots with those of the references that lead to them.</summary>
    private static ImmutableArray<int> WithReferences(IEnumerable<int> slots, IncidentSchema schema) =>
    [
        .. slots.Where(s => s >= 0)
            .SelectMany(s => Enumerable.Range(1, schema.Paths[s].Fields.Length).Select(length => schema.Find(string.Join('.', schema.Paths[s].Fields.Take(length).Select(f => f.Name)))))
            .Where(s => s >= 0)
            .Distinct()
            .Order(),
    ];
}

/// <summary>A history of the request.</summary>
/// <param name="History">The history.</param>
/// <param name="WhyNotFollowed">Why the data set does not follow its key, or null.</param>
/// <param name="KeySet">Its key set; -1 where it is unknown for every incident.</param>
/// <param name="Member">Its place there.</param>
internal sealed record PlannedHistory(BoundHistory History, string? WhyNotFollowed, int KeySet, int Member);

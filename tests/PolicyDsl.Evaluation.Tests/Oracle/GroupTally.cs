using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>
/// Counts decisions by the values of some fields. Unknown is a group of its own, and so is every range or set of alternatives that occurs: an
/// age band is not split up, and nobody is put where they may not belong.
/// </summary>
internal sealed class GroupTally(ImmutableArray<FieldPath> by, ExpressionEvaluator evaluator, ImmutableArray<ActionSymbol> actions)
{
    private readonly ValueFormatter formatter = new(actions);
    private readonly Dictionary<FieldKey, Group> groups = [];

    public void Add(EntityInstance incident, Decision decision)
    {
        if (by.IsEmpty)
        {
            return;
        }

        var values = by.Select(p => KeyValue(p.Read(incident, evaluator))).ToArray();
        var key = new FieldKey(values);
        if (!groups.TryGetValue(key, out var group))
        {
            groups.Add(key, group = new Group([.. values]));
        }

        group.Tally.Add(decision);
    }

    public ImmutableArray<GroupCount> ToCounts(IReadOnlyCollection<ActionSymbol> named) =>
        [.. groups.Values.Order(Comparer<Group>.Create(Compare)).Select(g => new GroupCount(
            [.. g.Values.Select((v, i) => ToGroupValue(v, by[i].Field.Type))],
            g.Tally.Incidents,
            g.Tally.ToCounts(named),
            g.Tally.None,
            g.Tally.Conflicts,
            g.Tally.Unsettled))];

    /// <summary>A reference counts as its key.</summary>
    private static Value KeyValue(Value value) => value.Entity is { Entity.Key: { } key } entity ? entity[key] : value;

    private GroupValue ToGroupValue(Value value, TypeSymbol type) => new(
        value.Kind == ValueKind.Text ? value.Text : formatter.Format(value, type is EntityType { Entity.Key: { } key } ? key.Type : type),
        value.Kind == ValueKind.Unknown ? GroupKnowledge.Unknown : value.IsKnown ? GroupKnowledge.Known : GroupKnowledge.Partly);

    private static int Compare(Group left, Group right)
    {
        for (var i = 0; i < left.Values.Length; i++)
        {
            var order = Compare(left.Values[i], right.Values[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>By value; partly known ones by their lower, then their upper end; unknown last.</summary>
    private static int Compare(Value left, Value right)
    {
        var (a, b) = (left.Kind == ValueKind.Unknown, right.Kind == ValueKind.Unknown);
        return a || b ? a.CompareTo(b)
            : left.Kind == ValueKind.Text ? string.CompareOrdinal(left.Text, right.Text)
            : left.Low != right.Low ? left.Low.CompareTo(right.Low)
            : left.High != right.High ? left.High.CompareTo(right.High)
            : string.CompareOrdinal(string.Join(',', left.Members), string.Join(',', right.Members));
    }

    private sealed class Group(ImmutableArray<Value> values)
    {
        public ImmutableArray<Value> Values { get; } = values;

        public ActionTally Tally { get; } = new();
    }
}

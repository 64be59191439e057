using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Decisions by the values of some fields. Unknown is a group of its own, and so is every range or set of alternatives that occurs: an
/// age band is not split up, and nobody is put where they may not belong.
/// </summary>
internal static class RunGroups
{
    /// <summary>A reference counts as its key.</summary>
    public static FieldPath PathOf(FieldPath field) => field.Field.Type is EntityType { Entity.Key: { } key } ? new FieldPath(field.Fields.Add(key)) : field;

    public static ImmutableArray<GroupCount> Make(RunEngine engine, CellCounts cells, ImmutableArray<FieldPath> by, GlobalScope scope, ImmutableArray<ActionSymbol> named)
    {
        var formatter = new ValueFormatter([.. scope.All<ActionSymbol>()]);
        var groups = new Dictionary<FieldKey, Group>();
        foreach (var cell in cells.Cells)
        {
            var answer = engine.GetAnswer(0, cell.Answers[0]);
            if (answer.Status == DecisionStatus.Outside)
            {
                continue;
            }

            var key = FieldKey.Of([.. cell.Values]);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = new Group(cell.Values));
            }

            group.Add(answer, cell.Incidents);
        }

        return
        [
            .. groups.Values.Order(Comparer<Group>.Create(Compare)).Select(g => new GroupCount(
                [.. g.Values.Select((v, i) => ToGroupValue(v, PathOf(by[i]).Field.Type, formatter))],
                g.Incidents,
                g.ToCounts(named),
                g.None,
                g.Conflicts,
                g.Unsettled)),
        ];
    }

    private static GroupValue ToGroupValue(Value value, TypeSymbol type, ValueFormatter formatter) => new(
        value.Kind == ValueKind.Text ? value.Text : formatter.Format(value, type),
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
        private readonly Dictionary<ActionSymbol, (long Incidents, long Unsettled)> actions = [];

        public ImmutableArray<Value> Values { get; } = values;

        public long Incidents { get; private set; }

        public long None { get; private set; }

        public long Conflicts { get; private set; }

        public long Unsettled { get; private set; }

        public void Add(RunAnswer answer, long incidents)
        {
            var unsettled = answer.IsUnsettled ? incidents : 0;
            Incidents += incidents;
            Unsettled += unsettled;
            None += answer.Status == DecisionStatus.None ? incidents : 0;
            Conflicts += answer.Status == DecisionStatus.Conflict ? incidents : 0;
            if (answer.Action is { } action)
            {
                var before = actions.GetValueOrDefault(action);
                actions[action] = (before.Incidents + incidents, before.Unsettled + unsettled);
            }
        }

        /// <summary>The actions decided and those that <paramref name="named"/> names, from the mildest to the harshest.</summary>
        public ImmutableArray<DispositionCount> ToCounts(IEnumerable<ActionSymbol> named) =>
            [.. actions.Keys.Union(named).Order(Mildness.Order).Select(a =>
            {
                var (incidents, unsettled) = actions.GetValueOrDefault(a);
                return new DispositionCount(a.Name, a.DisplayName, a.Severity, incidents, unsettled);
            })];
    }
}

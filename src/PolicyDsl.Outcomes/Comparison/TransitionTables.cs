using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>Who changes from what to what, between every two contenders. The first incidents of several cells are the first of those that each cell names.</summary>
internal static class TransitionTables
{
    public static ImmutableArray<TransitionTable> Make(ComparedAnswers answers)
    {
        var tables = ImmutableArray.CreateBuilder<TransitionTable>();
        for (var from = 0; from < answers.Contenders.Length; from++)
        {
            for (var to = from + 1; to < answers.Contenders.Length; to++)
            {
                tables.Add(Make(answers, answers.Contenders[from], answers.Contenders[to]));
            }
        }

        return tables.ToImmutable();
    }

    private static TransitionTable Make(ComparedAnswers answers, ContenderWork from, ContenderWork to)
    {
        var cells = new Dictionary<(int From, int To), (long Incidents, List<CellIncident> First)>();
        foreach (var cell in answers.Cells)
        {
            var key = (from.CodeOf(cell), to.CodeOf(cell));
            var (incidents, first) = cells.TryGetValue(key, out var known) ? known : (0, []);
            AddFirst(first, cell.First);
            cells[key] = (incidents + cell.Incidents, first);
        }

        ImmutableArray<ActionSymbol> fromActions = [.. from.Scope.All<ActionSymbol>()];
        ImmutableArray<ActionSymbol> toActions = [.. to.Scope.All<ActionSymbol>()];
        ImmutableArray<Transition> transitions =
        [
            .. cells.OrderBy(c => Rank(c.Key.From, fromActions)).ThenBy(c => Rank(c.Key.To, toActions)).Select(c => new Transition(
                DispositionLines.NameOf(c.Key.From, fromActions),
                DispositionLines.NameOf(c.Key.To, toActions),
                c.Value.Incidents,
                [.. c.Value.First.Select(i => i.Id)])),
        ];
        return new TransitionTable(from.Name, to.Name, answers.Compared, transitions.Where(t => t.IsChange).Sum(t => t.Incidents), transitions);
    }

    private static void AddFirst(List<CellIncident> first, ImmutableArray<CellIncident> further)
    {
        if (first.Count == IncidentCell.Shown && further[0].Order > first[^1].Order)
        {
            return;
        }

        first.AddRange(further);
        first.Sort((a, b) => a.Order.CompareTo(b.Order));
        first.RemoveRange(Math.Min(IncidentCell.Shown, first.Count), Math.Max(0, first.Count - IncidentCell.Shown));
    }

    /// <summary>Actions from the mildest to the harshest, then none, then outside.</summary>
    private static (int Severity, bool IsCoercive, int Ordinal) Rank(int code, ImmutableArray<ActionSymbol> actions) =>
        code < 0 ? (int.MaxValue, true, -code) : (actions[code].Severity, actions[code].IsCoercive, code);
}

using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>Who changes from what to what, between every two contenders.</summary>
internal static class TransitionTables
{
    private const int Shown = 5;

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
        var cells = new Dictionary<(int From, int To), (long Incidents, List<string> First)>();
        for (var i = 0; i < answers.Compared.Count; i++)
        {
            var key = (from[i], to[i]);
            var (incidents, first) = cells.TryGetValue(key, out var cell) ? cell : (0, []);
            if (first.Count < Shown)
            {
                first.Add(answers.Compared[i].Id);
            }

            cells[key] = (incidents + 1, first);
        }

        ImmutableArray<ActionSymbol> fromActions = [.. from.Scope.All<ActionSymbol>()];
        ImmutableArray<ActionSymbol> toActions = [.. to.Scope.All<ActionSymbol>()];
        ImmutableArray<Transition> transitions =
        [
            .. cells.OrderBy(c => Rank(c.Key.From, fromActions)).ThenBy(c => Rank(c.Key.To, toActions)).Select(c => new Transition(
                DispositionLines.NameOf(c.Key.From, fromActions),
                DispositionLines.NameOf(c.Key.To, toActions),
                c.Value.Incidents,
                [.. c.Value.First])),
        ];
        return new TransitionTable(from.Name, to.Name, answers.Compared.Count, transitions.Where(t => t.IsChange).Sum(t => t.Incidents), transitions);
    }

    /// <summary>Actions from the mildest to the harshest, then none, then outside.</summary>
    private static (int Severity, bool IsCoercive, int Ordinal) Rank(int code, ImmutableArray<ActionSymbol> actions) =>
        code < 0 ? (int.MaxValue, true, -code) : (actions[code].Severity, actions[code].IsCoercive, code);
}

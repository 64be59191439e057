using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Builds the earlier incidents that give the histories of an incident the values wanted: one after another, each the one that brings some history nearer to
/// its goal, spoils none, and deviates least; several histories are served by one incident where that can be. What an incident does to each history
/// is read off the interpreter, so nothing is taken on trust.
/// Cost: for each incident some tens of times, few choices of whose it is, and a search over the diagrams of the histories' conditions.
/// </summary>
internal sealed class EarlierIncidents(PolicyModel model, PlainValues plain)
{
    private const int MostIncidents = 200;

    private readonly Dictionary<string, EarlierUniverse> made = new(StringComparer.Ordinal);
    private readonly EntityNormalizer normalizer = new(model.GlobalScope);

    /// <summary>The incidents; null where they were not found.</summary>
    public ImmutableArray<EntityInstance>? TryBuild(EntityInstance incident, IReadOnlyList<HistoryGoal> goals, FreshEntities fresh)
    {
        var earlier = new List<EntityInstance>();
        var now = Evaluate(incident, goals, earlier);
        if (IsDone(goals, now))
        {
            return [];
        }

        if (IsLost(goals, now) || model.GlobalScope.Incident?.FindField("at") is not { IsStored: true } at)
        {
            return null;
        }

        try
        {
            var source = new EarlierSource(model, plain, incident, goals, at, made);
            while (!IsDone(goals, now))
            {
                if (earlier.Count >= MostIncidents || FindNext(source, incident, goals, earlier, fresh) is not { } next)
                {
                    return null;
                }

                earlier.Add(next.Incident);
                fresh = next.Numbers;
                now = Evaluate(incident, goals, earlier);
            }
        }
        catch (BudgetExceededException)
        {
            return null;
        }

        return [.. earlier];
    }

    private Proposal? FindNext(EarlierSource source, EntityInstance incident, IReadOnlyList<HistoryGoal> goals, List<EntityInstance> earlier, FreshEntities fresh)
    {
        var now = Evaluate(incident, goals, earlier);
        if (earlier.Count > 0 && TryAgain(earlier[^1], fresh) is { } again && Serves(again.Incident, incident, goals, earlier, now, null))
        {
            return again;
        }

        for (var i = 0; i < goals.Count; i++)
        {
            if (goals[i].FindDistance(now[i]) == 0)
            {
                continue;
            }

            foreach (var candidate in source.Propose(i, now, earlier, fresh))
            {
                if (Serves(candidate.Incident, incident, goals, earlier, now, i))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>Another incident like one, a case of its own.</summary>
    private static Proposal TryAgain(EntityInstance one, FreshEntities fresh)
    {
        var numbers = new FreshEntities(fresh);
        var again = numbers.Create(one.Entity);
        foreach (var field in one.Entity.Fields.Where(f => f is { IsStored: true, IsKey: false }))
        {
            again[field] = field.Name == "case" && one[field] == Value.Of($"case of {one.Id}") ? Value.Of($"case of {again.Id}") : one[field];
        }

        return new Proposal(again, numbers);
    }

    /// <summary>Whether a further incident brings a history nearer (some history, where none is named) and no other farther away.</summary>
    private bool Serves(
        EntityInstance candidate, EntityInstance incident, IReadOnlyList<HistoryGoal> goals, List<EntityInstance> earlier, Value[] before, int? served)
    {
        var after = Evaluate(incident, goals, [.. earlier, candidate]);
        var isNearer = false;
        for (var i = 0; i < goals.Count; i++)
        {
            if (goals[i].FindDistance(after[i]) is not { } distance || distance > goals[i].FindDistance(before[i]))
            {
                return false;
            }

            isNearer |= distance < goals[i].FindDistance(before[i]) && (served ?? i) == i;
        }

        return isNearer && IsAccepted(candidate);
    }

    private bool IsAccepted(EntityInstance candidate) => candidate.Entity.Fields.Where(f => f is { IsStored: true, Type: EntityType })
        .Select(f => candidate[f].Entity).OfType<EntityInstance>().Append(candidate).All(e =>
        {
            var result = normalizer.Normalize(CopiedEntities.Copy(e));
            return !result.IsRejected && result.Broken.IsEmpty && result.NotCoarse.IsEmpty;
        });

    private Value[] Evaluate(EntityInstance incident, IReadOnlyList<HistoryGoal> goals, IReadOnlyList<EntityInstance> earlier)
    {
        var history = new ListedHistory(earlier);
        return [.. goals.Select(g => model.Interpreter.Evaluate(g.History, incident, history))];
    }

    private static bool IsDone(IReadOnlyList<HistoryGoal> goals, Value[] now) => goals.Select((g, i) => g.FindDistance(now[i])).All(d => d == 0);

    private static bool IsLost(IReadOnlyList<HistoryGoal> goals, Value[] now) => goals.Select((g, i) => g.FindDistance(now[i])).Any(d => d is null);
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>An earlier incident, and the numbers that are left once it is taken.</summary>
internal sealed record Proposal(EntityInstance Incident, FreshEntities Numbers);

/// <summary>
/// Proposes earlier incidents that may serve a history: by when they happened, whose they are, what they are about, and the cheapest kind that meets the condition
/// while it leaves alone the histories that may hold no more. First those that are certain to spoil nothing.
/// </summary>
internal sealed class EarlierSource
{
    private const int TriesWithIndependentTerms = 4;

    private readonly EntityInstance incident;
    private readonly IReadOnlyList<HistoryGoal> goals;
    private readonly FieldSymbol at;
    private readonly PlainValues plain;
    private readonly EarlierUniverse conditions;
    private readonly Concretizer concretizer;
    private readonly PriceScale scale;
    private readonly CheapestKind cheapest;
    private readonly ImmutableArray<EarlierTime> times;
    private readonly EarlierSubjects subjects;
    private readonly bool hasIndependentTerms;

    public EarlierSource(
        PolicyModel model, PlainValues plain, EntityInstance incident, IReadOnlyList<HistoryGoal> goals, FieldSymbol at, Dictionary<string, EarlierUniverse> made)
    {
        this.incident = incident;
        this.goals = goals;
        this.at = at;
        this.plain = plain;
        conditions = EarlierUniverse.Get(model, incident, goals, made);
        concretizer = new Concretizer(Universe, conditions.Model, plain);
        scale = new PriceScale(Universe.Terms);
        cheapest = new CheapestKind(Universe, scale);
        times = new EarlierTimes(model, at).Find(incident, goals, FindTerm("at") is NumericTerm { Cuts: var cuts } ? cuts : []);
        subjects = new EarlierSubjects(goals);
        hasIndependentTerms = Universe.Terms.Any(t => t.IsIndependent);
    }

    private Universe Universe => conditions.Universe;

    private DiagramManager Diagrams => Universe.Diagrams;

    /// <summary>Incidents that may bring a history nearer to its goal; the numbers given are left as they are.</summary>
    public IEnumerable<Proposal> Propose(int served, Value[] now, IReadOnlyList<EntityInstance> earlier, FreshEntities fresh)
    {
        foreach (var (isStrict, plan) in new[] { true, false }.SelectMany(s => EarlierPlan.For(goals[served], now[served]).Select(p => (s, p))))
        {
            foreach (var subject in subjects.Find(served, plan, earlier))
            {
                foreach (var others in WhoElse(goals[served].History))
                {
                    foreach (var time in times.Where(t => plan.Suits(goals[served], t.Windows[served], t.Days[served])))
                    {
                        var wanted = Want(served, plan, now, time, others, isStrict);
                        foreach (var candidate in wanted.IsFalse ? [] : Make(wanted, time, others, subject, fresh))
                        {
                            yield return candidate;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Which of the things that histories follow are others than those of the incident decided: none first.</summary>
    private IEnumerable<IReadOnlySet<FieldSymbol>> WhoElse(BoundHistory history)
    {
        var own = ReferenceKeys(history).ToHashSet();
        var free = goals.SelectMany(g => ReferenceKeys(g.History).Concat(DistinctReferences(g.History))).Distinct().Where(k => !own.Contains(k) && incident[k].Entity is not null).Take(4).ToList();
        return Enumerable.Range(0, 1 << free.Count).Select(bits => (IReadOnlySet<FieldSymbol>)free.Where((_, i) => (bits >> i & 1) == 1).ToHashSet());
    }

    private static IEnumerable<FieldSymbol> ReferenceKeys(BoundHistory history) =>
        history.Keys.Select(k => FollowedSource.PathOf(k)).Where(p => p.Length > 1 || p[0].Type is EntityType).Select(p => p[0]);

    /// <summary>What is counted once each, where that is a reference.</summary>
    private static IEnumerable<FieldSymbol> DistinctReferences(BoundHistory history) =>
        history is { IsDistinct: true, Subject: BoundFieldAccess { Receiver: BoundSubject, Field: { IsStored: true, Type: EntityType } field } } ? [field] : [];

    private Diagram Want(int served, EarlierPlan plan, Value[] now, EarlierTime time, IReadOnlySet<FieldSymbol> others, bool isStrict)
    {
        var wanted = Diagrams.And(Universe.Valid, Counts(served, plan.Counting, time, others));
        wanted = plan.Share is { } share && goals[served].IsSum ? Diagrams.And(wanted, conditions.Goals[served].Shares[share]) : wanted;
        for (var i = 0; i < goals.Count && !wanted.IsFalse; i++)
        {
            if (i != served)
            {
                wanted = Diagrams.And(wanted, Diagrams.OrAll(Enum.GetValues<Counting>()
                    .Where(c => goals[i].Allows(c, now[i], time.Days[i]) ?? !isStrict)
                    .Select(c => Counts(i, c, time, others))));
            }
        }

        return wanted.IsFalse ? wanted : ServeOthers(wanted, served, now, time, others);
    }

    /// <summary>Where one incident can serve other histories as well, it does.</summary>
    private Diagram ServeOthers(Diagram wanted, int served, Value[] now, EarlierTime time, IReadOnlySet<FieldSymbol> others)
    {
        for (var i = 0; i < goals.Count; i++)
        {
            if (i == served || !goals[i].IsCount || goals[i].FindDistance(now[i]) == 0)
            {
                continue;
            }

            var both = Diagrams.And(wanted, Counts(i, now[i].Low < goals[i].Low.First ? Counting.Certainly : Counting.Possibly, time, others));
            wanted = both.IsFalse ? wanted : both;
        }

        return wanted;
    }

    /// <summary>Where an incident of a time counts for a history in a way.</summary>
    private Diagram Counts(int goal, Counting counting, EarlierTime time, IReadOnlySet<FieldSymbol> others)
    {
        var isOther = time.Windows[goal] == Truth.False || ReferenceKeys(goals[goal].History).Any(k => others.Contains(k) || incident[k].Entity is null);
        if (isOther)
        {
            return counting == Counting.Excluded ? Diagram.True : Diagram.False;
        }

        var (condition, key) = (conditions.Goals[goal].Condition, conditions.Goals[goal].Key);
        var certain = time.Windows[goal] == Truth.True ? Diagrams.And(key, condition.True) : Diagram.False;
        var excluded = Diagrams.Or(Diagrams.Not(key), condition.False);
        return counting switch
        {
            Counting.Certainly => certain,
            Counting.Excluded => excluded,
            _ => Diagrams.Not(Diagrams.Or(certain, excluded)),
        };
    }

    private IEnumerable<Proposal> Make(Diagram wanted, EarlierTime time, IReadOnlySet<FieldSymbol> others, EarlierSubject? subject, FreshEntities fresh)
    {
        var numbers = new FreshEntities(fresh);
        var (origin, given) = MakeOrigin(time, others, subject, numbers);
        var originKind = Universe.Abstract(conditions.Model, origin, NoHistory.Instance, DecideOptions.Default);
        wanted = Diagrams.And(wanted, Diagrams.Cube(given.ToDictionary(v => v, v => originKind[v])));
        var prices = new Deviation(plain, Universe, originKind);
        for (var tries = 0; tries < (hasIndependentTerms ? TriesWithIndependentTerms : 1) && cheapest.Find(wanted, prices) is { } path; tries++)
        {
            var kind = new Kind(Universe, path.Assignment);
            var own = new FreshEntities(numbers);
            if (concretizer.TryChange(origin, originKind, kind, own, Choice.Nearest) is { } made)
            {
                yield return new Proposal(made, own);
            }

            wanted = Diagrams.Difference(wanted, Diagrams.Cube(Enumerable.Range(0, Universe.VariableCount).ToDictionary(v => v, v => kind.Holds(v))));
        }
    }

    /// <summary>An incident of the time and the persons wanted, plain otherwise, and the variables that say so.</summary>
    private (EntityInstance Origin, IEnumerable<int> Given) MakeOrigin(EarlierTime time, IReadOnlySet<FieldSymbol> others, EarlierSubject? subject, FreshEntities numbers)
    {
        var origin = concretizer.MakeSharing(numbers, incident, others);
        origin[at] = time.At;
        var fixedPaths = new List<string> { "at" };
        foreach (var (path, value) in subject?.Values ?? [])
        {
            var copy = new CopiedEntities(origin);
            copy.Change(path[..^1], path[^1], value);
            origin = copy.Root;
            fixedPaths.Add(FieldSource.PathText(path));
        }

        fixedPaths.AddRange(goals.SelectMany(g => ReferenceKeys(g.History)).Select(k => new ReferenceSource([k]).Key));
        return (origin, fixedPaths.Distinct(StringComparer.Ordinal).Select(FindTerm).OfType<Term>().SelectMany(t => Enumerable.Range(t.FirstVariable, t.VariableCount)));
    }

    private Term? FindTerm(string key) => Universe.Terms.FirstOrDefault(t => t.Key == key);
}

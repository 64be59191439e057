using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>One kind of incident with the recorded ones that are of it.</summary>
/// <param name="Assignment">The value of every variable.</param>
/// <param name="Changes">The changes that happen to them, by place.</param>
/// <param name="Direction">Null where the disposition stays.</param>
internal sealed record RecordedKind(bool[] Assignment, ImmutableArray<int> Changes, ChangeDirection? Direction)
{
    private const int Shown = 3;

    public long Incidents { get; private set; }

    public long Unsettled { get; private set; }

    /// <summary>The first of them with their places in the data.</summary>
    public List<(long Place, string Id)> First { get; } = [];

    public void Add(IEnumerable<(long Place, string Id)> first, long incidents, bool isUnsettled)
    {
        Incidents += incidents;
        Unsettled += isUnsettled ? incidents : 0;
        First.AddRange(first);
        First.Sort((a, b) => a.Place.CompareTo(b.Place));
        First.RemoveRange(Math.Min(Shown, First.Count), Math.Max(0, First.Count - Shown));
    }

    /// <summary>The incidents of several kinds.</summary>
    public static IncidentCount Count(IEnumerable<RecordedKind> kinds)
    {
        var all = kinds.ToList();
        return new IncidentCount(all.Sum(k => k.Incidents), [.. all.SelectMany(k => k.First).OrderBy(f => f.Place).Take(Shown).Select(f => f.Id)])
        {
            Unsettled = all.Sum(k => k.Unsettled),
        };
    }
}

/// <summary>
/// Recorded incidents by their kinds, so that boxes can be looked for where incidents are and counted afterwards. Whether a decision changes is
/// what the interpreters say; in which change and box an incident lies is read off the diagrams, and where the two contradict each other that is a
/// fault of this program, not a count. Cost: one abstraction and one look at each change for each recorded incident handed in, which may stand for many; memory for each kind that occurs.
/// </summary>
internal sealed class RecordedKinds(Universe universe, ChangeFinder finder, ImmutableArray<Change> changes)
{
    private readonly Dictionary<string, List<RecordedKind>> byAssignment = new(StringComparer.Ordinal);
    private readonly List<RecordedKind> kinds = [];
    private long incidents;
    private long conflictsBefore;
    private long conflictsAfter;

    public IReadOnlyList<RecordedKind> All => kinds;

    /// <exception cref="InvalidOperationException">The proof and the interpreters contradict each other.</exception>
    public void Add(RecordedIncident incident)
    {
        incidents += incident.Incidents;
        conflictsBefore += incident.Before.Status == DecisionStatus.Conflict ? incident.Incidents : 0;
        conflictsAfter += incident.After.Status == DecisionStatus.Conflict ? incident.Incidents : 0;
        var assignment = universe.Abstract(universe.Models[0], incident.Instance, incident.History, DecideOptions.Default);
        ImmutableArray<int> shown = [.. Enumerable.Range(0, changes.Length).Where(i => finder.Shows(changes[i], incident.Before, incident.After))];
        var (before, after) = (Outcome.Of(incident.Before), Outcome.Of(incident.After));
        var kind = GetKind(assignment, shown, before.Name == after.Name ? null : Outcome.Direction(before, after), incident.Id);
        kind.Add(incident.First.IsEmpty ? [(incidents, incident.Id)] : incident.First, incident.Incidents, incident.Before.IsUnsettled || incident.After.IsUnsettled);
    }

    /// <summary>The counts for changes with their boxes.</summary>
    /// <param name="shown">The same changes, with boxes.</param>
    public RecordedChanges Count(ImmutableArray<Change> shown) => new()
    {
        Incidents = incidents,
        Changed = RecordedKind.Count(kinds.Where(k => k.Direction is not null)),
        Harsher = Sum(ChangeDirection.Harsher),
        Milder = Sum(ChangeDirection.Milder),
        Other = Sum(ChangeDirection.Other),
        ConflictsBefore = conflictsBefore,
        ConflictsAfter = conflictsAfter,
        OfEach = [.. shown.Select((change, i) => CountIn(change, [.. kinds.Where(k => k.Changes.Contains(i))]))],
    };

    private ChangeRecord CountIn(Change change, List<RecordedKind> all) => new(
        change,
        RecordedKind.Count(all),
        [.. change.Boxes.Select(b => RecordedKind.Count(all.Where(k => IsIn(b.Where, k.Assignment))))],
        RecordedKind.Count(all.Where(k => !change.Boxes.Any(b => IsIn(b.Where, k.Assignment)))));

    private long Sum(ChangeDirection direction) => kinds.Where(k => k.Direction == direction).Sum(k => k.Incidents);

    private RecordedKind GetKind(bool[] assignment, ImmutableArray<int> shown, ChangeDirection? direction, string id)
    {
        var key = string.Create(assignment.Length, assignment, static (text, bits) =>
        {
            for (var i = 0; i < bits.Length; i++)
            {
                text[i] = bits[i] ? '1' : '0';
            }
        });
        if (byAssignment.TryGetValue(key, out var known) && known.Find(k => k.Changes.SequenceEqual(shown)) is { } kind)
        {
            return kind;
        }

        Check(assignment, shown, id);
        var added = new RecordedKind(assignment, shown, direction);
        kinds.Add(added);
        if (!byAssignment.TryAdd(key, [added]))
        {
            byAssignment[key].Add(added);
        }

        return added;
    }

    private void Check(bool[] assignment, ImmutableArray<int> shown, string id)
    {
        for (var i = 0; i < changes.Length; i++)
        {
            if (IsIn(changes[i].Where, assignment) != shown.Contains(i))
            {
                throw new InvalidOperationException($"Incident {id}: proof and interpreters disagree on {changes[i]}.");
            }
        }
    }

    private bool IsIn(Diagram where, bool[] assignment) => universe.Diagrams.Evaluate(where, assignment) == 1;
}

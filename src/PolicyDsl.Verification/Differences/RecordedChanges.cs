using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>A recorded incident with what both policies decide, by their interpreters.</summary>
/// <param name="Id">As in the data.</param>
/// <param name="Instance">Made of the symbols of the policy whose vocabulary is the wider one, else of the policy before.</param>
/// <param name="History">The earlier incidents.</param>
/// <param name="Before">The decision of the policy before, no operation active.</param>
/// <param name="After">That of the policy after.</param>
public sealed record RecordedIncident(string Id, EntityInstance Instance, IIncidentHistory History, Decision Before, Decision After);

/// <summary>A number of recorded incidents, with the first of them and how many of them are not settled.</summary>
public sealed record IncidentCount(long Incidents, ImmutableArray<string> First)
{
    public static readonly IncidentCount None = new(0, []);

    /// <summary>Of these: incidents of which a decision could still turn out otherwise, for want of knowing.</summary>
    public long Unsettled { get; init; }
}

/// <summary>The recorded incidents of a change.</summary>
/// <param name="Change">The change.</param>
/// <param name="All">All recorded incidents to which it happens.</param>
/// <param name="OfEachBox">Those in each box shown; boxes may overlap.</param>
/// <param name="NotShown">Those in no box.</param>
public sealed record ChangeRecord(Change Change, IncidentCount All, ImmutableArray<IncidentCount> OfEachBox, IncidentCount NotShown);

/// <summary>The recorded incidents of a data set in the changes between two policies.</summary>
public sealed record RecordedChanges
{
    /// <summary>Incidents that were looked at.</summary>
    public long Incidents { get; init; }

    /// <summary>Those of which the disposition changes.</summary>
    public IncidentCount Changed { get; init; } = IncidentCount.None;

    public long Harsher { get; init; }

    public long Milder { get; init; }

    /// <summary>Changed to another disposition of the same severity.</summary>
    public long Other { get; init; }

    /// <summary>One for each change, in their order.</summary>
    public ImmutableArray<ChangeRecord> OfEach { get; init; } = [];
}

/// <summary>
/// Counts recorded incidents in changes and boxes. Whether a decision changes is what the interpreters say; in which box an incident lies is read
/// off the diagrams, and where the two contradict each other that is a fault of this program, not a count.
/// </summary>
public sealed class RecordedTally
{
    private readonly PolicyDifference difference;
    private readonly Universe universe;
    private readonly ChangeFinder finder;
    private readonly ImmutableArray<Entry> entries;
    private readonly Counter changed = new();
    private readonly Dictionary<ChangeDirection, long> directions = [];
    private long incidents;

    /// <param name="difference">With a verdict: an undecided one has nothing to count in.</param>
    public RecordedTally(PolicyDifference difference)
    {
        this.difference = difference;
        universe = difference.Universe ?? throw new ArgumentException("Nothing was proved, so there is nothing to count in.", nameof(difference));
        finder = difference.Finder ?? throw new ArgumentException("Nothing was proved, so there is nothing to count in.", nameof(difference));
        entries = [.. difference.Changes.Select(c => new Entry(c))];
    }

    /// <exception cref="InvalidOperationException">The proof and the interpreters contradict each other.</exception>
    public void Add(RecordedIncident incident)
    {
        incidents++;
        var kind = universe.Abstract(universe.Models[0], incident.Instance, incident.History, DecideOptions.Default);
        var isUnsettled = incident.Before.IsUnsettled || incident.After.IsUnsettled;
        foreach (var entry in entries)
        {
            var shows = finder.Shows(entry.Change, incident.Before, incident.After);
            if (shows != IsIn(entry.Change.Where, kind))
            {
                throw new InvalidOperationException($"Incident {incident.Id}: proof and interpreters disagree on {entry.Change}.");
            }

            if (!shows)
            {
                continue;
            }

            entry.All.Add(incident.Id, isUnsettled);
            var isShown = false;
            for (var i = 0; i < entry.Change.Boxes.Length; i++)
            {
                if (IsIn(entry.Change.Boxes[i].Where, kind))
                {
                    isShown = true;
                    entry.OfEachBox[i].Add(incident.Id, isUnsettled);
                }
            }

            if (!isShown)
            {
                entry.NotShown.Add(incident.Id, isUnsettled);
            }
        }

        var (before, after) = (Outcome.Of(incident.Before), Outcome.Of(incident.After));
        if (before.Name != after.Name)
        {
            changed.Add(incident.Id, isUnsettled);
            var direction = Outcome.Direction(before, after);
            directions[direction] = directions.GetValueOrDefault(direction) + 1;
        }
    }

    public RecordedChanges ToResult() => new()
    {
        Incidents = incidents,
        Changed = changed.ToCount(),
        Harsher = directions.GetValueOrDefault(ChangeDirection.Harsher),
        Milder = directions.GetValueOrDefault(ChangeDirection.Milder),
        Other = directions.GetValueOrDefault(ChangeDirection.Other),
        OfEach = [.. entries.Select(e => new ChangeRecord(e.Change, e.All.ToCount(), [.. e.OfEachBox.Select(b => b.ToCount())], e.NotShown.ToCount()))],
    };

    private bool IsIn(Diagrams.Diagram where, bool[] kind) => universe.Diagrams.Evaluate(where, kind) == 1;

    private sealed class Entry(Change change)
    {
        public Change Change { get; } = change;

        public Counter All { get; } = new();

        public Counter NotShown { get; } = new();

        public ImmutableArray<Counter> OfEachBox { get; } = [.. change.Boxes.Select(_ => new Counter())];
    }

    private sealed class Counter
    {
        private const int Shown = 3;

        private readonly List<string> first = [];
        private long count;
        private long unsettled;

        public void Add(string id, bool isUnsettled)
        {
            count++;
            unsettled += isUnsettled ? 1 : 0;
            if (first.Count < Shown)
            {
                first.Add(id);
            }
        }

        public IncidentCount ToCount() => new(count, [.. first]) { Unsettled = unsettled };
    }
}

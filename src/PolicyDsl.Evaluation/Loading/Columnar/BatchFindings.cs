using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// What making incidents found: of one batch, or of all so far. Parts that are appended in order give what one pass over all incidents would.
/// Memory: a bounded number of examples for each kind of finding.
/// </summary>
internal sealed class BatchFindings(ColumnPlan plan)
{
    private const int Shown = 5;

    private readonly OrderedTallies<FieldSymbol> disagreements = new();
    private readonly OrderedTallies<(EntitySymbol Entity, string Text)> broken = new();
    private readonly LinkCount[] links = [.. plan.Links.Select(_ => new LinkCount())];

    public UnreadableTally Unreadable { get; } = new();

    public CoverageTally Coverage { get; } = new(plan.Mapping.Fields);

    public LateRejections Rejected { get; } = new(keepsAll: plan.Context.Request.OnRejected is not null);

    public long Incidents { get; set; }

    public long RowsFolded { get; set; }

    public long OutsideCoverage { get; set; }

    public string? FirstOutside { get; set; }

    public long TimeUncertain { get; set; }

    public ImmutableArray<Disagreement> Disagreements => [.. disagreements.All.Select(d => new Disagreement(d.Key.QualifiedName, d.Tally.Count, d.Tally.First))];

    public ImmutableArray<BrokenInvariant> BrokenInvariants =>
        [.. broken.All.Select(b => new BrokenInvariant(b.Key.Text, b.Key.Entity.Name, b.Tally.Count, b.Tally.Rejected, b.Tally.First))];

    /// <summary>Counts what is wrong with an entity of an incident; incidents come in order.</summary>
    public void Note(EntitySymbol entity, NormalizationResult result, Func<string> id)
    {
        foreach (var field in result.Disagreements)
        {
            disagreements.Of(field).Add(id);
        }

        foreach (var invariant in result.Broken)
        {
            var tally = broken.Of((entity, invariant.Location.Text));
            tally.Add(id);
            tally.Rejected += result.StillBroken.Contains(invariant) ? 1 : 0;
        }
    }

    /// <summary>Counts references by keys of a linked file.</summary>
    public void CountLink(LinkedEntities link, long all, long missing, IEnumerable<string> first) => links[plan.Links.IndexOf(link)].Add(all, missing, first);

    /// <summary>Adds what comes after all that is here.</summary>
    public void Append(BatchFindings later)
    {
        disagreements.Append(later.disagreements);
        broken.Append(later.broken);
        Unreadable.Append(later.Unreadable);
        Coverage.Append(later.Coverage);
        Rejected.Append(later.Rejected);
        Incidents += later.Incidents;
        RowsFolded += later.RowsFolded;
        OutsideCoverage += later.OutsideCoverage;
        FirstOutside ??= later.FirstOutside;
        TimeUncertain += later.TimeUncertain;
        for (var i = 0; i < links.Length; i++)
        {
            links[i].Add(later.links[i].All, later.links[i].Missing, later.links[i].First);
        }
    }

    /// <summary>Tells the linked files what was counted of them.</summary>
    public void TellLinks()
    {
        for (var i = 0; i < links.Length; i++)
        {
            plan.Links[i].Count(links[i].All, links[i].Missing, links[i].First);
        }
    }

    private sealed class LinkCount
    {
        public long All { get; private set; }

        public long Missing { get; private set; }

        public List<string> First { get; } = [];

        public void Add(long all, long missing, IEnumerable<string> first)
        {
            All += all;
            Missing += missing;
            foreach (var text in first)
            {
                if (First.Count < Shown && !First.Contains(text, StringComparer.Ordinal))
                {
                    First.Add(text);
                }
            }
        }
    }

    private sealed class OrderedTallies<TKey>
        where TKey : notnull
    {
        private readonly Dictionary<TKey, IncidentTally> tallies = [];
        private readonly List<TKey> order = [];

        public IEnumerable<(TKey Key, IncidentTally Tally)> All => order.Select(k => (k, tallies[k]));

        public IncidentTally Of(TKey key)
        {
            if (!tallies.TryGetValue(key, out var tally))
            {
                tallies.Add(key, tally = new IncidentTally());
                order.Add(key);
            }

            return tally;
        }

        public void Append(OrderedTallies<TKey> later)
        {
            foreach (var key in later.order)
            {
                Of(key).Append(later.tallies[key]);
            }
        }
    }
}

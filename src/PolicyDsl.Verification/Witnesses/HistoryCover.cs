using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>Which histories to count earlier incidents for: those whose incidents no other history counts as well.</summary>
internal static class HistoryCover
{
    public static HashSet<Term> Find(Universe universe)
    {
        var counted = universe.Terms.Where(t => t.Source is HistorySource).ToHashSet();
        var ordered = universe.OrderedCounts;
        foreach (var (fewer, more) in ordered.Where(p => p.Fewer.FirstVariable > p.More.FirstVariable || !ordered.Contains((p.More, p.Fewer))))
        {
            counted.Remove(fewer);
        }

        foreach (var (last, _) in HistoryAxioms.FindLasts(universe.Terms))
        {
            counted.Remove(last);
        }

        return counted;
    }
}

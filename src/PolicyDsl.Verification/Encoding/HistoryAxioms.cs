using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// What histories have to do with one another and with what they look back from: unknown exactly where the key or the time is (or the data does not
/// follow the key), a wider window holds no fewer incidents, distinct values are no more than incidents, and days since the last are
/// known only where there is one. (That <c>any</c> is a count of at least 1 is how it is encoded.)
/// </summary>
internal static class HistoryAxioms
{
    /// <summary>Brings related histories to the same cuts, so that what is said of one bears on the other exactly.</summary>
    public static void Collect(TermTable table)
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var (fewer, more) in FindOrdered(table.Terms))
            {
                changed |= fewer.TakeCutsOf(more) | more.TakeCutsOf(fewer);
            }
        }

        foreach (var (_, count) in FindLasts(table.Terms))
        {
            count.LowIsIn(1, long.MaxValue, new MaybeAlgebra());
        }
    }

    public static IEnumerable<Diagram> Encode(Universe universe, TermTable table)
    {
        var diagrams = universe.Diagrams;
        var algebra = new DiagramAlgebra(diagrams);
        foreach (var term in universe.Terms.OfType<NumericTerm>().Where(t => t.Source is HistorySource))
        {
            var followed = GetFollowed(((HistorySource)term.Source).History, table).IsYes(algebra);
            var unknown = term.IsUnknown(algebra);
            yield return diagrams.Or(followed, unknown);
            if (term.Source is HistorySource { History.Kind: HistoryKind.Count })
            {
                yield return diagrams.Or(diagrams.Not(followed), diagrams.Not(unknown));
            }
        }

        foreach (var followed in universe.Terms.Where(t => t.Source is FollowedSource).Cast<YesNoTerm>())
        {
            yield return diagrams.Or(diagrams.Not(followed.IsYes(algebra)), CanBeFollowed((FollowedSource)followed.Source, table, algebra));
        }

        foreach (var (fewer, more) in FindOrdered(universe.Terms))
        {
            for (var i = 0; i < fewer.Cuts.Length; i++)
            {
                var j = more.Cuts.IndexOf(fewer.Cuts[i]);
                yield return diagrams.Or(diagrams.Not(diagrams.Variable(fewer.LowVariable(i))), diagrams.Variable(more.LowVariable(j)));
                yield return diagrams.Or(diagrams.Not(diagrams.Variable(fewer.HighVariable(i))), diagrams.Variable(more.HighVariable(j)));
            }
        }

        foreach (var (last, count) in FindLasts(universe.Terms))
        {
            yield return diagrams.Or(last.IsUnknown(algebra), count.LowIsIn(1, long.MaxValue, algebra));
            yield return diagrams.Or(diagrams.Not(last.IsUnknown(algebra)), diagrams.Not(count.LowIsIn(1, long.MaxValue, algebra)));
        }
    }

    private static Diagram CanBeFollowed(FollowedSource source, TermTable table, DiagramAlgebra algebra)
    {
        var can = table.Find("at") is { } at ? algebra.Not(at.IsUnknown(algebra)) : Diagram.True;
        foreach (var path in source.Keys)
        {
            can = algebra.And(can, path[^1].Type is EntityType { Entity.Key: var key }
                ? algebra.And(
                    table.GetReference(path).IsYes(algebra),
                    key is not null && table.Find(FieldSource.PathText(path.Add(key))) is { } id ? id.IsExact(algebra) : Diagram.True)
                : table.Find(FieldSource.PathText(path))?.IsExact(algebra) ?? Diagram.True);
        }

        return can;
    }

    private static YesNoTerm GetFollowed(BoundHistory history, TermTable table) =>
        (YesNoTerm)(table.Find(FollowedSource.KeyOf(history)) ?? throw new InvalidOperationException("A history without its key."));

    /// <summary>Pairs of counts of which the first is never more than the second.</summary>
    private static IEnumerable<(NumericTerm Fewer, NumericTerm More)> FindOrdered(IEnumerable<Term> terms)
    {
        var counts = terms.Where(t => t.Source is HistorySource { History.Kind: HistoryKind.Count }).Cast<NumericTerm>().ToImmutableArray();
        var groups = counts.GroupBy(t => WhatIsCounted(((HistorySource)t.Source).History), StringComparer.Ordinal);
        foreach (var group in groups)
        {
            foreach (var fewer in group)
            {
                foreach (var more in group.Where(m => m != fewer && IsNeverMore(((HistorySource)fewer.Source).History, ((HistorySource)m.Source).History)))
                {
                    yield return (fewer, more);
                }
            }
        }
    }

    /// <summary>Days since the last incident, with the count of the same incidents where there is one.</summary>
    private static IEnumerable<(NumericTerm Last, NumericTerm Count)> FindLasts(IEnumerable<Term> terms)
    {
        var histories = terms.Where(t => t.Source is HistorySource).Cast<NumericTerm>().ToList();
        return from last in histories
               let look = ((HistorySource)last.Source).History
               where look.Kind is not (HistoryKind.Count or HistoryKind.Any or HistoryKind.Sum)
               from count in histories
               let counted = ((HistorySource)count.Source).History
               where counted is { Kind: HistoryKind.Count, IsDistinct: false } && counted.Window == look.Window && WhatIsCounted(counted) == WhatIsCounted(look)
               select (last, count);
    }

    private static string WhatIsCounted(BoundHistory history) =>
        ExpressionKey.Of(history with { Kind = HistoryKind.Count, IsDistinct = false, Subject = null, Window = null });

    private static bool IsNeverMore(BoundHistory fewer, BoundHistory more)
    {
        var isSameSubject = fewer.IsDistinct && more.IsDistinct && fewer.Subject is { } a && more.Subject is { } b && ExpressionKey.Of(a) == ExpressionKey.Of(b);
        var isNoWider = Equals(fewer.Window, more.Window) || more.Window is null
            || (fewer.Window is { } narrow && more.Window is { } wide && CalendarBounds.LongestSeconds(narrow) <= CalendarBounds.ShortestSeconds(wide));
        return isNoWider && (!more.IsDistinct || isSameSubject);
    }
}

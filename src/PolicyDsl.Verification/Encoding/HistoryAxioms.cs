using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// What histories have to do with one another and with what they look back from: unknown exactly where the key or the time is (or the data does not
/// follow the key), a wider window or a wider condition holds no fewer incidents (see <see cref="HistoryOrder"/>), and days since the last are
/// known only where there is one. (That <c>any</c> is a count of at least 1 is how it is encoded.)
/// </summary>
internal sealed class HistoryAxioms(TermTable table, GlobalScope scope)
{
    private readonly ImmutableArray<(NumericTerm Fewer, NumericTerm More)> ordered = HistoryOrder.Find(table.Terms, scope);

    /// <summary>Counts of which the first is never more than the second.</summary>
    public ImmutableArray<(NumericTerm Fewer, NumericTerm More)> Ordered => ordered;

    /// <summary>Brings related histories to the same cuts, so that what is said of one bears on the other exactly.</summary>
    public void Collect()
    {
        foreach (var (_, count) in FindLasts(table.Terms))
        {
            count.LowIsIn(1, long.MaxValue, new MaybeAlgebra());
        }

        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var (fewer, more) in ordered)
            {
                changed |= fewer.TakeCutsOf(more) | more.TakeCutsOf(fewer);
            }
        }
    }

    /// <summary>The terms with related histories next to one another, in place of the first of them: what they have to do with each other then takes few nodes.</summary>
    public IEnumerable<Term> Arrange()
    {
        var histories = table.Terms.Where(t => t.Source is HistorySource).ToLookup(t => FollowedSource.KeyOf(HistoryOrder.HistoryOf(t)), StringComparer.Ordinal);
        var placed = new HashSet<Term>();
        foreach (var term in table.Terms)
        {
            IEnumerable<Term> block = term.Source switch
            {
                HistorySource history => [table.Find(FollowedSource.KeyOf(history.History)) ?? term, .. histories[FollowedSource.KeyOf(history.History)].OrderBy(t => WhatIsCounted(HistoryOrder.HistoryOf(t)), StringComparer.Ordinal)],
                _ => [term],
            };
            foreach (var next in block.Where(placed.Add))
            {
                yield return next;
            }
        }
    }

    public IEnumerable<Diagram> Encode(Universe universe, ExpressionEncoder encoder)
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
            yield return diagrams.Or(diagrams.Not(followed.IsYes(algebra)), CanBeFollowed(((FollowedSource)followed.Source).History));
        }

        foreach (var (fewer, more) in ordered)
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

        Diagram CanBeFollowed(BoundHistory history) =>
            algebra.And(encoder.HasKeys(history), table.Find("at") is { } at ? algebra.Not(at.IsUnknown(algebra)) : Diagram.True);
    }

    private static YesNoTerm GetFollowed(BoundHistory history, TermTable table) =>
        (YesNoTerm)(table.Find(FollowedSource.KeyOf(history)) ?? throw new InvalidOperationException("A history without its key."));

    /// <summary>Days since the last incident, with the count of the same incidents where there is one.</summary>
    public static IEnumerable<(NumericTerm Last, NumericTerm Count)> FindLasts(IEnumerable<Term> terms)
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
}

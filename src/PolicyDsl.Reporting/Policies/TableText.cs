using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Tables;

namespace PolicyDsl.Reporting.Policies;

/// <summary>One table of texts.</summary>
/// <param name="RightFrom">The first column of numbers.</param>
internal sealed record TablePart(string Title, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows, int RightFrom);

/// <summary>A decision table as texts: what is decided, and what is offered; columns that nothing stands in are left out.</summary>
internal static class TableText
{
    private const string Any = "-";

    public static IEnumerable<TablePart> Parts(PolicyTable table)
    {
        var shown = Used(table, table.Rows);
        yield return new TablePart(
            "What is decided",
            [.. shown.Select(c => table.Columns[c]), "disposition", "offers", "rules", "kinds"],
            [.. table.Rows.Select(r => (IReadOnlyList<string>)[.. shown.Select(c => r.Cells[c] ?? Any), r.Outcome, Offers(r), Rules(r), Count(r.Kinds)])],
            shown.Length + 3);
        if (table.Offers.IsEmpty)
        {
            yield break;
        }

        var offered = Used(table, table.Offers);
        yield return new TablePart(
            "What is offered",
            [.. offered.Select(c => table.Columns[c]), "service", "rules", "kinds"],
            [.. table.Offers.Select(r => (IReadOnlyList<string>)[.. offered.Select(c => r.Cells[c] ?? Any), r.Outcome, Rules(r), Count(r.Kinds)])],
            offered.Length + 2);
    }

    public static IEnumerable<string> Notes(PolicyTable table)
    {
        yield return $"There are {Count(table.Kinds)} kinds of incident that the policy can tell apart, by what is known of them. Rows of one disposition may overlap; rows of different ones never do.";
        var rest = table.Rest.Concat(table.OffersRest).ToList();
        if (rest.Count == 0)
        {
            yield return "Every kind of incident is in some row.";
            yield break;
        }

        var cut = rest.Where(r => r.HasKnown).Select(r => $"`{r.Outcome}`").ToList();
        yield return cut.Count == 0
            ? "Every incident of which all that is asked is known is in some row."
            : $"Not all rows are shown of {string.Join(", ", cut)}. `--rows` with a larger number shows more.";
        yield return $"In no row: {string.Join(", ", rest.Select(r => $"`{r.Outcome}` in {Count(r.Kinds)} kinds"))}.{(cut.Count == 0 ? " Of these something is unknown or known in part; `--partly-known` shows rows for them too." : "")}";
    }

    public static string Count(BigInteger kinds) => ClauseVerdict.WriteKinds(kinds);

    private static ImmutableArray<int> Used(PolicyTable table, ImmutableArray<TableRow> rows) => [.. Enumerable.Range(0, table.Columns.Length).Where(c => rows.Any(r => r.Cells[c] is not null))];

    private static string Offers(TableRow row) => string.Join(", ", row.Offers.Select(s => s.Name).Concat(row.OffersToSome.Select(s => $"{s.Name} (some)")).DefaultIfEmpty(Any));

    private static string Rules(TableRow row) => string.Join(", ", row.Rules.Select(NameOf).DefaultIfEmpty(Any));

    public static string NameOf(RuleSymbol? rule) => rule?.Name ?? "otherwise";
}

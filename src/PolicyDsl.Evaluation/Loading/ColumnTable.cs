using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The columns of a source by name, and what to say of a name that is none of them.</summary>
internal sealed class ColumnTable
{
    private readonly Dictionary<string, int> places;
    private readonly IRowSource source;
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    public ColumnTable(IRowSource source)
    {
        this.source = source;
        places = source.Columns.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
    }

    public int Find(string name) => places.GetValueOrDefault(name, -1);

    /// <summary>The columns that an expression reads, in order of appearance, without repeats.</summary>
    public static IEnumerable<string> NamesIn(BoundExpression expression) =>
        expression.BoundDescendants().OfType<BoundColumn>().Select(c => c.Name).Distinct(StringComparer.Ordinal);

    public void ReportMissing(IEnumerable<BoundExpression> expressions, DiagnosticBag diagnostics)
    {
        foreach (var column in expressions.SelectMany(e => e.BoundDescendants()).OfType<BoundColumn>())
        {
            ReportMissing([column.Name], column.Location, diagnostics);
        }
    }

    /// <summary>Reports each name that is no column, once.</summary>
    public void ReportMissing(IEnumerable<string> names, Location? location, DiagnosticBag diagnostics)
    {
        foreach (var name in names.Where(n => Find(n) < 0 && reported.Add(n)))
        {
            var file = source.FileNames.Count == 1 ? $"`{source.FileNames[0]}`" : "The data";
            diagnostics.Add(Diagnostic.Create(DataErrors.MissingColumn, location, file, name) with { Hint = HintFor(name) });
        }
    }

    private string HintFor(string name) => Spelling.FindNearest(name, source.Columns) is { } near
        ? $"Did you mean `{near}`?"
        : $"Its columns are {string.Join(", ", source.Columns.Take(40).Select(c => $"`{c}`"))}{(source.Columns.Count > 40 ? ", …" : "")}.";
}

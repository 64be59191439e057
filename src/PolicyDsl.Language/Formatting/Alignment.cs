using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Formatting;

/// <summary>
/// Columns that the author aligned. A run is a row of sibling lines of one kind without an empty line between them. Where two lines of a
/// run have the same part (say, the equals sign) in the same column, and at least one of them has more than a space before it, the author
/// meant a column: the part of every line of the run comes into it if most are in it already, else of those that are. A column moves right
/// where a line needs a little more room.
/// </summary>
internal sealed class Alignment
{
    private const int MostRoom = 12;

    private readonly SyntaxTree tree;
    private readonly Dictionary<SyntaxToken, int> paddings = [];

    public Alignment(SyntaxTree tree)
    {
        this.tree = tree;
        foreach (var node in tree.Root.Descendants().OfType<SyntaxNode>())
        {
            FindRuns(node);
        }
    }

    /// <summary>Spaces before a token beyond the usual one.</summary>
    public int GetPadding(SyntaxToken token) => paddings.GetValueOrDefault(token);

    private void FindRuns(SyntaxNode parent)
    {
        var run = new List<SyntaxElement[]>();
        string? kind = null;
        foreach (var row in GetRows(parent))
        {
            var first = row[0].FirstToken;
            if (!LineBreaks.StartsLine(first))
            {
                continue;
            }

            var rowKind = AlignedParts.GetKind(row[0]);
            if (rowKind != kind || LineBreaks.FollowsBlankLine(first))
            {
                AlignRun(run);
                run.Clear();
                kind = rowKind;
            }

            if (rowKind is not null)
            {
                run.Add(row);
            }
        }

        AlignRun(run);
    }

    /// <summary>The lines directly below a node; those of an allocation and of a table of cases are not nodes of their own.</summary>
    private static IEnumerable<SyntaxElement[]> GetRows(SyntaxNode parent) => parent switch
    {
        AllocateSyntax allocate => [[allocate.TotalKeyword, allocate.Total], [allocate.ToKeyword, allocate.AreasKeyword]],
        CasesSyntax cases => cases.Rows.Select(r => (SyntaxElement[])[.. r.Values.All, r.Arrow, r.Action]),
        _ => parent.Children.OfType<SyntaxNode>().Select(n => (SyntaxElement[])[n]),
    };

    private void AlignRun(List<SyntaxElement[]> run)
    {
        if (run.Count < 2)
        {
            return;
        }

        var rows = run.ConvertAll(r => (First: r[0].FirstToken, Parts: AlignedParts.Find(r), Tokens: r.SelectMany(e => e.DescendantTokens())));
        for (var slot = 0; slot < rows.Max(r => r.Parts.Length); slot++)
        {
            var cells = rows
                .Select(r => (r.First, Part: r.Parts.ElementAtOrDefault(slot) ?? r.First, r.Tokens))
                .Where(r => r.Part != r.First && IsOnLineOf(r.Part, r.First))
                .Select(r => new Cell(r.Part, GetColumn(r.Part) - GetColumn(r.First), Measure(r.Tokens, r.Part)))
                .ToList();
            foreach (var column in cells.GroupBy(c => c.Column).Where(g => g.Count() > 1 && g.Any(c => HasWideSpace(c.Part))))
            {
                AlignColumn(column.Key, column.Count() * 2 > cells.Count ? cells : [.. column]);
            }
        }
    }

    /// <summary>Puts parts into a column, moved right for those that need a little more room, but not for one that needs far more.</summary>
    private void AlignColumn(int column, List<Cell> cells)
    {
        foreach (var width in cells.Select(c => c.Width).Order())
        {
            if (width >= column && width < column + MostRoom)
            {
                column = width + 1;
            }
        }

        foreach (var cell in cells.Where(c => c.Width < column))
        {
            paddings[cell.Part] = column - cell.Width - 1;
        }
    }

    /// <summary>The formatted width of what stands on the line before a part.</summary>
    private int Measure(IEnumerable<SyntaxToken> tokens, SyntaxToken end)
    {
        var width = 0;
        SyntaxToken? previous = null;
        foreach (var token in tokens)
        {
            if (token == end)
            {
                break;
            }

            width += token.Text.Length + (previous is not null && Spacing.IsSpaced(tree, previous, token) ? 1 + GetPadding(token) : 0);
            previous = token;
        }

        return width;
    }

    private bool IsOnLineOf(SyntaxToken token, SyntaxToken first) =>
        tree.Source.GetLinePosition(token.Span.Start).Line == tree.Source.GetLinePosition(first.Span.Start).Line;

    private int GetColumn(SyntaxToken token) => tree.Source.GetLinePosition(token.Span.Start).Column;

    private bool HasWideSpace(SyntaxToken token)
    {
        var text = tree.Source.Text;
        var start = token.Span.Start;
        return start > 1 && text[start - 1] == ' ' && text[start - 2] == ' ';
    }

    /// <param name="Part">The token that may stand in a column.</param>
    /// <param name="Column">Where it stands now, counted from the start of its line's text.</param>
    /// <param name="Width">The formatted width of what stands before it.</param>
    private sealed record Cell(SyntaxToken Part, int Column, int Width);
}

using System.Collections.Immutable;
using System.Text;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Testing;

/// <summary>
/// A text with the findings expected in it: <c>{|PD1003:weigth|}</c> marks a span (marks may nest), <c>$$</c> the caret. The marks
/// themselves are no part of the text.
/// </summary>
public sealed class MarkedSource
{
    private MarkedSource(string text, ImmutableArray<(string Id, TextSpan Span)> marks, int? caret)
    {
        Text = text;
        Marks = marks;
        Caret = caret;
    }

    public string Text { get; }

    /// <summary>By position, then id.</summary>
    public ImmutableArray<(string Id, TextSpan Span)> Marks { get; }

    public int? Caret { get; }

    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<(string Id, TextSpan Span)>();
        var open = new Stack<(string Id, int Start)>();
        int? caret = null;
        for (var i = 0; i < marked.Length; i++)
        {
            if (At("$$"))
            {
                caret = text.Length;
                i++;
            }
            else if (At("{|") && marked.IndexOf(':', i) is var colon and > 0)
            {
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (At("|}"))
            {
                var (id, start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }

            bool At(string mark) => string.CompareOrdinal(marked, i, mark, 0, mark.Length) == 0;
        }

        return new MarkedSource(text.ToString(), [.. marks.OrderBy(m => m.Span).ThenBy(m => m.Id, StringComparer.Ordinal)], caret);
    }
}

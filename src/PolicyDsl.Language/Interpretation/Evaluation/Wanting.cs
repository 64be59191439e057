using System.Collections.Immutable;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// For want of what an evaluation came out unknown: from the part asked for down through the parts that are themselves not exactly known,
/// to those that have no such part. A field is named with its entity, a derived one by what its formula wants, a history by its text, each once in
/// order of appearance. Parts that are known, or that were not needed, could not have changed the answer and are not named.
/// </summary>
public static class Wanting
{
    internal static ImmutableArray<string> Find(TraceNode root)
    {
        var found = new List<string>();
        var visited = new HashSet<TraceNode>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<TraceNode>([root]);
        while (pending.TryPop(out var node))
        {
            // Parts of a define are shared by all who name it.
            if (node.Value.IsKnown || !visited.Add(node))
            {
                continue;
            }

            var wanting = node.Parts.Where(p => !p.Value.IsKnown).ToList();
            if (wanting.Count == 0 || node.Expression is BoundHistory)
            {
                found.Add(NameOf(node.Expression));
            }

            for (var i = wanting.Count - 1; i >= 0 && node.Expression is not BoundHistory; i--)
            {
                pending.Push(wanting[i]);
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What something that is wanting is called.</summary>
    public static string NameOf(BoundExpression expression) => expression switch
    {
        BoundFieldAccess access => access.Field.QualifiedName,
        BoundColumn column => column.Name,
        _ => OneLine(expression.Location.Text),
    };

    internal static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

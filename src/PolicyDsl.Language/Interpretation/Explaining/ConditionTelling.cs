using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Tells a trace line by line: each part in the author's words with what is known of its value, its own parts below. A part that
/// was told before (a define named twice) is not taken apart again, so the lines are no more than the nodes.
/// </summary>
internal static class ConditionTelling
{
    public static IEnumerable<ExplanationLine> Tell(TraceNode condition, ValueFormatter formatter)
    {
        var lines = new List<ExplanationLine>();
        var told = new HashSet<TraceNode>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(TraceNode Node, int Indent)>();

        foreach (var part in PartsOf(condition).Reverse())
        {
            pending.Push((part, 1));
        }

        while (pending.TryPop(out var next))
        {
            var isRepeated = !told.Add(next.Node) && !next.Node.Parts.IsEmpty;
            lines.Add(new ExplanationLine(next.Indent, Line(next.Node, formatter) + (isRepeated ? ", as above" : "")));
            if (!isRepeated)
            {
                Push(pending, IsExemption(next.Node) ? next.Node.Parts[0] : next.Node, next.Indent + 1);
            }
        }

        return lines;
    }

    /// <summary>The whole condition is what the rule's own sentence tells, as is the <c>when</c> beside an <c>unless</c>; their parts say why.</summary>
    private static IEnumerable<TraceNode> PartsOf(TraceNode condition) => condition.Expression is not BoundLogical ? [condition]
        : condition.Parts is [{ Expression: BoundLogical { IsAnd: true } } when, .. var rest] && when.Expression.Syntax == condition.Expression.Syntax ? [.. when.Parts, .. rest]
        : condition.Parts;

    private static void Push(Stack<(TraceNode Node, int Indent)> pending, TraceNode node, int indent)
    {
        for (var i = node.Parts.Length - 1; i >= 0; i--)
        {
            pending.Push((node.Parts[i], indent));
        }
    }

    private static string Line(TraceNode node, ValueFormatter formatter)
    {
        // An unknown reference on the way to a field may not stand in the text, as `person` does not in `minor`.
        var text = node.Expression is BoundFieldAccess { Type: EntityType } reference
            ? reference.Field.Name
            : Wanting.OneLine(node.Expression.Location.Text);
        var told = IsExemption(node) ? node.Parts[0] : node;
        var unless = IsExemption(node) ? "unless: " : "";
        return $"{unless}`{text}` is {formatter.Format(told.Value, told.Expression.Type)}{(told.Note is { } note ? $" ({note})" : "")}";
    }

    /// <summary><c>unless D</c> counts as <c>not D</c>, but the author wrote D alone.</summary>
    private static bool IsExemption(TraceNode node) =>
        node is { Expression: BoundUnary { Operator: BoundUnaryOperator.Not } unary, Parts.Length: 1 } && unary.Syntax == unary.Operand.Syntax;
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Builds the tree of an evaluation as it goes: each part that is evaluated becomes a node below the one that asked for it. Constants, the
/// incident itself and known references on the way to a field are left out, as they tell nothing.
/// </summary>
internal sealed class Tracer
{
    private readonly Stack<Level> open = new([new Level()]);

    /// <summary>How many nodes the current level has; see <see cref="NodesFrom"/>.</summary>
    public int Count => open.Peek().Nodes.Count;

    public static bool IsTold(BoundExpression expression) => expression is not (BoundLiteral or BoundSubject or BoundThis or BoundConversion);

    public void Begin() => open.Push(new Level());

    public void End(BoundExpression expression, Value value)
    {
        var level = open.Pop();
        if (value.Kind == ValueKind.Reference && expression is BoundFieldAccess)
        {
            return;
        }

        open.Peek().Nodes.Add(new TraceNode(expression, value, [.. level.Nodes], level.Note));
    }

    /// <summary>Says something about the part being evaluated.</summary>
    public void Note(string note) => open.Peek().Note = note;

    public ImmutableArray<TraceNode> NodesFrom(int start) => [.. open.Peek().Nodes.Skip(start)];

    public void Add(ImmutableArray<TraceNode> nodes) => open.Peek().Nodes.AddRange(nodes);

    private sealed class Level
    {
        public List<TraceNode> Nodes { get; } = [];

        public string? Note { get; set; }
    }
}

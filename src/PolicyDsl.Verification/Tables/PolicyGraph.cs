using System.Collections.Immutable;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tables;

/// <summary>A policy as a diagram: from the first node, answers lead to what is decided.</summary>
/// <param name="Nodes">The first is where one begins; each is asked for once on every way.</param>
public sealed record PolicyGraph(ImmutableArray<GraphNode> Nodes);

/// <summary>A question about one term, or what is decided.</summary>
/// <param name="Text">The term, or the outcome, in an author's words.</param>
/// <param name="IsOutcome">Whether it is what is decided.</param>
/// <param name="Edges">Where the answers lead; every answer is on exactly one edge.</param>
public sealed record GraphNode(string Text, bool IsOutcome, ImmutableArray<GraphEdge> Edges)
{
    internal Term? Term { get; init; }
}

/// <summary>Answers that lead to the same node.</summary>
/// <param name="Answers">Alternatives, in an author's words.</param>
/// <param name="Target">The place of the node that they lead to.</param>
public sealed record GraphEdge(ImmutableArray<string> Answers, int Target)
{
    /// <summary>The states of the term.</summary>
    internal ImmutableArray<bool[]> States { get; init; } = [];
}

/// <summary>A diagram would be larger than what can be read.</summary>
public sealed class GraphTooLargeException : Exception
{
    public GraphTooLargeException()
    {
    }

    public GraphTooLargeException(string message)
        : base(message)
    {
    }

    public GraphTooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

using System.Collections.Immutable;

namespace PolicyDsl.Verification.Diagrams;

/// <summary>
/// What a block of variables costs: read from the first to the last, each moves the state on; the state after the last has a cost.
/// States are any numbers; the fewer are reached, the faster the search.
/// </summary>
public interface ICostAutomaton
{
    int Start { get; }

    int Step(int state, int indexInBlock, bool value);

    /// <summary>The cost of a block that ends in this state; null where its values cannot be.</summary>
    long? Cost(int finalState);
}

/// <summary><paramref name="Count"/> variables from <paramref name="First"/> on, and what their values cost together.</summary>
public sealed record CostBlock(int First, int Count, ICostAutomaton Automaton);

/// <summary>An assignment of all variables that makes a diagram true, and the sum of what its blocks cost.</summary>
/// <param name="Assignment">A value for each variable of the manager.</param>
public sealed record CheapestPath(ImmutableArray<bool> Assignment, long Cost);

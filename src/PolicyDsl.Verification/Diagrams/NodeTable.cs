using System.Runtime.CompilerServices;

namespace PolicyDsl.Verification.Diagrams;

/// <summary>
/// One node: a variable with the nodes for no and for yes; or a terminal, which has <see cref="NodeTable.TerminalVariable"/> and its value in
/// both. <paramref name="Next"/> chains nodes of one bucket.
/// </summary>
internal readonly record struct Node(int Variable, int Low, int High, int Next);

/// <summary>
/// Every node of a manager, each once. A node is known by its number; a child's number is always less than its parent's, so that ascending
/// numbers are an order from the leaves up.
/// </summary>
/// <remarks>
/// <para>Invariant: no two nodes have the same variable and children, no inner node has equal children, and children are of later variables.
/// So equal functions have equal numbers. Numbers 0 and 1 are the terminals false and true.</para>
/// <para>Cost: a node is 16 bytes, so that one look at it is one cache line (three arrays would be three), and a bucket of 4 bytes; finding
/// or making a node is constant. The chains run through the nodes, so growing rehashes without moving them.</para>
/// </remarks>
internal sealed class NodeTable
{
    public const int TerminalVariable = int.MaxValue;

    private const int FirstCapacity = 1 << 10;

    private readonly int maxNodes;
    private Node[] nodes;
    private int[] buckets;

    /// <summary>Nodes with a terminal below them that is neither false nor true; null as long as there are none.</summary>
    private bool[]? isMultiTerminal;

    public NodeTable(int maxNodes)
    {
        this.maxNodes = Math.Max(maxNodes, 2);
        nodes = new Node[Math.Min(FirstCapacity, this.maxNodes)];
        buckets = new int[FirstCapacity];
        nodes[0] = new Node(TerminalVariable, 0, 0, 0);
        nodes[1] = new Node(TerminalVariable, 1, 1, 0);
        Count = 2;
    }

    public int Count { get; private set; }

    public ref readonly Node this[int node] => ref nodes[node];

    public bool IsTerminal(int node) => nodes[node].Variable == TerminalVariable;

    public bool IsMultiTerminal(int node) => isMultiTerminal is not null && isMultiTerminal[node];

    public int GetTerminal(int value) => value is 0 or 1 ? value : Find(TerminalVariable, value, value);

    /// <summary>The node with these children, which are of later variables.</summary>
    public int Make(int variable, int low, int high) => low == high ? low : Find(variable, low, high);

    public void ForgetFrom(int count)
    {
        if (isMultiTerminal is not null)
        {
            Array.Clear(isMultiTerminal, count, Count - count);
        }

        Count = count;
        Rehash(buckets.Length);
    }

    private int Find(int variable, int low, int high)
    {
        for (var found = buckets[GetBucket(variable, low, high)]; found != 0; found = nodes[found].Next)
        {
            ref readonly var node = ref nodes[found];
            if (node.Low == low && node.High == high && node.Variable == variable)
            {
                return found;
            }
        }

        return Add(variable, low, high);
    }

    private int Add(int variable, int low, int high)
    {
        if (Count == nodes.Length)
        {
            Grow();
        }

        var added = Count++;
        ref var bucket = ref buckets[GetBucket(variable, low, high)];
        nodes[added] = new Node(variable, low, high, bucket);
        bucket = added;
        if (variable == TerminalVariable)
        {
            (isMultiTerminal ??= new bool[nodes.Length])[added] = true;
        }
        else if (isMultiTerminal is not null)
        {
            isMultiTerminal[added] = isMultiTerminal[low] || isMultiTerminal[high];
        }

        return added;
    }

    private void Grow()
    {
        if (Count >= maxNodes)
        {
            throw new BudgetExceededException(FormattableString.Invariant($"the question needs more than {maxNodes} nodes"));
        }

        var capacity = (int)Math.Min(2L * nodes.Length, maxNodes);
        Array.Resize(ref nodes, capacity);
        if (isMultiTerminal is not null)
        {
            Array.Resize(ref isMultiTerminal, capacity);
        }

        if (capacity > buckets.Length)
        {
            Rehash(2 * buckets.Length);
        }
    }

    private void Rehash(int size)
    {
        buckets = new int[size];
        for (var i = 2; i < Count; i++)
        {
            var node = nodes[i];
            ref var bucket = ref buckets[GetBucket(node.Variable, node.Low, node.High)];
            nodes[i] = node with { Next = bucket };
            bucket = i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GetBucket(int variable, int low, int high) => (int)(Hashing.Mix(variable, low, high) & (uint)(buckets.Length - 1));
}

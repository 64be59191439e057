namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>Variables from <paramref name="First"/> up to, without, <paramref name="End"/>.</summary>
internal readonly record struct CostSegment(int First, int End, ICostAutomaton Automaton);

/// <summary>The blocks of a search in order, with costless segments where variables are in no block, so that each variable is in one.</summary>
internal sealed class CostSegments
{
    private readonly List<CostSegment> segments = [];
    private readonly int[] segmentOf;

    public CostSegments(int variableCount, IEnumerable<CostBlock> blocks)
    {
        segmentOf = new int[variableCount];
        var next = 0;
        foreach (var block in blocks.OrderBy(b => b.First).ThenBy(b => b.Count))
        {
            if (block.First < next || block.Count < 0 || block.First + block.Count > variableCount)
            {
                throw new ArgumentException("the blocks overlap or hold variables that are not there", nameof(blocks));
            }

            Add(next, block.First, Costless.Instance);
            Add(block.First, block.First + block.Count, block.Automaton);
            next = block.First + block.Count;
        }

        Add(next, variableCount, Costless.Instance);
    }

    public int Count => segments.Count;

    public CostSegment this[int index] => segments[index];

    public int IndexOf(int variable) => segmentOf[variable];

    private void Add(int first, int end, ICostAutomaton automaton)
    {
        Array.Fill(segmentOf, segments.Count, first, end - first);
        segments.Add(new CostSegment(first, end, automaton));
    }

    private sealed class Costless : ICostAutomaton
    {
        public static readonly Costless Instance = new();

        public int Start => 0;

        public int Step(int state, int indexInBlock, bool value) => 0;

        public long? Cost(int finalState) => 0;
    }
}

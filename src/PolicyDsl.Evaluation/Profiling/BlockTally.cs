using PolicyDsl.Evaluation.Loading.Columnar;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>
/// How often each text stands in one column of a block, in the order in which they first appear: a hash table over the bytes where they lie, so that each different
/// text is made a string once. For one thread; used for block after block.
/// </summary>
internal sealed class BlockTally
{
    private int[] places = new int[256];
    private readonly List<(int Row, uint Hash)> first = [];
    private readonly List<long> counts = [];

    /// <summary>The texts of a column with their counts.</summary>
    public (string Text, long Count)[] Count(CellBlock block, int column)
    {
        first.Clear();
        counts.Clear();
        Array.Clear(places);
        var rows = block.RowCount;
        for (var row = 0; row < rows; row++)
        {
            Add(block, row, column);
        }

        var texts = new (string, long)[first.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = (CellText.Decode(block.GetCell(first[i].Row, column)), counts[i]);
        }

        return texts;
    }

    private void Add(CellBlock block, int row, int column)
    {
        var cell = block.GetCell(row, column);
        var hash = Hash(cell);
        var mask = places.Length - 1;
        for (var place = (int)hash & mask; ; place = (place + 1) & mask)
        {
            var number = places[place] - 1;
            if (number < 0)
            {
                places[place] = first.Count + 1;
                first.Add((row, hash));
                counts.Add(1);
                break;
            }

            if (first[number].Hash == hash && block.GetCell(first[number].Row, column).SequenceEqual(cell))
            {
                counts[number]++;
                return;
            }
        }

        if (first.Count * 2 > places.Length)
        {
            Grow();
        }
    }

    private void Grow()
    {
        places = new int[places.Length * 2];
        var mask = places.Length - 1;
        for (var number = 0; number < first.Count; number++)
        {
            var place = (int)first[number].Hash & mask;
            while (places[place] != 0)
            {
                place = (place + 1) & mask;
            }

            places[place] = number + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in text)
        {
            hash = unchecked((hash ^ part) * 1099511628211UL);
        }

        return (uint)(hash ^ (hash >> 32));
    }
}

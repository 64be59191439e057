namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Numbers pairs of small numbers in the order in which they are first met: a table with a place for every pair while that is small, which a look-up finds without a
/// hash, else a hash table.
/// </summary>
internal sealed class PairTable
{
    private const int MaxPlaces = 1 << 20;

    private int rows = 16;
    private int columns = 16;
    private int[]? places = CreatePlaces(16 * 16);
    private Dictionary<(int First, int Second), int>? known;

    public int Count { get; private set; }

    /// <summary>The number of a pair; <see cref="Count"/> before the call where it is new.</summary>
    public int GetOrAdd(int first, int second)
    {
        if (places is { } dense && first < rows && second < columns)
        {
            ref var place = ref dense[(first * columns) + second];
            return place >= 0 ? place : place = Count++;
        }

        return Add(first, second);
    }

    private static int[] CreatePlaces(int count)
    {
        var created = new int[count];
        Array.Fill(created, -1);
        return created;
    }

    private int Add(int first, int second)
    {
        if (places is not null)
        {
            Grow(first, second);
            return GetOrAdd(first, second);
        }

        known ??= [];
        if (!known.TryGetValue((first, second), out var number))
        {
            known.Add((first, second), number = Count++);
        }

        return number;
    }

    private void Grow(int first, int second)
    {
        var (oldRows, oldColumns, old) = (rows, columns, places ?? []);
        while (rows <= first)
        {
            rows *= 2;
        }

        while (columns <= second)
        {
            columns *= 2;
        }

        var isSmall = (long)rows * columns <= MaxPlaces;
        places = isSmall ? CreatePlaces(rows * columns) : null;
        known = isSmall ? null : [];
        for (var row = 0; row < oldRows; row++)
        {
            for (var column = 0; column < oldColumns; column++)
            {
                if (old[(row * oldColumns) + column] is var number and >= 0)
                {
                    Put(row, column, number);
                }
            }
        }
    }

    private void Put(int row, int column, int number)
    {
        if (places is { } dense)
        {
            dense[(row * columns) + column] = number;
        }
        else
        {
            known?.Add((row, column), number);
        }
    }
}

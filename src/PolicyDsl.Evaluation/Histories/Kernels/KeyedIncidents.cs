namespace PolicyDsl.Evaluation.Histories;

/// <summary>The incidents of a key with the condition of one history.</summary>
internal readonly ref struct KeyedIncidents(GroupTimes times, ReadOnlySpan<byte> flags)
{
    private readonly ReadOnlySpan<byte> flags = flags;

    public GroupTimes Times { get; } = times;

    /// <summary>Whether the incident at a position meets the condition for certain.</summary>
    public bool IsTrue(int position) => flags.IsEmpty || (flags[Times.Places[position]] & 1) != 0;

    /// <summary>Whether it possibly does.</summary>
    public bool IsPossible(int position) => flags.IsEmpty || (flags[Times.Places[position]] & 2) != 0;
}

/// <summary>One incident decided.</summary>
/// <param name="Position">Its position among those of its key.</param>
/// <param name="Place">Its place in the partition.</param>
/// <param name="Low">The earliest that it may have happened.</param>
/// <param name="High">The latest.</param>
/// <param name="Earliest">The earliest that its window may start.</param>
/// <param name="IsOpenAbove">Whether incidents of its window may be missing from the data.</param>
internal readonly record struct DecidedMoment(int Position, int Place, long Low, long High, long Earliest, bool IsOpenAbove);

/// <summary>What a kind of history keeps of a window, and the value that it makes of it.</summary>
internal interface IHistoryAccumulator : IWindowAccumulator
{
    /// <summary>Starts with an empty window.</summary>
    void Clear();

    /// <summary>Writes the value of an incident, which is not in its own window.</summary>
    void Tell(in DecidedMoment moment, HistoryValues values);
}

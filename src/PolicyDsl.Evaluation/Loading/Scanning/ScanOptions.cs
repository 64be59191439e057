namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>How text is cut and scanned. Results never depend on it.</summary>
internal sealed record ScanOptions
{
    public static ScanOptions Default { get; } = new();

    /// <summary>How long a chunk is about, in bytes of UTF-8. A chunk holds at least one row, however long.</summary>
    public int ChunkBytes { get; init; } = 256 * 1024;

    /// <summary>The loops to use.</summary>
    public TextKernel Kernel { get; init; } = TextKernel.Best;

    /// <summary>Whether the hash of the file is made on a thread of its own, since it takes longer than cutting.</summary>
    public bool HashesApart { get; init; } = true;
}

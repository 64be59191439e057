namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// What the histories of a key set read of one batch: incidents in order of the partition of their key, then of their row; those without a known key
/// stand at the end and are never looked at.
/// </summary>
internal sealed class RecordBatch
{
    /// <summary>Histories of different keys never meet, so keys are dealt out to partitions that fit a cache, a thread, or a part of a file.</summary>
    public const int Partitions = 256;

    public const int PartitionBits = 8;

    /// <summary>Incidents of the batch.</summary>
    public required int Rows { get; init; }

    /// <summary>Where each partition starts, and at the end how many incidents have a key.</summary>
    public required ushort[] Starts { get; init; }

    /// <summary>As <see cref="RecordLayout"/> says, for all rows.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>For each subject, and last for times, what is no one number, in order of position; null where there are none at all.</summary>
    public required OddValue[]?[] Odd { get; init; }

    public int Keyed => Starts[Partitions];

    public long BytesHeld => Bytes.Length + (Starts.Length * sizeof(ushort)) + Odd.Sum(o => (o?.Length ?? 0) * 24L) + 256;
}

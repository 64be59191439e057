namespace PolicyDsl.Evaluation.Kernels;

/// <summary>What vectors of one width do with 64 rows at a time; the loops are in <see cref="VectorKernels{TLanes}"/>.</summary>
internal interface IVectorLanes
{
    static abstract string Name { get; }

    /// <summary>How many words of 64 bits a vector has.</summary>
    static abstract int Words { get; }

    /// <summary>A vector of words, into the first.</summary>
    static abstract void And(ref ulong target, ref ulong other);

    static abstract void Or(ref ulong target, ref ulong other);

    static abstract void AndNot(ref ulong target, ref ulong other);

    /// <summary>A bit for each of 64 offsets, set where it lies in a range.</summary>
    static abstract ulong IsInRange<T>(ref T offsets, T first, T span)
        where T : unmanaged;

    static abstract ulong IsLess(ref long left, ref long right);

    static abstract ulong IsMember(ref byte codes, ReadOnlySpan<byte> bitmap, ReadOnlySpan<byte> bitOf);
}

using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// Room for the truth of one condition for the rows of a batch. Where nothing is unknown, which is common, what is possible is what is true, and
/// is not computed.
/// </summary>
internal sealed class MaskPair
{
    private readonly ulong[] isTrue = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private readonly ulong[] isPossible = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private int words;

    /// <summary>No row is unknown; <see cref="Possible"/> is then <see cref="True"/>.</summary>
    public bool IsExact { get; set; }

    public Span<ulong> True => isTrue.AsSpan(0, words);

    /// <summary>Rows for which the condition is not false.</summary>
    public ReadOnlySpan<ulong> Possible => IsExact ? isTrue.AsSpan(0, words) : isPossible.AsSpan(0, words);

    /// <summary>Room for <see cref="Possible"/>, for who computes it.</summary>
    public Span<ulong> PossibleRoom => isPossible.AsSpan(0, words);

    public void Start(int rows)
    {
        words = Masks.WordsFor(rows);
        IsExact = false;
    }

    public void Fill(bool truth, bool possible, int rows)
    {
        Fill(True, truth, rows);
        IsExact = truth == possible;
        if (!IsExact)
        {
            Fill(PossibleRoom, possible, rows);
        }
    }

    public void CopyFrom(MaskPair other)
    {
        other.True.CopyTo(True);
        IsExact = other.IsExact;
        if (!IsExact)
        {
            other.Possible.CopyTo(PossibleRoom);
        }
    }

    /// <summary>Both masks of this and those of another.</summary>
    public void And(MaskPair other, MaskKernels kernels)
    {
        SplitFor(other);
        kernels.And(True, other.True);
        if (!IsExact)
        {
            kernels.And(PossibleRoom, other.Possible);
        }
    }

    /// <summary>Both masks of this or those of another.</summary>
    public void Or(MaskPair other, MaskKernels kernels)
    {
        SplitFor(other);
        kernels.Or(True, other.True);
        if (!IsExact)
        {
            kernels.Or(PossibleRoom, other.Possible);
        }
    }

    /// <summary>True where another is certainly false, possible where it is not certainly true.</summary>
    public void SetNot(MaskPair other, int rows)
    {
        SetNot(True, other.Possible, rows);
        IsExact = other.IsExact;
        if (!IsExact)
        {
            SetNot(PossibleRoom, other.True, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SetNot(Span<ulong> target, ReadOnlySpan<ulong> source, int rows)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = ~source[i];
        }

        if ((rows & 63) != 0)
        {
            target[^1] &= (1UL << (rows & 63)) - 1;
        }
    }

    private static void Fill(Span<ulong> target, bool value, int rows)
    {
        if (value)
        {
            Masks.Fill(target, rows);
        }
        else
        {
            target.Clear();
        }
    }

    private void SplitFor(MaskPair other)
    {
        if (IsExact && !other.IsExact)
        {
            True.CopyTo(PossibleRoom);
            IsExact = false;
        }
    }
}

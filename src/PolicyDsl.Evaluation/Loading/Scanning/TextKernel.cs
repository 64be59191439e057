using PolicyDsl.Evaluation.Kernels;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>The loops over all bytes of a text, compiled for one width of registers. What they find never depends on it.</summary>
internal abstract class TextKernel
{
    /// <summary>One for each of <see cref="MaskKernels.All"/>. Each runs everywhere, if not fast.</summary>
    public static IReadOnlyList<TextKernel> All { get; } =
        [new TextKernel<Match512>(), new TextKernel<Match256>(), new TextKernel<Match128>(), new TextKernel<MatchScalar>()];

    /// <summary>The one of the width that the kernels for masks have.</summary>
    public static TextKernel Best { get; } = All[MaskKernels.All.ToList().IndexOf(MaskKernels.Current)];

    /// <summary>Finds where the last whole row ends in a window that starts with a row, before anything irregular.</summary>
    /// <param name="isEnd">Whether the text ends with the window.</param>
    public abstract TextCut Cut(ReadOnlySpan<byte> window, byte separator, bool isEnd);

    /// <summary>Finds the cells and rows of whole rows that are regular.</summary>
    public abstract void Scan(ReadOnlySpan<byte> text, byte separator, TextCut cut, StructureBuffer found);
}

/// <inheritdoc/>
internal sealed class TextKernel<TMatch> : TextKernel
    where TMatch : struct, IByteMatch
{
    public override TextCut Cut(ReadOnlySpan<byte> window, byte separator, bool isEnd) => CutKernel<TMatch>.Cut(window, separator, isEnd);

    public override void Scan(ReadOnlySpan<byte> text, byte separator, TextCut cut, StructureBuffer found)
    {
        if (cut.HasQuotes)
        {
            StructureKernel<TMatch>.ScanQuoted(text, separator, found);
        }
        else
        {
            StructureKernel<TMatch>.ScanPlain(text, separator, cut.HasCarriageReturns, found);
        }
    }
}

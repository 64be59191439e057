using System.Numerics;
using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <param name="Length">The bytes before the next row, which is irregular or not yet whole.</param>
/// <param name="Lines">The line breaks in them.</param>
/// <param name="IsIrregular">Whether the row behind them has a quote where the plain grammar has none.</param>
/// <param name="HasQuotes">Whether there may be quotes in them.</param>
/// <param name="HasCarriageReturns">Whether there may be carriage returns in them.</param>
internal readonly record struct TextCut(int Length, long Lines, bool IsIrregular, bool HasQuotes, bool HasCarriageReturns);

/// <summary>
/// Checks the quotes of a text and finds its last row end. Text is regular where a quote opens right at the start of a cell, each quote in a cell is doubled,
/// and behind the closing one the cell ends; there, and only there, the parity of quotes tells what is inside a cell.
/// Cost: one pass, three comparisons of 64 bytes each, and a check where there are quotes.
/// </summary>
internal static class CutKernel<TMatch>
    where TMatch : struct, IByteMatch
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TextCut Cut(ReadOnlySpan<byte> window, byte separator, bool isEnd)
    {
        // Whether a carriage return ends its row alone is seen with the byte behind it.
        if (!isEnd && window.EndsWith("\r"u8))
        {
            window = window[..^1];
        }

        Span<byte> padded = stackalloc byte[TextBlock.Bytes];
        ulong inside = 0, wasReturn = 0, anyQuotes = 0, anyReturns = 0, lastEnds = 0;
        var lastBlock = 0;
        var lines = 0L;
        for (var start = 0; start < window.Length; start += TextBlock.Bytes)
        {
            ref var block = ref TextBlock.At(window, start, padded);
            var quotes = TMatch.Find(ref block, (byte)'"');
            var returns = TMatch.Find(ref block, (byte)'\r');
            var feeds = TMatch.Find(ref block, (byte)'\n');
            var breaks = returns | feeds;
            var within = inside;
            if (quotes != 0)
            {
                within ^= QuoteParity.Spread(quotes);
                var ends = breaks | quotes | TMatch.Find(ref block, separator);
                if (FindWrongQuote(window, start, quotes, within, ends, separator) is var wrong and >= 0)
                {
                    breaks &= ~within & FirstBits(wrong - start);
                    return CutBefore(window, breaks != 0 ? start : lastBlock, breaks != 0 ? breaks : lastEnds, anyReturns | returns);
                }

                inside = (ulong)((long)within >> 63);
                anyQuotes |= quotes;
            }

            lines += BitOperations.PopCount(returns) + BitOperations.PopCount(feeds & ~((returns << 1) | wasReturn));
            wasReturn = returns >> 63;
            anyReturns |= returns;
            breaks &= ~within;
            lastBlock = breaks != 0 ? start : lastBlock;
            lastEnds = breaks != 0 ? breaks : lastEnds;
        }

        var length = isEnd && inside == 0 ? window.Length : EndOf(lastBlock, lastEnds);
        return new TextCut(length, lines - LineBreaks.Count(window[length..]), isEnd && inside != 0, anyQuotes != 0, anyReturns != 0);
    }

    /// <summary>The place of the first byte that a regular text does not have there, at a quote or behind one, or -1.</summary>
    /// <param name="ends">The quotes, separators and line breaks of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindWrongQuote(ReadOnlySpan<byte> window, int start, ulong quotes, ulong within, ulong ends, byte separator)
    {
        var opening = quotes & within;
        var closing = quotes & ~within;
        var isStartFree = start == 0 || IsEnd(window[start - 1], separator) ? 1UL : 0;
        var wrong = (opening & ~((ends << 1) | isStartFree)) | ((closing << 1) & ~ends);
        wrong &= FirstBits(window.Length - start);
        if (wrong != 0)
        {
            return start + BitOperations.TrailingZeroCount(wrong);
        }

        var behind = start + TextBlock.Bytes;
        return closing >> 63 != 0 && behind < window.Length && !IsEnd(window[behind], separator) ? behind : -1;
    }

    private static bool IsEnd(byte value, byte separator) => value == separator || value is (byte)'\n' or (byte)'\r' or (byte)'"';

    private static TextCut CutBefore(ReadOnlySpan<byte> window, int lastBlock, ulong lastEnds, ulong returns)
    {
        var length = EndOf(lastBlock, lastEnds);
        return new TextCut(length, LineBreaks.Count(window[..length]), IsIrregular: true, HasQuotes: true, returns != 0);
    }

    private static ulong FirstBits(int count) => count < TextBlock.Bytes ? (1UL << count) - 1 : ulong.MaxValue;

    private static int EndOf(int block, ulong ends) => ends == 0 ? 0 : block + TextBlock.Bytes - BitOperations.LeadingZeroCount(ends);
}

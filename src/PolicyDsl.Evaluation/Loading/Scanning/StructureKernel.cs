using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>
/// Lists the separators and line breaks outside of quotes, in a text whose quotes were found regular.
/// Cost: two to four comparisons for 64 bytes, and a few instructions for each place found.
/// </summary>
internal static class StructureKernel<TMatch>
    where TMatch : struct, IByteMatch
{
    /// <summary>For a text without quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScanPlain(ReadOnlySpan<byte> text, byte separator, bool hasReturns, StructureBuffer found)
    {
        var lists = new Lists(found, text.Length);
        Span<byte> padded = stackalloc byte[TextBlock.Bytes];
        for (var start = 0; start < text.Length; start += TextBlock.Bytes)
        {
            ref var block = ref TextBlock.At(text, start, padded);
            var breaks = TMatch.Find(ref block, (byte)'\n');
            if (hasReturns)
            {
                breaks |= TMatch.Find(ref block, (byte)'\r');
            }

            lists.Add(start, TMatch.Find(ref block, separator) | breaks, breaks);
        }

        lists.Finish();
    }

    /// <summary>For a text with quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScanQuoted(ReadOnlySpan<byte> text, byte separator, StructureBuffer found)
    {
        var lists = new Lists(found, text.Length);
        Span<byte> padded = stackalloc byte[TextBlock.Bytes];
        ulong inside = 0, wasReturn = 0, wasQuote = 0, doubled = 0;
        for (var start = 0; start < text.Length; start += TextBlock.Bytes)
        {
            ref var block = ref TextBlock.At(text, start, padded);
            var quotes = TMatch.Find(ref block, (byte)'"');
            var returns = TMatch.Find(ref block, (byte)'\r');
            var feeds = TMatch.Find(ref block, (byte)'\n');
            var breaks = returns | feeds;
            var within = inside ^ QuoteParity.Spread(quotes);
            inside = (ulong)((long)within >> 63);

            // A quote that opens right behind one that closes: both are one in the text of the cell.
            doubled |= quotes & within & ((quotes << 1) | wasQuote);
            wasQuote = quotes >> 63;
            if ((breaks & within) != 0)
            {
                AddQuotedBreaks(found, start, (returns | (feeds & ~((returns << 1) | wasReturn))) & within);
            }

            wasReturn = returns >> 63;
            breaks &= ~within;
            lists.Add(start, (TMatch.Find(ref block, separator) & ~within) | breaks, breaks);
        }

        found.Index.HasDoubledQuotes = doubled != 0;
        lists.Finish();
    }

    private static void AddQuotedBreaks(StructureBuffer found, int start, ulong breaks)
    {
        for (; breaks != 0; breaks &= breaks - 1)
        {
            found.AddQuotedBreak(start + BitOperations.TrailingZeroCount(breaks));
        }
    }

    /// <summary>The two lists while they are filled.</summary>
    private ref struct Lists
    {
        private const int WordBits = 64;

        private readonly StructureBuffer _found;
        private readonly ulong[] _breaks;
        private int[] _bounds;
        private int _boundCount;

        /// <summary>The marks that do not fill a word yet, and their number.</summary>
        private ulong _marks;
        private int _markCount;
        private int _words;

        public Lists(StructureBuffer found, int textBytes)
        {
            _found = found;
            _breaks = found.RentBreaks(textBytes);
            _bounds = found.Index.Bounds;
            _bounds[0] = -1;
            _boundCount = 1;
            _markCount = 1;
        }

        /// <param name="places">The separators and line breaks of the block that starts at <paramref name="start"/>.</param>
        /// <param name="breaks">Those that are line breaks.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int start, ulong places, ulong breaks)
        {
            if (_bounds.Length - _boundCount < StructureBuffer.BlockRoom)
            {
                _bounds = _found.Index.GrowBounds(_boundCount);
            }

            var count = BitOperations.PopCount(places);
            TMatch.List(places, count, start, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bounds), _boundCount));
            _boundCount += count;

            var marks = TMatch.Mark(places, breaks);
            _marks |= marks << _markCount;
            var filled = _markCount + count;
            if (filled >= WordBits)
            {
                _breaks[_words++] = _marks;
                _marks = _markCount == 0 ? 0 : marks >> (WordBits - _markCount);
                filled -= WordBits;
            }

            _markCount = filled;
        }

        public readonly void Finish()
        {
            _breaks[_words] = _marks;
            _breaks[_words + 1] = 0;
            _found.BoundCount = _boundCount;
        }
    }
}

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Looks at the quotes of one broken row again, to say which of them is to blame: the parser only says that one is.
/// Places are counted from the start of the row, -1 where there is none.
/// </summary>
internal readonly record struct QuoteScan
{
    private static ReadOnlySpan<byte> QuoteOrBreak => "\"\r\n"u8;

    /// <summary>The quote that opens the first cell which does not end with its closing quote.</summary>
    public int BrokenOpen { get; private init; }

    /// <summary>The quote after which that cell goes on, or -1 where it has none.</summary>
    public int BrokenClose { get; private init; }

    /// <summary>The number of that cell, from 1.</summary>
    public int BrokenColumn { get; private init; }

    /// <summary>The quote that opens the first cell with a line break in it.</summary>
    public int SpanningOpen { get; private init; }

    public static QuoteScan Of(ReadOnlySpan<byte> row, char separator)
    {
        ReadOnlySpan<byte> ends = [(byte)separator, (byte)'\r', (byte)'\n'];
        int place = 0, column = 1, spanning = -1;
        while (place < row.Length)
        {
            if (row[place] == '"')
            {
                var open = place;
                var close = FindClose(row, open, out var hasBreak);
                spanning = spanning < 0 && hasBreak ? open : spanning;
                place = close + 1;
                if (close < 0 || (place < row.Length && !ends.Contains(row[place])))
                {
                    return new QuoteScan { BrokenOpen = open, BrokenClose = close, BrokenColumn = column, SpanningOpen = spanning };
                }
            }

            var end = row[place..].IndexOfAny(ends);
            if (end < 0 || row[place + end] != separator)
            {
                break;
            }

            place += end + 1;
            column++;
        }

        return new QuoteScan { BrokenOpen = -1, BrokenClose = -1, BrokenColumn = 0, SpanningOpen = spanning };
    }

    /// <summary>The closing quote that belongs to an opening one, or -1.</summary>
    private static int FindClose(ReadOnlySpan<byte> row, int open, out bool hasBreak)
    {
        hasBreak = false;
        var place = open + 1;
        while (place < row.Length)
        {
            var next = hasBreak ? row[place..].IndexOf((byte)'"') : row[place..].IndexOfAny(QuoteOrBreak);
            if (next < 0)
            {
                return -1;
            }

            place += next;
            if (row[place] != '"')
            {
                hasBreak = true;
                place++;
            }
            else if (place + 1 < row.Length && row[place + 1] == '"')
            {
                place += 2;
            }
            else
            {
                return place;
            }
        }

        return -1;
    }
}

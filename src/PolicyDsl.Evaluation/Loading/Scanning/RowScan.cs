using System.Numerics;
using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>
/// Makes rows out of the bounds of cells: counts the cells of each line, tells blank lines, and rejects rows that do not fit the columns, in the words of
/// <see cref="SeparatedRows"/>. Cost: a few instructions for each row that fits.
/// </summary>
internal ref struct RowScan
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly StructureBuffer _found;
    private readonly RowIndex _index;
    private readonly int _columns;
    private readonly long _firstLine;
    private readonly bool _hasZeros;
    private readonly int _quotedBreaks;
    private long _crLf;
    private long _lf;
    private long _cr;
    private int _quotedBreak;

    /// <summary>The bound before the row, and its line counted from 0.</summary>
    private int _before;
    private int _line;

    private RowScan(ReadOnlySpan<byte> text, StructureBuffer found, int columns, long firstLine)
    {
        _text = text;
        _found = found;
        _index = found.Index;
        _columns = columns;
        _firstLine = firstLine;
        _quotedBreaks = found.QuotedBreaks.Count;
        _hasZeros = text.Contains((byte)0);
    }

    public static void Run(ReadOnlySpan<byte> text, StructureBuffer found, int columns, long firstLine)
    {
        var scan = new RowScan(text, found, columns, firstLine);
        scan.AddRows();
        scan.AddLast();
        scan._index.LineEnds.Add(scan._crLf, scan._lf, scan._cr);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows()
    {
        var bounds = _index.Bounds.AsSpan(0, _found.BoundCount);
        while (FindBreak(_before + 1) is var end && end < bounds.Length)
        {
            var place = bounds[end];
            var isReturn = _text[place] == (byte)'\r';
            var isPair = isReturn && place + 1 < _text.Length && _text[place + 1] == (byte)'\n';
            if (AddLine(end, place, isEndOfText: false))
            {
                _crLf += isPair ? 1 : 0;
                _cr += isReturn && !isPair ? 1 : 0;
                _lf += isReturn ? 0 : 1;
            }

            _before = isPair ? end + 1 : end;
            _line++;
        }
    }

    /// <summary>The first bound from one on that is a line break, or one behind all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int FindBreak(int bound)
    {
        var breaks = _found.Breaks;
        var word = bound >> 6;
        var bits = breaks[word] >> bound;
        if (bits != 0)
        {
            return bound + BitOperations.TrailingZeroCount(bits);
        }

        do
        {
            word++;
            if (word << 6 >= _found.BoundCount)
            {
                return int.MaxValue;
            }

            bits = breaks[word];
        }
        while (bits == 0);
        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The last row of a file may have no line break.</summary>
    private void AddLast()
    {
        var count = _found.BoundCount;
        var bounds = _index.Bounds;
        if (bounds[_before] + 1 < _text.Length)
        {
            if (count == bounds.Length)
            {
                bounds = _index.GrowBounds(count);
            }

            bounds[count] = _text.Length;
            AddLine(count, _text.Length, isEndOfText: true);
        }
    }

    /// <summary>Whether the line is a row of any kind, whose line break counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AddLine(int end, int place, bool isEndOfText)
    {
        var cells = end - _before;
        if (cells == _columns && cells > 1 && !_hasZeros)
        {
            _index.AddRow(_before, _line);
        }
        else if (!AddUnusual(cells, place, isEndOfText))
        {
            return false;
        }

        if (_quotedBreak < _quotedBreaks)
        {
            CountQuotedBreaks(place);
        }

        return true;
    }

    private void CountQuotedBreaks(int place)
    {
        for (; _quotedBreak < _quotedBreaks && _found.QuotedBreaks[_quotedBreak] < place; _quotedBreak++)
        {
            _line++;
        }
    }

    private bool AddUnusual(int cells, int place, bool isEndOfText)
    {
        var start = _index.Bounds[_before] + 1;
        if (start == place)
        {
            _index.BlankLines++;
            return false;
        }

        var raw = _text[start..place];
        if (SeparatedRows.IsBlank(raw, cells, _columns))
        {
            _index.BlankLines++;
        }
        else if (SeparatedRows.FindProblem(raw, cells, _columns, isEndOfText) is { } problem)
        {
            _index.Reject(_firstLine + _line, problem, System.Text.Encoding.UTF8.GetString(raw));
        }
        else
        {
            _index.AddRow(_before, _line);
        }

        return true;
    }
}

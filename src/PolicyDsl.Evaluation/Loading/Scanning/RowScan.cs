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
        _hasZeros = text.Contains((byte)0);
    }

    public static void Run(ReadOnlySpan<byte> text, StructureBuffer found, int columns, long firstLine)
    {
        var scan = new RowScan(text, found, columns, firstLine);
        scan.AddRows();
        scan.AddLast();
        scan._index.LineEnds.Add(scan._crLf, scan._lf, scan._cr);
    }

    private void AddRows()
    {
        var bounds = _index.Bounds;
        var breaks = _found.Breaks.AsSpan(0, _found.BreakCount);
        for (var i = 0; i < breaks.Length; i++)
        {
            var end = breaks[i];
            var place = bounds[end];
            var isReturn = _text[place] == (byte)'\r';
            var isPair = isReturn && place + 1 < _text.Length && _text[place + 1] == (byte)'\n';
            if (AddLine(end, place, isEndOfText: false))
            {
                _crLf += isPair ? 1 : 0;
                _cr += isReturn && !isPair ? 1 : 0;
                _lf += isReturn ? 0 : 1;
            }

            if (isPair)
            {
                i++;
                end++;
            }

            _before = end;
            _line++;
        }
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
    private bool AddLine(int end, int place, bool isEndOfText)
    {
        var cells = end - _before;
        if (cells == _columns && cells > 1 && !_hasZeros)
        {
            _index.AddRow(_before, _line);
        }
        else
        {
            var start = _index.Bounds[_before] + 1;
            if (start == place)
            {
                _index.BlankLines++;
                return false;
            }

            AddUnusual(_text[start..place], cells, isEndOfText);
        }

        for (; _quotedBreak < _found.QuotedBreaks.Count && _found.QuotedBreaks[_quotedBreak] < place; _quotedBreak++)
        {
            _line++;
        }

        return true;
    }

    private void AddUnusual(ReadOnlySpan<byte> raw, int cells, bool isEndOfText)
    {
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
    }
}

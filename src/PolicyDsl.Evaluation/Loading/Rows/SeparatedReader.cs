using System.Text;
using CsvHelper;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Reads separated text row by row with the parser of CsvHelper, and goes on where a quote is broken. The parser alone would either take the rest of the file
/// into one cell, or stop. Here a broken quote costs the lines of its row up to the end of the line on which that quote opened; a new parser starts at the next line.
/// Invariant: <see cref="_text"/> keeps everything from <see cref="_end"/> on, the place where the last row ended, before its line break.
/// Cost: linear. Text that is read a second time is charged, and once too much was, quotes must close on their own line.
/// </summary>
internal sealed class SeparatedReader : IDisposable
{
    private const int MaxRawText = 64 * 1024;

    /// <summary>What a new start costs at least, in bytes that the parser had read ahead.</summary>
    private const int RestartCharge = 64 * 1024;

    private readonly ReplayBuffer _text;
    private readonly int _maxRowBytes;
    private readonly LineEnds _lineEnds;
    private CsvReaderOptions _options;
    private CsvReader _parser;
    private CsvMalformedReason? _malformed;

    /// <summary>Where the current parser started, and how many lines came before.</summary>
    private long _base;
    private long _baseLines;
    private long _end;

    /// <summary>The line after the last row.</summary>
    private long _nextLine = 1;
    private bool _hasRow;
    private long _charged;
    private string? _cutText;

    /// <summary>Whether reading started behind a row of somebody else, so that the text starts with that row's line break.</summary>
    private readonly bool _isResumed;

    public SeparatedReader(ReplayBuffer text, char? separator, RowSourceRequest request, LineEnds lineEnds)
    {
        _text = text;
        _maxRowBytes = request.MaxRowBytes;
        _lineEnds = lineEnds;
        _options = CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = request.MaxRowBytes,
            BufferSize = Math.Max(256, request.BufferBytes),
            OnMalformedRecord = record => _malformed = record.Reason,
        };
        _parser = CsvReader.Create(text, _options, leaveOpen: true);
        Separator = _parser.Separator;
        _options = _options with { Separator = Separator };
        var hint = "sep="u8;
        HasSeparatorHint = separator is null && _text.From(0).StartsWith(hint);
    }

    /// <summary>
    /// Goes on where the rows before were read by other means. The text starts with the line break behind the last of them, which is counted already
    /// (no parser may start at a row: it would take the first bytes of some for the mark of an encoding).
    /// </summary>
    /// <param name="line">The line after that row.</param>
    /// <param name="charged">What an earlier reader of this text gave as <see cref="Charged"/>.</param>
    public SeparatedReader(ReplayBuffer text, char separator, RowSourceRequest request, LineEnds lineEnds, long line, long charged)
        : this(text, separator, request, lineEnds)
    {
        _isResumed = true;
        _base = text.Place;
        _end = text.Place;
        _baseLines = line - 2;
        _nextLine = line;
        _charged = charged;
    }

    public char Separator { get; }

    /// <summary>Whether the first line is <c>sep=;</c>, as spreadsheets write it, and no row.</summary>
    public bool HasSeparatorHint { get; }

    /// <summary>The line on which the row starts.</summary>
    public long Line { get; private set; }

    public long BlankLines { get; private set; }

    /// <summary>Why the row is none, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The place of the row in the text, and behind it.</summary>
    public long Start { get; private set; }

    public long End => _end;

    /// <summary>Whether the text ends with the row, without a line break.</summary>
    public bool EndsText => Unread.IsEmpty;

    /// <summary>The line after the row.</summary>
    public long NextLine => _nextLine;

    /// <summary>What text that was read again has cost so far.</summary>
    public long Charged => _charged;

    /// <summary>Whether so much was read again that from here on a quote must close on its own line.</summary>
    public bool QuotesStayOnLine => !_options.AllowLineBreaksInQuotes;

    /// <summary>What was read of the text behind the row.</summary>
    public ReadOnlySpan<byte> Unread => _text.From(_end);

    public int FieldCount => _parser.FieldCount;

    /// <summary>The row as it came; empty where it is longer than any row may be.</summary>
    public ReadOnlySpan<byte> Raw => _cutText is null ? _text.From(Start)[..(int)(_end - Start)] : [];

    /// <summary>The row as it came; its start where it is longer than any row may be.</summary>
    public string RawText => _cutText ?? Encoding.UTF8.GetString(Raw);

    /// <summary>Whether the next line break ends a row and is no blank line.</summary>
    private bool StandsAtLineBreak => _hasRow || _isResumed;

    public bool Read()
    {
        _malformed = null;
        _cutText = null;
        Problem = null;
        _text.Release(_end);
        try
        {
            if (!_parser.Read())
            {
                CountLineEnd();
                CountBlank(LineBreaks.Leading(_text.From(_end)).Count - (StandsAtLineBreak ? 1 : 0));
                return false;
            }
        }
        catch (CsvFormatException)
        {
            // The options leave one reason to throw: the row outgrows its bound.
            StepOverLineBreaks();
            RejectTooLong();
            return true;
        }

        CountLineEnd();
        Start = _base + _parser.ByteOffset;
        Line = _baseLines + _parser.LineNumber;
        CountBlank(Line - _nextLine);
        _hasRow = true;
        var raw = _parser.RawRecord;
        if (raw.Length > _maxRowBytes)
        {
            RejectTooLong();
        }
        else if (_malformed is null)
        {
            EndRow(raw.Length, raw);
        }
        else
        {
            CheckQuotes(raw, QuoteScan.Of(raw, Separator));
        }

        return true;
    }

    public string GetField(int index) => _parser.GetString(index);

    public void Dispose()
    {
        _parser.Dispose();
        _text.Dispose();
    }

    private void EndRow(int length, ReadOnlySpan<byte> raw)
    {
        _end = Start + length;
        _nextLine = Line + 1 + LineBreaks.Count(raw);
    }

    /// <summary>
    /// Accepts a row whose only fault is a quote inside an unquoted cell, which is text, and rejects others. The parser names only the first fault of a row,
    /// so a quote that never closes may stand behind one that is harmless.
    /// </summary>
    private void CheckQuotes(ReadOnlySpan<byte> raw, QuoteScan scan)
    {
        if (scan.BrokenOpen < 0)
        {
            EndRow(raw.Length, raw);
            return;
        }

        var quoteLine = Line + LineBreaks.Count(raw[..scan.BrokenOpen]);
        var isOnOneLine = scan.BrokenClose >= 0 && raw[scan.BrokenOpen..scan.BrokenClose].IndexOfAny(LineBreaks.Bytes) < 0;
        Problem = isOnOneLine
            ? FormattableString.Invariant($"text follows the closing quote of column {scan.BrokenColumn}")
            : FormattableString.Invariant($"the quote opened in line {quoteLine} never closes");
        EndAtLineOf(scan.BrokenOpen, raw);
    }

    private void RejectTooLong()
    {
        var known = _text.From(Start);
        var scan = QuoteScan.Of(known[..Math.Min(known.Length, _maxRowBytes)], Separator);
        if (scan.SpanningOpen >= 0)
        {
            var quoteLine = Line + LineBreaks.Count(known[..scan.SpanningOpen]);
            Problem = FormattableString.Invariant($"the quote opened in line {quoteLine} does not close within {_maxRowBytes} bytes");
            EndAtLineOf(scan.SpanningOpen, known);
            return;
        }

        Problem = FormattableString.Invariant($"the row is longer than {_maxRowBytes} bytes");
        _cutText = Encoding.UTF8.GetString(known[..Math.Min(known.Length, Math.Min(MaxRawText, _maxRowBytes))]);
        var lineEnd = known.IndexOfAny(LineBreaks.Bytes);
        _end = lineEnd >= 0 ? Start + lineEnd : FindLineEnd(Start + known.Length);
        _nextLine = Line + 1;
        Restart(_maxRowBytes);
    }

    /// <summary>Ends the row with the line that a quote is on, and starts anew there if the parser went further.</summary>
    private void EndAtLineOf(int quote, ReadOnlySpan<byte> raw)
    {
        var lineEnd = raw[quote..].IndexOfAny(LineBreaks.Bytes);
        var length = lineEnd < 0 ? raw.Length : quote + lineEnd;
        EndRow(length, raw[..length]);
        if (lineEnd >= 0)
        {
            Restart(Math.Min(raw.Length, _maxRowBytes) - length);
        }
    }

    private void Restart(long readAgain)
    {
        _charged += RestartCharge + Math.Max(0, readAgain);
        if (_charged > (16L * _maxRowBytes) + (4 * _end))
        {
            _options = _options with { AllowLineBreaksInQuotes = false };
        }

        _parser.Dispose();
        _text.MoveTo(_end);
        _base = _end;
        _baseLines = _nextLine - 2;
        _parser = CsvReader.Create(_text, _options, leaveOpen: true);
    }

    /// <summary>Finds the end of a line that is too long to keep, without keeping it. Only the start of the row stays readable.</summary>
    private long FindLineEnd(long from)
    {
        Span<byte> chunk = stackalloc byte[4096];
        _text.MoveTo(from);
        while (true)
        {
            var place = _text.Place;
            _text.Release(place);
            var count = _text.Read(chunk);
            var lineEnd = chunk[..count].IndexOfAny(LineBreaks.Bytes);
            if (count == 0 || lineEnd >= 0)
            {
                return place + Math.Max(0, lineEnd);
            }
        }
    }

    private void StepOverLineBreaks()
    {
        CountLineEnd();
        var (count, length) = LineBreaks.Leading(_text.From(_end));
        var blank = count - (StandsAtLineBreak ? 1 : 0);
        Start = _end + length;
        Line = _nextLine + blank;
        CountBlank(blank);
        _hasRow = true;
    }

    private void CountLineEnd()
    {
        if (_hasRow)
        {
            _lineEnds.CountStart(_text.From(_end));
        }
    }

    private void CountBlank(long lines)
    {
        BlankLines += Math.Max(0, lines);
        if (!_hasRow && HasSeparatorHint)
        {
            BlankLines--;
        }
    }
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// UTF-8 in which each byte that is not valid UTF-8 is replaced by the character that it is in Windows-1252. Valid stretches pass unchanged and cost one check.
/// </summary>
internal sealed class Utf8RepairStream(Stream inner, TextEncoding report, int chunkBytes) : ReadOnlyStream
{
    /// <summary>A byte becomes at most three, and the start of a sequence is kept for the next chunk.</summary>
    private readonly byte[] _output = new byte[3 * (chunkBytes + 4)];
    private readonly byte[] _input = new byte[chunkBytes + 4];
    private readonly byte[][] _replacements = CreateReplacements();
    private int _kept;
    private int _outputStart;
    private int _outputEnd;
    private long _produced;
    private bool _sawMultibyte;
    private bool _isAtEnd;

    /// <summary>Where in the output the first replacement stands, or null.</summary>
    public long? FirstRepair { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (_outputStart == _outputEnd && _kept == 0 && buffer.Length >= chunkBytes && !_isAtEnd)
        {
            return ReadInto(buffer[..chunkBytes]);
        }

        return ReadBuffered(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[][] CreateReplacements()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;
        return [.. Enumerable.Range(0, 256).Select(value => Encoding.UTF8.GetBytes(windows.GetString([(byte)value])))];
    }

    /// <summary>Reads without a copy, as long as nothing is to be replaced.</summary>
    private int ReadInto(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _isAtEnd = read == 0;
        var bytes = buffer[..read];
        if (Utf8.IsValid(bytes))
        {
            _sawMultibyte = _sawMultibyte || !Ascii.IsValid(bytes);
            _produced += read;
            report.IsMixed = report.FallbackBytes > 0 && _sawMultibyte;
            return read;
        }

        bytes.CopyTo(_input);
        Take(_input.AsSpan(0, read));
        return ReadBuffered(buffer);
    }

    private int ReadBuffered(Span<byte> buffer)
    {
        while (_outputStart == _outputEnd && !_isAtEnd)
        {
            Fill();
        }

        var count = Math.Min(buffer.Length, _outputEnd - _outputStart);
        _output.AsSpan(_outputStart, count).CopyTo(buffer);
        _outputStart += count;
        return count;
    }

    private void Fill()
    {
        var read = inner.Read(_input.AsSpan(_kept, chunkBytes));
        _isAtEnd = read == 0;
        var pending = _input.AsSpan(0, _kept + read);
        _kept = 0;
        Take(pending);
    }

    /// <summary>Puts what was read into the output.</summary>
    private void Take(Span<byte> pending)
    {
        _outputStart = 0;
        _outputEnd = 0;
        if (Utf8.IsValid(pending))
        {
            _sawMultibyte = _sawMultibyte || !Ascii.IsValid(pending);
            Emit(pending);
        }
        else
        {
            EmitRepaired(pending);
        }

        _produced += _outputEnd;
        report.IsMixed = report.FallbackBytes > 0 && _sawMultibyte;
    }

    private void EmitRepaired(Span<byte> pending)
    {
        while (!pending.IsEmpty)
        {
            // Most characters of most files are ASCII, in long stretches.
            var other = pending.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            var ascii = other < 0 ? pending.Length : other;
            Emit(pending[..ascii]);
            pending = pending[ascii..];
            if (pending.IsEmpty)
            {
                return;
            }

            var status = Rune.DecodeFromUtf8(pending, out _, out var length);
            if (status == OperationStatus.NeedMoreData && !_isAtEnd)
            {
                pending.CopyTo(_input);
                _kept = pending.Length;
                return;
            }

            if (status == OperationStatus.Done)
            {
                _sawMultibyte = _sawMultibyte || length > 1;
                Emit(pending[..length]);
                pending = pending[length..];
                continue;
            }

            // Byte by byte: the rest of a broken sequence may be the start of a good one.
            FirstRepair ??= _produced + _outputEnd;
            report.FallbackBytes++;
            Emit(_replacements[pending[0]]);
            pending = pending[1..];
        }
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output.AsSpan(_outputEnd));
        _outputEnd += bytes.Length;
    }
}

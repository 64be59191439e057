namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// Standard output that tells a full disk in the user's words. A reader that closed its pipe is no failure: the system's stream
/// swallows what nobody reads. Messages that cannot be written have nobody to be told to, and are lost without changing the exit code.
/// </summary>
internal sealed class ResultStream(Stream inner, bool isForMessages = false) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowUnlessMessage(e);
        }
    }

    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowUnlessMessage(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void ThrowUnlessMessage(Exception e)
    {
        if (!isForMessages)
        {
            throw new CommandException(ExitCodes.Undecided, $"The result cannot be written to standard output: {e.Message}", "What was written before is not complete.");
        }
    }
}

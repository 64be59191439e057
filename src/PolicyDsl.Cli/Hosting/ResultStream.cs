namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// Standard output that tells a full disk in the user's words. A reader that closed its pipe is no failure: the system's stream
/// swallows what nobody reads.
/// </summary>
internal sealed class ResultStream(Stream inner) : Stream
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
        catch (IOException e)
        {
            throw Describe(e);
        }
    }

    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (IOException e)
        {
            throw Describe(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static CommandException Describe(IOException e) =>
        new(ExitCodes.Undecided, $"The result cannot be written to standard output: {e.Message}", "What was written before is not complete.");
}

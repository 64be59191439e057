using Microsoft.Win32.SafeHandles;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// A temporary file. Reading and writing at a place may be done by many threads at once; <see cref="Append"/> is for one, and what it was given
/// is in the file after <see cref="Flush"/>.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly SafeFileHandle handle;
    private readonly string folder;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private int buffered;
    private long written;

    public SpillFile(string path, string folder)
    {
        this.folder = folder;
        handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    }

    /// <summary>Where the next bytes go.</summary>
    public long Length => written + buffered;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > buffer.Length - buffered)
        {
            Flush();
        }

        if (bytes.Length > buffer.Length)
        {
            Write(written, bytes);
            written += bytes.Length;
            return;
        }

        bytes.CopyTo(buffer.AsSpan(buffered));
        buffered += bytes.Length;
    }

    public void Flush()
    {
        Write(written, buffer.AsSpan(0, buffered));
        written += buffered;
        buffered = 0;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, position);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SpillFolder.Explain(folder, exception);
        }
    }

    public void Read(long position, Span<byte> bytes)
    {
        try
        {
            for (var done = 0; done < bytes.Length;)
            {
                var count = RandomAccess.Read(handle, bytes[done..], position + done);
                done += count > 0 ? count : throw new EndOfStreamException("a temporary file is shorter than it was");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SpillFolder.Explain(folder, exception);
        }
    }

    public void Dispose() => handle.Dispose();
}

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The bytes of a file as they lie on disk, read once from start to end. Says how far reading is, can be cancelled, and speaks of failures in plain words.</summary>
internal sealed class RawFileStream(LocatedFile file, FileStream inner, FileHash hash, ReadProgress? progress, CancellationToken cancellationToken) : ReadOnlyStream
{
    private GzipMembers? _members;

    /// <param name="hashesApart">Whether the hash is made on a thread of its own.</param>
    public static RawFileStream Open(LocatedFile file, ReadProgress? progress, CancellationToken cancellationToken, bool hashesApart = false)
    {
        if (file.Bytes == 0)
        {
            throw new DataException($"the file `{file.Name}` is empty", file.Name);
        }

        return new RawFileStream(file, OpenFile(file), FileHash.Create(hashesApart), progress, cancellationToken);
    }

    public static FileStream OpenFile(LocatedFile file)
    {
        try
        {
            return new FileStream(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"the file `{file.Name}` cannot be opened; check that it may be read", file.Name, exception);
        }
    }

    /// <summary>From now on notes where the members of a gzip archive start.</summary>
    public void Watch(GzipMembers members) => _members = members;

    /// <summary>Reads what is left, such as padding behind an archive, and gives the hash of the whole file.</summary>
    public string FinishHash()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }

        return hash.Finish();
    }

    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var count = inner.Read(buffer);
            _members?.Add(buffer[..count]);
            hash.Add(buffer[..count]);
            progress?.Add(count);
            return count;
        }
        catch (IOException exception)
        {
            throw new DataException($"the file `{file.Name}` cannot be read to its end", file.Name, exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Adds up the bytes of all files, and tells about once a megabyte.</summary>
internal sealed class ReadProgress(IProgress<long> progress)
{
    private const long Step = 1024 * 1024;

    private long _read;
    private long _told;

    public void Add(long bytes)
    {
        _read += bytes;
        if (_read - _told >= Step)
        {
            _told = _read;
            progress.Report(_read);
        }
    }

    /// <summary>Sets the count to where a file ends, whatever part of it was needed.</summary>
    public void Finish(long read)
    {
        _read = read;
        _told = read;
        progress.Report(read);
    }
}

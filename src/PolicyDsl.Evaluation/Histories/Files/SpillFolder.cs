using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>A folder of its own for what does not fit into memory, deleted in the end with all that is in it.</summary>
internal sealed class SpillFolder : IDisposable
{
    // "No space left on device", and its two names on Windows.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private readonly List<SpillFile> files = [];
    private readonly string path;

    public SpillFolder(string parent) => path = Guard(parent, () =>
    {
        var folder = Path.Combine(parent, "policydsl-histories-" + Path.GetRandomFileName());
        return Directory.Exists(parent) ? Directory.CreateDirectory(folder).FullName : throw new DirectoryNotFoundException("there is no such folder");
    });

    public SpillFile Create(string name)
    {
        var file = Guard(path, () => new SpillFile(Path.Combine(path, name), path));
        files.Add(file);
        return file;
    }

    /// <summary>A file that is no longer needed makes room at once.</summary>
    public void Delete(SpillFile file)
    {
        file.Dispose();
        files.Remove(file);
    }

    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }

        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty folder is left behind; what was asked for has been done.
        }
    }

    /// <summary>Turns what goes wrong with a temporary file into a message that says what to do.</summary>
    public static T Guard<T>(string folder, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(folder, exception);
        }
    }

    public static DataException Explain(string folder, Exception exception) => new(
        Array.IndexOf(DiskFull, exception.HResult) >= 0
            ? $"There is no room left for temporary files in `{folder}`, where histories put what does not fit into memory; make room there, name another folder in TMPDIR (TEMP on Windows), or give more memory with `--memory`."
            : $"Histories put what does not fit into memory into temporary files, and `{folder}` cannot be used for them: {exception.Message.TrimEnd('.')}; name another folder in TMPDIR (TEMP on Windows), or give more memory with `--memory`.",
        innerException: exception);
}

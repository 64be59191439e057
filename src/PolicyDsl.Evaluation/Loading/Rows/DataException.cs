namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Data that cannot be read at all: a missing file, a damaged archive, two columns of one name. The message is one line in plain words, for the user.
/// A single bad row is never an exception: it is a <see cref="DataRow"/> with a rejection.
/// </summary>
public sealed class DataException : Exception
{
    public DataException(string message, string? fileName = null, Exception? innerException = null)
        : base(message, innerException) =>
        FileName = fileName;

    /// <summary>The file at fault as the user named it, or null where no single file is.</summary>
    public string? FileName { get; }
}

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// The rows of one or more data files, read as a stream: memory does not grow with the size of the files.
/// Opening has checked that every file can be opened and has the same columns; get one from <see cref="RowSources.Open"/>.
/// </summary>
public interface IRowSource
{
    /// <summary>The names of the columns, all different, in the order of the first file; <c>#1</c>, <c>#2</c>… without a header and for an empty name.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The files in the order in which they are read, relative to the root folder.</summary>
    IReadOnlyList<string> FileNames { get; }

    /// <summary>The size of all files on disk in bytes: where the progress of <see cref="Read"/> ends.</summary>
    long TotalBytes { get; }

    /// <summary>
    /// Reads all rows, rejected ones included, in the order of the files. May be called again, and starts anew.
    /// </summary>
    /// <param name="report">Filled while reading, complete after the last row.</param>
    /// <param name="progress">Is told the bytes read so far, out of <see cref="TotalBytes"/>, about once a megabyte and at the end.</param>
    /// <exception cref="DataException">A file cannot be read to its end.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    IEnumerable<DataRow> Read(SourceReport report, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Several files one after another, with the cells of each in the order of the common columns.</summary>
internal sealed class RowSource(List<FileRows> files, IReadOnlyList<string> columns, List<IReadOnlyList<string>> columnsOfFiles) : IRowSource
{
    public IReadOnlyList<string> Columns => columns;

    public IReadOnlyList<string> FileNames => [.. files.Select(file => file.File.Name)];

    public long TotalBytes => files.Sum(file => file.File.Bytes);

    /// <summary>The files, and for each the place in it of each common column; null where they are the same.</summary>
    internal IEnumerable<(FileRows File, int[]? Order)> Parts => files.Select((f, i) => (f, OrderOf(columnsOfFiles[i])));

    public IEnumerable<DataRow> Read(SourceReport report, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var total = 0L;
        var counter = progress is null ? null : new ReadProgress(progress);
        for (var i = 0; i < files.Count; i++)
        {
            var order = OrderOf(columnsOfFiles[i]);
            var fileReport = report.Add(files[i].File.Name);
            foreach (var row in files[i].Read(fileReport, counter, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (row.Rejection is null)
                {
                    fileReport.Rows++;
                }
                else
                {
                    fileReport.Rejected++;
                }

                yield return order is null ? row : row.Reorder(order);
            }

            total += files[i].File.Bytes;
            counter?.Finish(total);
        }
    }

    /// <summary>For each common column its place in the file, -1 where the file lacks it; null where nothing changes.</summary>
    private int[]? OrderOf(IReadOnlyList<string> own)
    {
        if (own.SequenceEqual(columns, StringComparer.Ordinal))
        {
            return null;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < own.Count; i++)
        {
            places.Add(own[i], i);
        }

        return [.. columns.Select(name => places.GetValueOrDefault(name, -1))];
    }
}

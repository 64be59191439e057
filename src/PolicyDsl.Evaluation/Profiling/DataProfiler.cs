using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Describes data files: <c>policydsl data describe</c>.</summary>
public static class DataProfiler
{
    private const int MaxRejected = 5;

    /// <summary>Opens the files, reads all rows once, and describes them. Memory is bounded, whatever the size of the files.</summary>
    /// <exception cref="DataException">The files cannot be read.</exception>
    public static DataProfile Describe(RowSourceRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var source = RowSources.Open(request, cancellationToken);
        var report = new SourceReport();
        var rejected = new List<DataRow>();
        var counters = source.Columns.Select(name => new ColumnCounter(name, source.Columns.Count)).ToArray();
        foreach (var row in source.Read(report, progress, cancellationToken))
        {
            if (row.Rejection is null)
            {
                for (var i = 0; i < counters.Length; i++)
                {
                    counters[i].Add(row[i]);
                }
            }
            else if (rejected.Count < MaxRejected)
            {
                rejected.Add(row);
            }
        }

        return new DataProfile
        {
            Source = report,
            Rejected = rejected,
            Columns = [.. source.Columns.Select((name, i) => ColumnDescriber.Describe(name, counters[i]))],
            Request = request,
        };
    }
}

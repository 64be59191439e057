namespace PolicyDsl.Evaluation.Loading;

/// <summary>Reads the files once more, so that rejected rows come as they stand there and in their order.</summary>
internal static class RejectedRowTeller
{
    public static void Tell(Action<RejectedRow> onRejected, LoadContext context, IEnumerable<LinkedEntities> links, CancellationToken cancellationToken)
    {
        Tell(onRejected, DatasetFiles.ForIncidents(context.Request), context.Tally, cancellationToken);
        foreach (var linked in links)
        {
            Tell(onRejected, linked.Request, linked.Tally, cancellationToken);
        }
    }

    private static void Tell(Action<RejectedRow> onRejected, RowSourceRequest files, LoadTally tally, CancellationToken cancellationToken)
    {
        if (tally.RowsRejected == 0)
        {
            return;
        }

        foreach (var row in RowSources.Open(files with { KeepsRawText = true }, cancellationToken).Read(new SourceReport(), progress: null, cancellationToken))
        {
            if (row.Rejection is { } reason || tally.LateRejections.TryGetValue((row.FileName, row.Line), out reason))
            {
                onRejected(new RejectedRow(row.FileName, row.Line, reason, row.RawText));
            }
        }
    }
}

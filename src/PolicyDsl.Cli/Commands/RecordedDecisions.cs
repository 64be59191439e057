using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Cli.Commands;

/// <summary>
/// What two policies decide on the incidents of a data set, for a difference. Incidents that are alike in all that counts are decided once; where the data
/// can tell an earlier incident, each is decided on its own.
/// </summary>
internal static class RecordedDecisions
{
    private const int ProgressEvery = 1_000;

    public static void Read(
        DifferenceRequest request, IncidentData data, RecordedReads reads, Action<RecordedIncident> add, RunOptions options, CancellationToken cancellationToken)
    {
        var before = new Interpreter(request.Before.Policy, request.Before.Scope);
        var after = new Interpreter(request.After.Policy, request.After.Scope);
        if (reads.Histories.Any(h => data.History.WhyNotFollowed(h) is null))
        {
            ReadEach(data, i => Decide(i.Id, i.Instance), add, options, cancellationToken);
            return;
        }

        void Accept(AlikeIncidents alike)
        {
            cancellationToken.ThrowIfCancellationRequested();
            add(Decide(alike.First[0].Id, alike.Example) with { Incidents = alike.Incidents, First = [.. alike.First.Select(f => (f.Order, f.Id))] });
        }

        IncidentGrouping.Read(data.Columns, reads.Paths.Select(p => string.Join('.', p.Select(f => f.Name))), Accept, options, cancellationToken: cancellationToken);

        RecordedIncident Decide(string id, EntityInstance incident) =>
            new(id, incident, data.History, before.Decide(incident, data.History), after.Decide(incident, data.History));
    }

    private static void ReadEach(
        IncidentData data, Func<LoadedIncident, RecordedIncident> decide, Action<RecordedIncident> add, RunOptions options, CancellationToken cancellationToken)
    {
        var done = 0L;
        foreach (var incident in data.Incidents)
        {
            if (++done % ProgressEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                options.Progress?.Report(done);
            }

            if (!incident.IsHistoryOnly)
            {
                add(decide(incident));
            }
        }
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>
/// Decides policies whose vocabularies differ, each on the data set as loaded for it, and joins the incidents by id. One pass per load; holds the id and the
/// cell of every incident of every load. A cell of the whole is a tuple of one cell of each load.
/// </summary>
internal sealed class SeparateLoads
{
    private const int HistoryOnly = -1;

    private readonly ComparisonRequest request;
    private readonly ImmutableArray<IColumnSource> sources;
    private readonly ImmutableArray<int> sourceOf;
    private readonly ImmutableArray<int> placeInSource;
    private readonly ImmutableArray<JointResult>.Builder results = ImmutableArray.CreateBuilder<JointResult>();
    private readonly List<(CellIncident Incident, int Cell)> first = [];
    private readonly List<Dictionary<string, int>> others = [];
    private long historyOnly;
    private long notAcceptedByAll;

    private SeparateLoads(ComparisonRequest request)
    {
        this.request = request;
        sources = [.. request.Policies.Select(p => p.Source).Distinct()];
        sourceOf = [.. request.Policies.Select(p => sources.IndexOf(p.Source))];
        placeInSource = [.. sourceOf.Select((s, i) => sourceOf.Take(i).Count(other => other == s))];
    }

    public static DecidedCells Decide(ComparisonRequest request, bool hasBaseline, ImmutableArray<FieldPath> protectedFields, CancellationToken cancellationToken)
    {
        var loads = new SeparateLoads(request);
        loads.Run(hasBaseline, protectedFields, cancellationToken);
        if (loads.results.Any(r => r.Load.HasErrors))
        {
            return DecidedCells.InError([.. loads.results.Select(r => r.Load)]);
        }

        var cells = loads.Join();
        return new DecidedCells
        {
            Loads = [.. loads.results.Select(r => r.Load)],
            Summaries = [.. request.Policies.Select((_, i) => loads.results[loads.sourceOf[i]].Summaries[loads.placeInSource[i]])],
            Cells = cells,
            ByProtected = [.. protectedFields.Select(_ => cells)],
            HistoryOnly = loads.historyOnly,
            NotAcceptedByAll = loads.notAcceptedByAll,
        };
    }

    private void Run(bool hasBaseline, ImmutableArray<FieldPath> protectedFields, CancellationToken cancellationToken)
    {
        var done = 0L;
        foreach (var (number, source) in sources.Index())
        {
            var cellOf = new Dictionary<string, int>(StringComparer.Ordinal);
            var before = done;
            var own = request.Policies.Where(p => p.Source == source).ToList();
            var asked = number == 0 ? protectedFields.SelectMany(p => MeasureReads.WithKey(p)) : [];
            results.Add(JointRun.Run(
                new JointRequest
                {
                    Source = source,
                    Policies = [.. own.Select(DecidedCells.ToRun)],
                    Fields = [.. DecidedCells.MeasuredIn(own, source).Concat(DecidedCells.RecordedPath(source, hasBaseline)).Concat(asked).DistinctBy(p => p.ToString(), StringComparer.Ordinal)],
                    Conditions = DecidedCells.ConditionsIn(own),
                    OnIncident = (incident, cell) =>
                    {
                        done++;
                        if (number == 0)
                        {
                            first.Add((incident, cell));
                        }
                        else
                        {
                            cellOf.Add(incident.Id, cell);
                        }
                    },
                    Options = request.Options with { Progress = request.Options.Progress is { } progress ? new LaterProgress(progress, before) : null },
                },
                cancellationToken));
            if (number > 0)
            {
                others.Add(cellOf);
            }
        }
    }

    /// <summary>An incident that another load lacks is in no cell; one that only histories see in any of them is history only.</summary>
    private ImmutableArray<ComparedCell> Join()
    {
        var joined = new Dictionary<CellTuple, (long Incidents, List<CellIncident> First)>();
        var order = new List<CellTuple>();
        foreach (var (incident, cell) in first)
        {
            var places = new int[sources.Length];
            places[0] = cell;
            if (!TryFindOthers(incident.Id, places))
            {
                notAcceptedByAll++;
                continue;
            }

            if (places.Contains(HistoryOnly))
            {
                historyOnly++;
                continue;
            }

            var key = new CellTuple(places);
            if (!joined.TryGetValue(key, out var known))
            {
                known = (0, []);
                order.Add(key);
            }

            if (known.First.Count < IncidentCell.Shown)
            {
                known.First.Add(incident);
            }

            joined[key] = known with { Incidents = known.Incidents + 1 };
        }

        var ids = first.Select(f => f.Incident.Id).ToHashSet(StringComparer.Ordinal);
        notAcceptedByAll += others.Sum(o => o.Keys.Count(id => !ids.Contains(id)));
        return [.. order.Select(key => ToCell(key.Places, joined[key].Incidents, joined[key].First))];
    }

    private bool TryFindOthers(string id, int[] places)
    {
        for (var i = 0; i < others.Count; i++)
        {
            if (!others[i].TryGetValue(id, out places[i + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private ComparedCell ToCell(int[] places, long incidents, List<CellIncident> firstIncidents)
    {
        var cells = sourceOf.Select(s => results[s].Cells[places[s]]).ToList();
        return new ComparedCell([.. cells.Select(c => c.Example)], [.. cells.Select((c, i) => c.Answers[placeInSource[i]])], incidents, [.. firstIncidents]);
    }

    private sealed class CellTuple(int[] places) : IEquatable<CellTuple>
    {
        public int[] Places { get; } = places;

        public bool Equals(CellTuple? other) => other is not null && Places.AsSpan().SequenceEqual(other.Places);

        public override bool Equals(object? obj) => Equals(obj as CellTuple);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var place in Places)
            {
                hash.Add(place);
            }

            return hash.ToHashCode();
        }
    }

    /// <summary>Progress of a pass that comes after others.</summary>
    private sealed class LaterProgress(IProgress<long> progress, long before) : IProgress<long>
    {
        public void Report(long value) => progress.Report(before + value);
    }
}

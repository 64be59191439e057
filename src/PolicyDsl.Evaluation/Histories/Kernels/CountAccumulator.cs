namespace PolicyDsl.Evaluation.Histories;

/// <summary>Counts those that certainly and those that possibly count; for <c>any</c> too.</summary>
internal ref struct CountAccumulator(KeyedIncidents incidents) : IHistoryAccumulator
{
    private readonly KeyedIncidents incidents = incidents;
    private int certain;
    private int possible;

    public void Clear() => (certain, possible) = (0, 0);

    public void AddCertain(int position) => certain += incidents.IsTrue(position) ? 1 : 0;

    public void RemoveCertain(int position) => certain -= incidents.IsTrue(position) ? 1 : 0;

    public void AddPossible(int position) => possible += incidents.IsPossible(position) ? 1 : 0;

    public void RemovePossible(int position) => possible -= incidents.IsPossible(position) ? 1 : 0;

    public readonly void Tell(in DecidedMoment moment, HistoryValues values) =>
        values.SetCount(moment.Place, certain, moment.IsOpenAbove ? HistoryValues.OpenCount : possible);
}

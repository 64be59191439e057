using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Days since the last incident: in each chain the last of a stretch that meets the condition is looked up, so nothing has to be kept of the window.
/// </summary>
internal readonly ref struct LastAccumulator(KeyedIncidents incidents, ChainWindows windows, LastMeeting last) : IHistoryAccumulator
{
    private readonly KeyedIncidents incidents = incidents;
    private readonly ChainWindows windows = windows;
    private readonly LastMeeting last = last;

    public void Clear()
    {
    }

    public void AddCertain(int position)
    {
    }

    public void RemoveCertain(int position)
    {
    }

    public void AddPossible(int position)
    {
    }

    public void RemovePossible(int position)
    {
    }

    public void Tell(in DecidedMoment moment, HistoryValues values)
    {
        var (isAny, lastAtLeast, lastAtMost) = (false, moment.Earliest, Value.OpenLow);
        for (var chain = 0; chain < incidents.Times.Chains; chain++)
        {
            ref readonly var sure = ref windows.Certain(chain);
            if (sure.To > sure.From && last.Certain[sure.To - 1] is var found && found >= sure.From)
            {
                isAny = true;
                lastAtLeast = Math.Max(lastAtLeast, incidents.Times.Lows[found]);
            }

            ref readonly var open = ref windows.Possible(chain);
            found = LastPossible(open.To - 1, moment.Position, open.From);
            if (found >= open.From)
            {
                lastAtMost = Math.Max(lastAtMost, incidents.Times.Highs[found]);
            }
        }

        values.SetNumber(moment.Place, isAny ? CountedIncidents.DaysBetween(moment.Low, moment.High, lastAtLeast, lastAtMost) : Value.Unknown);
    }

    /// <summary>The last that possibly meets the condition, the incident decided aside.</summary>
    private int LastPossible(int position, int decided, int from)
    {
        var found = position < from ? -1 : last.Possible[position];
        return found != decided ? found : decided - 1 < from ? -1 : last.Possible[decided - 1];
    }
}

/// <summary>For each position the last up to it, in its chain, that meets the condition of a history; -1 where there is none.</summary>
internal sealed class LastMeeting
{
    public int[] Certain { get; private set; } = [];

    public int[] Possible { get; private set; } = [];

    public void Build(KeyedIncidents incidents)
    {
        var times = incidents.Times;
        if (Certain.Length < times.Count)
        {
            Certain = new int[times.Count];
            Possible = new int[times.Count];
        }

        for (var chain = 0; chain < times.Chains; chain++)
        {
            var (certain, possible) = (-1, -1);
            for (var position = times.StartOf(chain); position < times.EndOf(chain); position++)
            {
                Certain[position] = certain = incidents.IsTrue(position) ? position : certain;
                Possible[position] = possible = incidents.IsPossible(position) ? position : possible;
            }
        }
    }
}

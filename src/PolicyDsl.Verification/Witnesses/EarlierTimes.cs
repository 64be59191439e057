using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>When an earlier incident happened, and what that makes of each history that it meets the condition of.</summary>
/// <param name="At">The time, exactly or partly known, or unknown.</param>
/// <param name="Windows">For each goal whether it lies in the window.</param>
/// <param name="Days">For each goal the days since.</param>
internal sealed record EarlierTime(Value At, ImmutableArray<Truth> Windows, ImmutableArray<Value> Days);

/// <summary>
/// The times worth trying: of all that windows, days since the last and conditions on the time treat alike, one, and a day before rather than an odd moment.
/// What a window makes of a time is asked of the interpreter.
/// </summary>
internal sealed class EarlierTimes(PolicyModel model, FieldSymbol at)
{
    private const long SecondsPerDay = 86_400;

    private static readonly long[] RoundDays = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 180, 300, 365, 400, 500, 730, 1_000, 2_000, 4_000];

    /// <param name="incident">The incident decided, whose time is known or partly known.</param>
    /// <param name="goals">The histories.</param>
    /// <param name="cuts">Moments that conditions compare the time with.</param>
    public ImmutableArray<EarlierTime> Find(EntityInstance incident, IReadOnlyList<HistoryGoal> goals, IReadOnlyList<long> cuts)
    {
        var found = ImmutableArray.CreateBuilder<EarlierTime>();
        var alike = new HashSet<string>(StringComparer.Ordinal);
        foreach (var time in Candidates(incident[at], goals, cuts))
        {
            var windows = goals.Select(g => Ask(g, incident, time)).ToImmutableArray();
            var days = goals.Select(g => g.IsDays ? Evaluate(g.History with { Condition = null, Window = null }, incident, time) : Value.Unknown).ToImmutableArray();
            if (alike.Add(Signature(time, goals, windows, days, cuts)))
            {
                found.Add(new EarlierTime(time, windows, days));
            }
        }

        return found.ToImmutable();
    }

    private IEnumerable<Value> Candidates(Value now, IReadOnlyList<HistoryGoal> goals, IReadOnlyList<long> cuts)
    {
        var (low, high) = (now.Low == Value.OpenLow ? now.High : now.Low, now.High == Value.OpenHigh ? now.Low : now.High);
        var (least, most) = DataLimits.Of(BasicType.Instant);
        var ends = goals.Select(g => g.History.Window).OfType<CalendarLength>().Distinct()
            .SelectMany(w => new[] { InstantArithmetic.Before(low, w), InstantArithmetic.Before(high, w) })
            .Concat(cuts).Append(low).Append(high).Where(t => t > least && t <= most).Distinct().Order().ToList();
        var days = goals.Where(g => g.IsDays && !g.State.IsUnknown).SelectMany(g => new[] { g.Low.First, g.Low.Last, g.High.First, g.High.Last });
        var exact = RoundDays.Concat(days.Where(d => d is >= 0 and < 1_000_000)).Distinct().Select(d => low - (d * SecondsPerDay))
            .Append(low - 3_600)
            .Concat(ends.SelectMany(e => new[] { e - 3_600, e + 3_600, e, e - 1, e + 1 }))
            .Concat(ends.Zip(ends.Skip(1), (a, b) => a + ((b - a) / 2)))
            .Where(t => t > least && t <= most);
        return exact.Select(Value.Of).Concat(Vague(ends));
    }

    /// <summary>Times of which a window may not be certain.</summary>
    private IEnumerable<Value> Vague(List<long> ends)
    {
        foreach (var (from, to) in at.IsCoarse ? ends.SelectMany((a, i) => ends.Skip(i).Select(b => (a, b))).Take(200) : [])
        {
            yield return Value.Range(from - 1, to);
        }

        if (!at.IsRequired)
        {
            yield return Value.Unknown;
        }
    }

    private Truth Ask(HistoryGoal goal, EntityInstance incident, Value time)
    {
        var count = goal.History with { Kind = HistoryKind.Count, IsDistinct = false, Subject = null, Condition = null, Type = BasicType.Integer };
        var value = Evaluate(count, incident, time);
        return value.Kind switch
        {
            ValueKind.Exact => value.Low > 0 ? Truth.True : Truth.False,
            _ => Truth.Unknown,
        };
    }

    /// <summary>A history over one earlier incident that is as the one decided but for its time.</summary>
    private Value Evaluate(BoundHistory history, EntityInstance incident, Value time)
    {
        var earlier = new EntityInstance(incident.Entity);
        foreach (var field in incident.Entity.Fields.Where(f => f.IsStored))
        {
            earlier[field] = incident[field];
        }

        earlier[at] = time;
        return model.Interpreter.Evaluate(history, incident, new ListedHistory([earlier]));
    }

    private static string Signature(Value time, IReadOnlyList<HistoryGoal> goals, ImmutableArray<Truth> windows, ImmutableArray<Value> days, IReadOnlyList<long> cuts)
    {
        var cell = (Cell(time.Low), Cell(time.High));
        var cells = goals.Select((g, i) => days[i].Kind is ValueKind.Exact or ValueKind.Range
            ? string.Create(CultureInfo.InvariantCulture, $"{g.Term.Cuts.Count(c => c <= days[i].Low)}/{g.Term.Cuts.Count(c => c <= days[i].High)}")
            : "");
        return $"{string.Concat(windows.Select(w => (int)w))} {string.Join(',', cells)} {time.Kind} {(time.Kind == ValueKind.Unknown ? "" : cell)}";

        int Cell(long moment) => cuts.Count(c => c <= moment);
    }
}

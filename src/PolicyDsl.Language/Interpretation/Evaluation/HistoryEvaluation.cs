using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// One history about one incident: the earlier incidents that certainly count and those that possibly do, and the range between them.
/// An earlier incident has the same known key, lies in the window and meets the condition; each of window and condition may be certain, possible
/// or excluded, and an incident counts certainly only if both are certain. A key that is unknown on the earlier incident is not the same key.
/// Where the window starts before what the data covers, incidents may be missing, so nothing bounds the range above.
/// Cost: one visit per candidate.
/// </summary>
internal sealed class HistoryEvaluation(ExpressionEvaluator evaluator, BoundHistory history, EvaluationFrame frame)
{
    private const long SecondsPerDay = 86_400;

    private readonly List<Counted> counted = [];

    public Value Compute(IIncidentHistory? incidents)
    {
        if (incidents is null || frame.Subject.Entity is not { } current || !IsAbout(current))
        {
            return Unknown("there is nothing to look back on");
        }

        if (incidents.WhyNotFollowed(history) is { } reason)
        {
            return Unknown($"not followed: {reason}");
        }

        var keys = history.Keys.Select(k => evaluator.Evaluate(k, frame with { Session = Untraced })).ToList();
        if (!keys.All(IsKnownKey))
        {
            return Unknown("whose earlier incidents to look at is not known");
        }

        if (TimeOf(current) is not { } now)
        {
            return Unknown("when the incident happened is not known");
        }

        var window = new HistoryWindow(now.Low, now.High, history.Window);
        foreach (var earlier in incidents.FindCandidates(history, current))
        {
            if (!ReferenceEquals(earlier, current) && HasKeys(earlier, keys))
            {
                Add(earlier, current, window);
            }
        }

        var isOpenAbove = incidents.CoversFrom is { } from && window.EarliestStart < from;
        Note(isOpenAbove);
        return Combine(window, isOpenAbove);
    }

    /// <summary>Parts of a history are told by its note; nodes for every earlier incident would drown it.</summary>
    private EvaluationSession Untraced { get; } = frame.Session.Tracer is null ? frame.Session : new EvaluationSession(null);

    private void Add(EntityInstance earlier, EntityInstance current, HistoryWindow window)
    {
        if (TimeOf(earlier) is not { } time)
        {
            time = (Value.OpenLow, Value.OpenHigh);
        }

        var inWindow = window.Contains(time.Low, time.High);
        if (inWindow == Truth.False)
        {
            return;
        }

        var about = new EvaluationFrame(Untraced, Value.Of(earlier), current);
        var meets = history.Condition is { } condition ? inWindow.And(evaluator.Evaluate(condition, about).ToTruth()) : inWindow;
        if (meets != Truth.False)
        {
            var subject = history.Subject is { } part ? evaluator.Evaluate(part, about) : Value.Unknown;
            counted.Add(new Counted(meets == Truth.True, subject, time.Low, time.High));
        }
    }

    private Value Combine(HistoryWindow window, bool isOpenAbove)
    {
        switch (history.Kind)
        {
            case HistoryKind.Count when history.IsDistinct:
                var (certain, possible) = CountDistinct();
                return Value.Range(certain, isOpenAbove ? Value.OpenHigh : possible);
            case HistoryKind.Count:
                return Value.Range(counted.Count(c => c.IsCertain), isOpenAbove ? Value.OpenHigh : counted.Count);
            case HistoryKind.Any:
                return counted.Exists(c => c.IsCertain) ? Value.True : counted.Count > 0 || isOpenAbove ? Value.Unknown : Value.False;
            case HistoryKind.Sum:
                var sum = ValueOperations.Sum(counted.Select(Share), history.Type);
                return sum.Kind != ValueKind.Unknown && isOpenAbove ? Value.Range(sum.Low, Value.OpenHigh) : sum;
            default:
                return DaysSinceLast(window);
        }
    }

    /// <summary>
    /// At least the different known values among the certain ones; at most those, the other known values, and one more for
    /// each incident whose value is not exactly known.
    /// </summary>
    private (long Certain, long Possible) CountDistinct()
    {
        var certain = counted.Where(c => c.IsCertain && IsKnownKey(c.Subject)).Select(c => Identity(c.Subject)).ToHashSet();
        var all = counted.Where(c => IsKnownKey(c.Subject)).Select(c => Identity(c.Subject)).ToHashSet();
        return (certain.Count, all.Count + counted.Count(c => !IsKnownKey(c.Subject)));
    }

    /// <summary>What an incident adds to a sum: all of its summand, or for a possible one anything between nothing and it.</summary>
    private static Value Share(Counted incident)
    {
        var summand = incident.Subject;
        return incident.IsCertain || summand.Kind is not (ValueKind.Exact or ValueKind.Range)
            ? summand
            : Value.Range(Math.Min(0, summand.Low), Math.Max(0, summand.High));
    }

    /// <summary>Whole days from the last incident that counts. Unknown where none certainly does, since there may be none.</summary>
    private Value DaysSinceLast(HistoryWindow window)
    {
        if (!counted.Exists(c => c.IsCertain))
        {
            return Value.Unknown;
        }

        var lastAtLeast = counted.Where(c => c.IsCertain).Max(c => Math.Max(c.Low, window.EarliestStart));
        var lastAtMost = counted.Max(c => c.High);
        var fewest = lastAtMost == Value.OpenHigh || window.Low == Value.OpenLow ? 0 : Math.Max(0, window.Low - lastAtMost);
        var most = lastAtLeast == Value.OpenLow || window.High == Value.OpenHigh ? (long?)null : window.High - lastAtLeast;
        return Value.Range(fewest / SecondsPerDay, most / SecondsPerDay ?? Value.OpenHigh);
    }

    /// <summary>
    /// A crackdown's target is about an area, at a moment that only operations know; its keys are an incident's. By name, so that a policy
    /// compiled anew, as a mutant is, may be asked about the same incident.
    /// </summary>
    private bool IsAbout(EntityInstance current)
    {
        BoundExpression? root = history.Keys.FirstOrDefault();
        while (root is BoundFieldAccess access)
        {
            root = access.Receiver;
        }

        return root is not BoundSubject { Type: EntityType { Entity: var entity } } || entity.Name == current.Entity.Name;
    }

    private bool HasKeys(EntityInstance earlier, List<Value> keys)
    {
        var about = new EvaluationFrame(Untraced, Value.Of(earlier), null);
        for (var i = 0; i < keys.Count; i++)
        {
            var key = evaluator.Evaluate(history.Keys[i], about);
            if (!IsKnownKey(key) || ValueOperations.AreEqual(key, keys[i]) != Truth.True)
            {
                return false;
            }
        }

        return true;
    }

    private (long Low, long High)? TimeOf(EntityInstance incident)
    {
        if (incident.Entity.FindField("at") is not { } at)
        {
            return null;
        }

        var time = evaluator.ReadField(incident, at);
        return time.Kind is ValueKind.Exact or ValueKind.Range ? (time.Low, time.High) : null;
    }

    private Value Unknown(string why)
    {
        frame.Session.Tracer?.Note(why);
        return Value.Unknown;
    }

    private void Note(bool isOpenAbove)
    {
        if (frame.Session.Tracer is not { } tracer)
        {
            return;
        }

        var certain = counted.Count(c => c.IsCertain);
        var text = certain == counted.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{Earlier(certain)} for certain")
            : string.Create(CultureInfo.InvariantCulture, $"{Earlier(certain)} for certain, {counted.Count - certain} more possibly");
        tracer.Note(isOpenAbove ? text + "; looks back further than the data goes, so there may be more" : text);
    }

    private static string Earlier(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} earlier incident{(count == 1 ? "" : "s")}");

    /// <summary>A reference is known for a key only with the key of the entity that it refers to.</summary>
    private static bool IsKnownKey(Value value) =>
        value.IsKnown && (value.Entity is not { Entity.Key: { } key } entity || entity[key].IsKnown);

    private static object Identity(Value value) =>
        value.Entity is not { } entity ? value : entity.Entity.Key is { } key ? (entity.Entity, entity[key]) : entity;

    /// <summary>An incident that certainly or possibly counts, with when it may have happened.</summary>
    private readonly record struct Counted(bool IsCertain, Value Subject, long Low, long High);
}

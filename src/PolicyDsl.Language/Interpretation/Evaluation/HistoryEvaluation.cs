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
    private readonly CountedIncidents counted = new();

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
        if (!keys.TrueForAll(CountedIncidents.IsKnownKey))
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
        return counted.Combine(history, window, isOpenAbove);
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
            counted.Add(meets == Truth.True, subject, time.Low, time.High);
        }
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
            if (!CountedIncidents.IsKnownKey(key) || ValueOperations.AreEqual(key, keys[i]) != Truth.True)
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

        var certain = counted.Certain;
        var text = certain == counted.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{Earlier(certain)} for certain")
            : string.Create(CultureInfo.InvariantCulture, $"{Earlier(certain)} for certain, {counted.Count - certain} more possibly");
        tracer.Note(isOpenAbove ? text + "; looks back further than the data goes, so there may be more" : text);
    }

    private static string Earlier(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} earlier incident{(count == 1 ? "" : "s")}");
}

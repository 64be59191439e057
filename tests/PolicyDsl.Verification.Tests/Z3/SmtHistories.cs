using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// Histories as free ranges, with what section 9 assumes of them: counts are whole numbers from 0, <c>any</c> is a count above 0, a wider
/// window holds no less, and nothing is known where the key or the time of the incident is not.
/// </summary>
internal sealed class SmtHistories(SmtScript script, SmtFields fields, SmtEvaluator evaluator)
{
    private readonly Dictionary<string, SmtNumber> numbers = new(StringComparer.Ordinal);
    private readonly List<(BoundHistory History, SmtNumber Number)> read = [];

    /// <summary>The histories read so far, each once, counts in place of <c>any</c>.</summary>
    public IReadOnlyList<(BoundHistory History, SmtNumber Number)> Read => read;

    public SmtValue Get(BoundHistory history)
    {
        if (history.Kind != HistoryKind.Any)
        {
            return GetNumber(history);
        }

        var count = GetNumber(history with { Kind = HistoryKind.Count, Type = BasicType.Integer });
        return new SmtTruth(Smt.And(count.HasLow, Smt.AtMost("1", count.Low)), Smt.And(count.HasHigh, Smt.AtMost(count.High, "0"))).ToValue();
    }

    private SmtNumber GetNumber(BoundHistory history)
    {
        var path = $"{HistoryKey.KindOf(history)} {HistoryKey.ConditionOf(history)} {HistoryKey.WindowOf(history)}".Replace('|', '!');
        if (numbers.TryGetValue(path, out var known))
        {
            return known;
        }

        var name = fields.NameOf("history " + path);
        var number = new SmtNumber(Declare(name, "haslow", "Bool"), Declare(name, "hashigh", "Bool"), Declare(name, "low", "Int"), Declare(name, "high", "Int"));
        numbers.Add(path, number);
        script.Assert(Smt.Implies(Smt.And(number.HasLow, number.HasHigh), Smt.AtMost(number.Low, number.High)));
        script.Assert(Smt.Implies(Smt.Not(number.IsUnknown), CanBeKnown(history)));
        if (history.Kind is HistoryKind.Count or HistoryKind.DaysSinceLast)
        {
            script.Assert(Smt.Implies(Smt.Not(number.IsUnknown), Smt.And(number.HasLow, Smt.AtMost("0", number.Low))));
        }

        foreach (var (other, otherNumber) in read)
        {
            AssertWindows(history, number, other, otherNumber);
            AssertWindows(other, otherNumber, history, number);
        }

        read.Add((history, number));
        return number;
    }

    private string Declare(string name, string part, string sort) => script.Declare($"|{name}:{part}|", sort);

    /// <summary>The keys and the time of the incident are known; a reference only with its own key.</summary>
    private string CanBeKnown(BoundHistory history)
    {
        var needed = new List<string>();
        foreach (var key in history.Keys)
        {
            var value = evaluator.Evaluate(key);
            needed.Add(value.IsKnown);
            if (value is SmtReference reference && key.Type is EntityType { Entity.Key: { } own })
            {
                needed.Add(evaluator.Read(reference, own).IsKnown);
            }
        }

        if (RootOf(history.Keys[0]) is { Type: EntityType { Entity: var incident } } && incident.FindField("at") is { } at)
        {
            needed.Add(Smt.Not(evaluator.Read(SmtReference.Incident, at).IsUnknown));
        }

        return Smt.And(needed);
    }

    private static BoundExpression RootOf(BoundExpression expression) => expression is BoundFieldAccess access ? RootOf(access.Receiver) : expression;

    private void AssertWindows(BoundHistory narrow, SmtNumber less, BoundHistory wide, SmtNumber more)
    {
        if (narrow.Kind == HistoryKind.Count && HistoryKey.KindOf(narrow) == HistoryKey.KindOf(wide)
            && HistoryKey.ConditionOf(narrow) == HistoryKey.ConditionOf(wide) && IsWithin(narrow.Window, wide.Window))
        {
            script.Assert(Smt.Implies(Smt.And(less.HasLow, more.HasLow), Smt.AtMost(less.Low, more.Low)));
            script.Assert(Smt.Implies(Smt.And(less.HasLow, more.HasHigh), Smt.And(less.HasHigh, Smt.AtMost(less.High, more.High))));
        }
    }

    /// <summary>Whether one window lies in another wherever they end.</summary>
    private static bool IsWithin(CalendarLength? narrow, CalendarLength? wide)
    {
        if (wide is null || narrow is null)
        {
            return wide is null;
        }

        return CalendarBounds.LongestSeconds(narrow) <= CalendarBounds.ShortestSeconds(wide);
    }
}

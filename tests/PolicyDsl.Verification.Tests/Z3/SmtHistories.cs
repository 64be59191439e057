using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// Histories as free ranges, with what holds of all of them: counts are whole numbers from 0, <c>any</c> is a count above 0, a wider window or condition
/// holds no less, there are no more different values than incidents, days since the last are known where there is one for certain, and nothing is known
/// where the key or the time of the incident is not, or the key is not followed.
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

    /// <summary>Asserts what the histories read have to do with each other.</summary>
    /// <param name="implies">Whether the condition of one certainly implies that of another, and possibly so.</param>
    public void Relate(Func<BoundHistory, BoundHistory, bool> implies)
    {
        foreach (var (history, number) in read)
        {
            foreach (var (other, otherNumber) in read.Where(r => r.History != history && HistoryKey.KeysOf(r.History) == HistoryKey.KeysOf(history)))
            {
                if (IsNeverMore(history, other) && implies(history, other))
                {
                    script.Assert(Smt.Implies(Smt.And(number.HasLow, otherNumber.HasLow), Smt.AtMost(number.Low, otherNumber.Low)));
                    script.Assert(Smt.Implies(Smt.And(number.HasLow, otherNumber.HasHigh), Smt.And(number.HasHigh, Smt.AtMost(number.High, otherNumber.High))));
                }

                var isCountOfLast = history.Kind == HistoryKind.DaysSinceLast && other is { Kind: HistoryKind.Count, IsDistinct: false }
                    && HistoryKey.ConditionOf(history) == HistoryKey.ConditionOf(other) && HistoryKey.WindowOf(history) == HistoryKey.WindowOf(other);
                script.Assert(isCountOfLast ? Smt.Same(Smt.Not(number.IsUnknown), Smt.And(otherNumber.HasLow, Smt.AtMost("1", otherNumber.Low))) : Smt.True);
            }
        }
    }

    /// <summary>The name of a history's variables; <c>any</c> has those of its count.</summary>
    public static string PathOf(BoundHistory history)
    {
        var counted = history.Kind == HistoryKind.Any ? history with { Kind = HistoryKind.Count } : history;
        return $"history {HistoryKey.KindOf(counted)} {HistoryKey.ConditionOf(counted)} {HistoryKey.WindowOf(counted)}".Replace('|', '!');
    }

    private SmtNumber GetNumber(BoundHistory history)
    {
        var path = PathOf(history);
        if (numbers.TryGetValue(path, out var known))
        {
            return known;
        }

        var name = fields.NameOf(path);
        var number = new SmtNumber(Declare(name, "haslow", "Bool"), Declare(name, "hashigh", "Bool"), Declare(name, "low", "Int"), Declare(name, "high", "Int"));
        numbers.Add(path, number);
        var followed = Declare(fields.NameOf("followed " + HistoryKey.KeysOf(history)), "", "Bool");
        script.Assert(Smt.Implies(Smt.And(number.HasLow, number.HasHigh), Smt.AtMost(number.Low, number.High)));
        script.Assert(Smt.Implies(followed, CanBeKnown(history)));
        script.Assert(history.Kind == HistoryKind.Count ? Smt.Same(Smt.Not(number.IsUnknown), followed) : Smt.Implies(Smt.Not(number.IsUnknown), followed));
        if (history.Kind is HistoryKind.Count or HistoryKind.DaysSinceLast)
        {
            script.Assert(Smt.Implies(Smt.Not(number.IsUnknown), Smt.And(number.HasLow, Smt.AtMost("0", number.Low))));
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

    /// <summary>As far as windows and different values go; conditions are another matter.</summary>
    private static bool IsNeverMore(BoundHistory fewer, BoundHistory more) =>
        fewer.Kind == HistoryKind.Count && more.Kind == HistoryKind.Count && IsWithin(fewer.Window, more.Window)
        && (!more.IsDistinct || HistoryKey.KindOf(fewer) == HistoryKey.KindOf(more));

    /// <summary>Whether one window lies in another wherever they end.</summary>
    private static bool IsWithin(CalendarLength? narrow, CalendarLength? wide)
    {
        if (wide is null || narrow is null)
        {
            return wide is null;
        }

        return narrow == wide || CalendarBounds.LongestSeconds(narrow) <= CalendarBounds.ShortestSeconds(wide);
    }
}

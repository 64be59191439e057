using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>Comparison, membership and choice on partly known values: true where true for all, false where false for all.</summary>
internal static class SmtOperations
{
    public static SmtTruth Compare(SmtValue left, ComparisonOperator comparison, SmtValue right) => comparison switch
    {
        ComparisonOperator.Equal => AreEqual(left, right),
        ComparisonOperator.NotEqual => AreEqual(left, right).Not(),
        ComparisonOperator.Less => IsLess(left, right),
        ComparisonOperator.LessOrEqual => IsLess(right, left).Not(),
        ComparisonOperator.Greater => IsLess(right, left),
        _ => IsLess(left, right).Not(),
    };

    public static SmtTruth AreEqual(SmtValue left, SmtValue right)
    {
        switch (left, right)
        {
            case (SmtMembers a, SmtMembers b):
                var differ = from i in Enumerable.Range(0, a.May.Length) from j in Enumerable.Range(0, b.May.Length) where i != j select Smt.Not(Smt.And(a.May[i], b.May[j]));
                return new SmtTruth(Smt.And(differ), Smt.And(a.May.Zip(b.May).Select(p => Smt.Not(Smt.And(p.First, p.Second)))));
            case (SmtNumber a, SmtNumber b):
                var bothKnown = Smt.And(a.IsKnown, b.IsKnown, Smt.Same(a.Low, b.Low));
                return new SmtTruth(bothKnown, Smt.Or(IsBelow(a, b), IsBelow(b, a)));
            case (SmtText a, SmtText b):
                var same = Smt.Same(a.Id, b.Id);
                return new SmtTruth(Smt.And(a.Known, b.Known, same), Smt.And(a.Known, b.Known, Smt.Not(same)));
            default:
                throw new SmtUnsupportedException("whether two entities or sets are the same");
        }
    }

    public static SmtTruth IsInRange(SmtValue operand, long? low, long? high)
    {
        var number = (SmtNumber)operand;
        var (fromLow, toHigh) = (Smt.Of((Int128)(low ?? 0)), Smt.Of((Int128)(high ?? 0)));
        var inside = Smt.And(
            low is null ? Smt.True : Smt.And(number.HasLow, Smt.AtMost(fromLow, number.Low)),
            high is null ? Smt.True : Smt.And(number.HasHigh, Smt.AtMost(number.High, toHigh)));
        var outside = Smt.Or(
            low is null ? Smt.False : Smt.And(number.HasHigh, Smt.Less(number.High, fromLow)),
            high is null ? Smt.False : Smt.And(number.HasLow, Smt.Less(toHigh, number.Low)));
        return low > high ? SmtTruth.Of(Smt.False) : new SmtTruth(inside, outside);
    }

    /// <summary>One of constants: true where every value that it may have is listed.</summary>
    public static SmtTruth IsOneOf(SmtValue operand, IEnumerable<Value> items, Func<string, int> textId)
    {
        var listed = items.ToList();
        switch (operand)
        {
            case SmtMembers members:
                var chosen = listed.Select(i => (int)i.Low).ToHashSet();
                var (inside, outside) = (members.May.Where((_, i) => chosen.Contains(i)), members.May.Where((_, i) => !chosen.Contains(i)));
                return new SmtTruth(Smt.And(outside.Select(Smt.Not)), Smt.And(inside.Select(Smt.Not)));
            case SmtNumber number:
                return IsOneOf(number, [.. listed.Select(i => i.Low).Distinct()]);
            case SmtText text:
                var isOne = Smt.Or(listed.Select(i => Smt.Same(text.Id, Smt.Of((Int128)textId(i.Text)))));
                return new SmtTruth(Smt.And(text.Known, isOne), Smt.And(text.Known, Smt.Not(isOne)));
            default:
                throw new SmtUnsupportedException("a list of entities or sets");
        }
    }

    public static SmtTruth HasAny(SmtSet set, IReadOnlyCollection<int> members)
    {
        var has = Smt.Or(members.Select(m => set.Has[m]));
        return members.Count == 0 ? SmtTruth.Of(Smt.False) : new SmtTruth(Smt.And(set.Known, has), Smt.And(set.Known, Smt.Not(has)));
    }

    /// <summary>The one value where a condition holds and the other where it does not; the condition is never unknown.</summary>
    public static SmtValue Choose(string condition, SmtValue whenTrue, SmtValue whenFalse) => (whenTrue, whenFalse) switch
    {
        _ when condition == Smt.True || whenTrue == whenFalse => whenTrue,
        _ when condition == Smt.False => whenFalse,
        (SmtMembers a, SmtMembers b) => new SmtMembers(Smt.Ite(condition, a.Unknown, b.Unknown), Choose(condition, a.May, b.May)),
        (SmtNumber a, SmtNumber b) => new SmtNumber(
            Smt.Ite(condition, a.HasLow, b.HasLow),
            Smt.Ite(condition, a.HasHigh, b.HasHigh),
            Smt.Ite(condition, a.Low, b.Low),
            Smt.Ite(condition, a.High, b.High)),
        (SmtText a, SmtText b) => new SmtText(Smt.Ite(condition, a.Known, b.Known), Smt.Ite(condition, a.Id, b.Id)),
        (SmtSet a, SmtSet b) => new SmtSet(Smt.Ite(condition, a.Known, b.Known), Choose(condition, a.Has, b.Has)),
        _ => throw new SmtUnsupportedException("a choice of entities"),
    };

    private static ImmutableArray<string> Choose(string condition, ImmutableArray<string> a, ImmutableArray<string> b) =>
        [.. a.Zip(b).Select(p => Smt.Ite(condition, p.First, p.Second))];

    private static SmtTruth IsLess(SmtValue left, SmtValue right)
    {
        var (a, b) = ((SmtNumber)left, (SmtNumber)right);
        return new SmtTruth(IsBelow(a, b), Smt.And(a.HasLow, b.HasHigh, Smt.AtMost(b.High, a.Low)));
    }

    /// <summary>Every value of the one is below every value of the other.</summary>
    private static string IsBelow(SmtNumber a, SmtNumber b) => Smt.And(a.HasHigh, b.HasLow, Smt.Less(a.High, b.Low));

    private static SmtTruth IsOneOf(SmtNumber number, List<long> items)
    {
        var possible = items.ConvertAll(i => Smt.And(
            Smt.Implies(number.HasLow, Smt.AtMost(number.Low, Smt.Of((Int128)i))),
            Smt.Implies(number.HasHigh, Smt.AtMost(Smt.Of((Int128)i), number.High))));
        var isFree = number.IsUnknown;
        var count = $"(+ 0 {string.Join(' ', possible.Select(p => Smt.Ite(p, "1", "0")))})";
        var all = Smt.And(number.HasLow, number.HasHigh, Smt.Same(count, $"(+ 1 (- {number.High} {number.Low}))"));
        return new SmtTruth(all, Smt.And(Smt.Not(isFree), Smt.And(possible.Select(Smt.Not))));
    }
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Interpretation;

public class ComparisonTests
{
    private const int MemberCount = 3;

    public static TheoryData<ComparisonOperator> Operators => [.. Enum.GetValues<ComparisonOperator>()];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Comparing_numbers_is_comparing_every_choice_of_what_they_may_be(ComparisonOperator comparison)
    {
        foreach (var left in Possibilities.Numbers())
        {
            foreach (var right in Possibilities.Numbers())
            {
                var choices = from a in Possibilities.NumbersOf(left) from b in Possibilities.NumbersOf(right) select (a, b);
                var expected = Possibilities.ForEvery(choices, c => Holds(c.a, comparison, c.b));
                Assert.True(expected == ValueOperations.Compare(left, comparison, right), $"{Show(left)} {comparison} {Show(right)}: {expected}");
            }
        }
    }

    [Theory]
    [InlineData(ComparisonOperator.Equal)]
    [InlineData(ComparisonOperator.NotEqual)]
    public void Comparing_members_is_comparing_every_choice_of_what_they_may_be(ComparisonOperator comparison)
    {
        foreach (var count in new[] { 1, 2, MemberCount })
        {
            foreach (var left in Possibilities.Members(count))
            {
                foreach (var right in Possibilities.Members(count))
                {
                    var choices = from a in Possibilities.MembersOf(left, count) from b in Possibilities.MembersOf(right, count) select (a, b);
                    var expected = Possibilities.ForEvery(choices, c => Holds(c.a, comparison, c.b));
                    Assert.Equal(expected, ValueOperations.Compare(left, comparison, right, count));
                }
            }
        }
    }

    [Fact]
    public void Being_in_a_range_is_being_in_it_for_every_choice()
    {
        long?[] ends = [null, -2, -1, 0, 1, 2];
        foreach (var operand in Possibilities.Numbers())
        {
            foreach (var (low, high) in from l in ends from h in ends select (l, h))
            {
                var expected = Possibilities.ForEvery(Possibilities.NumbersOf(operand), n => (low is null || n >= low) && (high is null || n <= high));
                Assert.True(expected == ValueOperations.IsInRange(operand, low, high), $"{Show(operand)} in {low}..{high}: {expected}");
            }
        }
    }

    [Fact]
    public void Being_one_of_some_constants_is_being_one_for_every_choice()
    {
        for (var set = 0; set < 1 << MemberCount; set++)
        {
            var items = Enumerable.Range(0, MemberCount).Where(m => (set & (1 << m)) != 0).Select(m => Value.Of((long)m)).ToList();
            foreach (var operand in Possibilities.Members(MemberCount))
            {
                var expected = Possibilities.ForEvery(Possibilities.MembersOf(operand, MemberCount), m => items.Contains(Value.Of(m)));
                Assert.Equal(expected, ValueOperations.IsOneOf(operand, items, MemberCount));
            }

            foreach (var operand in Possibilities.Numbers())
            {
                var expected = Possibilities.ForEvery(Possibilities.NumbersOf(operand), m => items.Contains(Value.Of(m)));
                Assert.Equal(expected, ValueOperations.IsOneOf(operand, items));
            }
        }
    }

    [Fact]
    public void Alternatives_of_numbers_are_compared_one_by_one()
    {
        var value = Value.OneOf([1, 5]);
        Assert.Equal(Truth.False, ValueOperations.Compare(value, ComparisonOperator.Equal, Value.Range(2, 4)));
        Assert.Equal(Truth.False, ValueOperations.IsInRange(value, 2, 4));
        Assert.Equal(Truth.True, ValueOperations.Compare(value, ComparisonOperator.Less, Value.Of(6L)));
        Assert.Equal(Truth.Unknown, ValueOperations.Compare(value, ComparisonOperator.Less, Value.Of(5L)));
    }

    [Fact]
    public void Texts_and_sets_compare_by_what_they_hold()
    {
        Assert.Equal(Truth.True, ValueOperations.AreEqual(Value.Of("a"), Value.Of("a")));
        Assert.Equal(Truth.False, ValueOperations.AreEqual(Value.Of("a"), Value.Of("A")));
        Assert.Equal(Truth.Unknown, ValueOperations.AreEqual(Value.Of("a"), Value.Unknown));
        Assert.Equal(Truth.True, ValueOperations.AreEqual(Value.Set([2, 1]), Value.Set([1, 2, 2])));
        Assert.Equal(Truth.False, ValueOperations.AreEqual(Value.Set([1]), Value.Set([])));
        Assert.Equal(Truth.Unknown, ValueOperations.AreEqual(Value.Set([1]), Value.Unknown));
        Assert.Equal(Truth.True, ValueOperations.IsOneOf(Value.Of("b"), [Value.Of("a"), Value.Of("b")]));
        Assert.Equal(Truth.False, ValueOperations.IsOneOf(Value.Of("c"), [Value.Of("a"), Value.Of("b")]));
        Assert.Equal(Truth.Unknown, ValueOperations.IsOneOf(Value.Unknown, [Value.Of("a")]));
    }

    [Fact]
    public void A_set_has_what_it_shares_a_member_with()
    {
        Assert.Equal(Truth.True, ValueOperations.HasAny(Value.Set([1, 3]), [3, 4]));
        Assert.Equal(Truth.False, ValueOperations.HasAny(Value.Set([1, 3]), [2]));
        Assert.Equal(Truth.False, ValueOperations.HasAny(Value.Set([]), [2]));
        Assert.Equal(Truth.Unknown, ValueOperations.HasAny(Value.Unknown, [2]));
        Assert.Equal(Truth.False, ValueOperations.HasAny(Value.Unknown, []));
    }

    internal static string Show(Value value) => value.Kind switch
    {
        ValueKind.Unknown => "unknown",
        ValueKind.Alternatives => string.Join('|', value.Members),
        _ => $"{(value.Low == Value.OpenLow ? "" : value.Low)}..{(value.High == Value.OpenHigh ? "" : value.High)}",
    };

    private static bool Holds(long left, ComparisonOperator comparison, long right) => comparison switch
    {
        ComparisonOperator.Equal => left == right,
        ComparisonOperator.NotEqual => left != right,
        ComparisonOperator.Less => left < right,
        ComparisonOperator.LessOrEqual => left <= right,
        ComparisonOperator.Greater => left > right,
        _ => left >= right,
    };
}

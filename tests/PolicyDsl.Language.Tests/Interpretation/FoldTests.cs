using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class FoldTests
{
    private const int Count = 3;
    private static readonly EnumSymbol Kinds = MakeEnum(Count);
    private static readonly ActionSymbol[] Actions =
    [
        new("arrest", null, null, 0) { Severity = 8, Traits = ["coercive"] },
        new("advise", null, null, 1) { Severity = 1 },
        new("warn", null, null, 2) { Severity = 1, Traits = ["coercive"] },
    ];

    [Fact]
    public void The_most_serious_is_what_every_choice_gives_or_all_that_choices_give()
    {
        foreach (var first in Possibilities.Members(Count))
        {
            foreach (var second in Possibilities.Members(Count))
            {
                var tops = (from a in Possibilities.MembersOf(first, Count) from b in Possibilities.MembersOf(second, Count) select (int)Math.Max(a, b)).Distinct().ToList();
                var isUnknown = (first.Kind == ValueKind.Unknown || second.Kind == ValueKind.Unknown) && tops.Count > 1;
                Assert.Equal(isUnknown ? Value.Unknown : Value.OneOf(tops), Fold(FoldKind.MostSerious, Kinds.Type, first, second));
            }
        }
    }

    [Fact]
    public void The_harshest_goes_by_severity_then_coercion_then_declaration()
    {
        Assert.Equal(Value.Of(2L), Fold(FoldKind.Harshest, ActionType.Instance, Value.Of(1L), Value.Of(2L)));
        Assert.Equal(Value.Of(0L), Fold(FoldKind.Harshest, ActionType.Instance, Value.Of(2L), Value.Of(0L), Value.Unknown));
        Assert.Equal(Value.Unknown, Fold(FoldKind.Harshest, ActionType.Instance, Value.Of(2L), Value.Unknown));
    }

    [Fact]
    public void Nothing_folds_to_unknown()
    {
        foreach (var kind in Enum.GetValues<FoldKind>())
        {
            Assert.Equal(Value.Unknown, Fold(kind, BasicType.Integer));
        }
    }

    [Fact]
    public void An_unknown_element_makes_unknown_what_it_could_change()
    {
        Assert.Equal(Value.True, Fold(FoldKind.Any, BasicType.Boolean, Value.Unknown, Value.True));
        Assert.Equal(Value.Unknown, Fold(FoldKind.Any, BasicType.Boolean, Value.Unknown, Value.False));
        Assert.Equal(Value.Unknown, Fold(FoldKind.First, BasicType.Integer, Value.Unknown, Value.Of(1L)));
        Assert.Equal(Value.Of(1L), Fold(FoldKind.First, BasicType.Integer, Value.Of(1L), Value.Unknown));
        Assert.Equal(Value.Unknown, Fold(FoldKind.Min, BasicType.Integer, Value.Of(1L), Value.Unknown));
        Assert.Equal(Value.Unknown, Fold(FoldKind.Sum, BasicType.Integer, Value.Of(1L), Value.Unknown));
    }

    [Fact]
    public void Ranges_fold_end_by_end()
    {
        Assert.Equal(Value.Range(1, 3), Fold(FoldKind.Min, BasicType.Integer, Value.Range(1, 5), Value.Of(3L)));
        Assert.Equal(Value.Range(3, 5), Fold(FoldKind.Max, BasicType.Integer, Value.Range(1, 5), Value.Of(3L)));
        Assert.Equal(Value.Range(4, 8), Fold(FoldKind.Sum, BasicType.Integer, Value.Range(1, 5), Value.Of(3L)));
        Assert.Equal(Value.Range(4, Value.OpenHigh), Fold(FoldKind.Sum, BasicType.Integer, Value.Range(1, Value.OpenHigh), Value.Of(3L)));
    }

    [Fact]
    public void Sets_unite_and_an_unknown_part_makes_the_set_unknown()
    {
        Assert.Equal(Value.Set([0, 1, 2]), ValueOperations.Unite([Value.Set([0, 2]), Value.List([Value.Of(1L), Value.Of(2L)])]));
        Assert.Equal(Value.Unknown, ValueOperations.Unite([Value.Set([0]), Value.List([Value.Unknown])]));
        Assert.Equal(Value.Set([]), ValueOperations.Unite([]));
    }

    internal static EnumSymbol MakeEnum(int count)
    {
        var symbol = new EnumSymbol("kind", null, null);
        symbol.Members = [.. Enumerable.Range(0, count).Select(i => new EnumMemberSymbol($"m{i}", null, null, symbol, i, false))];
        return symbol;
    }

    private static Value Fold(FoldKind kind, TypeSymbol type, params Value[] elements) => ValueOperations.Fold(kind, elements, type, Actions);
}

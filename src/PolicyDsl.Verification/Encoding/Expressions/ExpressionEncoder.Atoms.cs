using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// Questions about single leaves. A number behind monotone steps is asked by its two ends, as the interpreter does with intervals; what two terms
/// are asked together is a term of its own, independent of both.
/// </summary>
internal sealed partial class ExpressionEncoder
{
    private readonly Dictionary<string, NumericLine?> lines = new(StringComparer.Ordinal);

    private static bool IsNumber(Leaf leaf) => leaf is TermLeaf { Term: NumericTerm };

    private TruthDiagrams IsTrue(Leaf leaf) => leaf switch
    {
        ConstantLeaf constant => TruthDiagrams.Of(constant.Value.ToTruth()),
        TermLeaf { Term: MemberTerm boolean } => boolean.IsOneOf([1], algebra),
        _ => TruthDiagrams.Unknown,
    };

    private TruthDiagrams Compare(Leaf left, ComparisonOperator comparison, Leaf right) => (left, right) switch
    {
        (ConstantLeaf a, ConstantLeaf b) => TruthDiagrams.Of(ValueOperations.Compare(a.Value, comparison, b.Value, CountMembers(a.Type))),
        (_, ConstantLeaf { Value.Kind: ValueKind.Unknown }) or (ConstantLeaf { Value.Kind: ValueKind.Unknown }, _) when CountMembers(left.Type) is null or > 1 => TruthDiagrams.Unknown,
        _ => comparison switch
        {
            ComparisonOperator.Equal => AreEqual(left, right),
            ComparisonOperator.NotEqual => AreEqual(left, right).Not(),
            ComparisonOperator.Less => IsLess(left, right),
            ComparisonOperator.LessOrEqual => IsLess(right, left).Not(),
            ComparisonOperator.Greater => IsLess(right, left),
            ComparisonOperator.GreaterOrEqual => IsLess(left, right).Not(),
            _ => TruthDiagrams.Unknown,
        },
    };

    private TruthDiagrams IsLess(Leaf left, Leaf right)
    {
        if (left is TermLeaf { Term: NumericTerm } low && right is ConstantLeaf above && TryGetEnds(above, out var bound))
        {
            return new TruthDiagrams(EndsBelow(low, bound.Low), EndsAbove(low, bound.High, orEqual: true));
        }

        if (left is ConstantLeaf below && right is TermLeaf { Term: NumericTerm } high && TryGetEnds(below, out var floor))
        {
            return new TruthDiagrams(EndsAbove(high, floor.High, orEqual: false), EndsBetween(high, Value.OpenLow, floor.Low));
        }

        return Ask("less", left, right, "less than", (a, b) => ValueOperations.Compare(a, ComparisonOperator.Less, b));
    }

    private TruthDiagrams AreEqual(Leaf left, Leaf right)
    {
        var (term, other) = left is ConstantLeaf ? (right, left) : (left, right);
        switch (term, other)
        {
            case (TermLeaf { Term: NumericTerm } number, ConstantLeaf constant) when TryGetEnds(constant, out var ends):
                return new TruthDiagrams(
                    constant.Value.Kind == ValueKind.Exact ? EndsBetween(number, ends.Low, ends.High) : Diagram.False,
                    algebra.Or(EndsBelow(number, ends.Low), EndsAbove(number, ends.High, orEqual: false)));
            case (TermLeaf { Term: MemberTerm members }, ConstantLeaf { Value.Kind: ValueKind.Exact } constant):
                return members.IsOneOf([(int)constant.Value.Low], algebra);
            case (TermLeaf { Term: MemberTerm members }, ConstantLeaf { Value.Kind: ValueKind.Alternatives } constant):
                return new TruthDiagrams(Diagram.False, members.IsOneOf([.. constant.Value.Members], algebra).False);
            case (TermLeaf { Term: TextTerm text }, ConstantLeaf { Value.Kind: ValueKind.Text } constant):
                return text.Is(constant.Value.Text, algebra);
            default:
                var count = CountMembers(term.Type);
                var (first, second) = string.CompareOrdinal(left.Key, right.Key) <= 0 ? (left, right) : (right, left);
                return Ask("equal", first, second, "is", (a, b) => ValueOperations.AreEqual(a, b, count));
        }
    }

    private TruthDiagrams IsInRange(Leaf leaf, long? low, long? high)
    {
        switch (leaf)
        {
            case ConstantLeaf constant:
                return TruthDiagrams.Of(ValueOperations.IsInRange(constant.Value, low, high));
            case TermLeaf { Term: NumericTerm } number:
                var (from, to) = (low ?? Value.OpenLow, high ?? Value.OpenHigh);
                return from > to
                    ? TruthDiagrams.Never
                    : new TruthDiagrams(EndsBetween(number, from, to), algebra.Or(EndsBelow(number, from), EndsAbove(number, to, orEqual: false)));
            default:
                return TruthDiagrams.Unknown;
        }
    }

    private TruthDiagrams IsOneOf(Leaf leaf, ImmutableArray<Value> items)
    {
        switch (leaf)
        {
            case ConstantLeaf constant:
                return TruthDiagrams.Of(ValueOperations.IsOneOf(constant.Value, items, CountMembers(constant.Type)));
            case TermLeaf { Term: MemberTerm members }:
                return members.IsOneOf([.. items.Where(i => i.Kind == ValueKind.Exact).Select(i => (int)i.Low)], algebra);
            case TermLeaf { Term: NumericTerm } number:
                return IsListed(number, [.. items.Where(i => i.Kind == ValueKind.Exact).Select(i => i.Low).Distinct().Order()], items.IsEmpty);
            default:
                return items.Aggregate(TruthDiagrams.Never, (found, item) => found.Or(AreEqual(leaf, new ConstantLeaf(item, leaf.Type)), algebra));
        }
    }

    /// <summary>In a run of listed numbers; certainly not listed between two runs.</summary>
    private TruthDiagrams IsListed(TermLeaf number, ImmutableArray<long> listed, bool isNothingListed)
    {
        if (isNothingListed || listed.IsEmpty)
        {
            return TruthDiagrams.Never;
        }

        var (inside, outside, from) = (Diagram.False, EndsBelow(number, listed[0]), listed[0]);
        for (var i = 0; i < listed.Length; i++)
        {
            if (i + 1 < listed.Length && listed[i + 1] == listed[i] + 1)
            {
                continue;
            }

            inside = algebra.Or(inside, EndsBetween(number, from, listed[i]));
            outside = algebra.Or(outside, i + 1 < listed.Length ? EndsBetween(number, listed[i] + 1, listed[i + 1] - 1) : EndsAbove(number, listed[i], orEqual: false));
            from = i + 1 < listed.Length ? listed[i + 1] : from;
        }

        return new TruthDiagrams(inside, outside);
    }

    private TruthDiagrams HasAny(Leaf leaf, ImmutableArray<int> members) => leaf switch
    {
        ConstantLeaf constant => TruthDiagrams.Of(ValueOperations.HasAny(constant.Value, members)),
        TermLeaf { Term: SetTerm set } => set.HasAny(members, algebra),
        _ => TruthDiagrams.Unknown,
    };

    private TruthDiagrams Test(Leaf leaf, TextPattern pattern)
    {
        var test = new BoundTextTestOfValue(pattern);
        return leaf is ConstantLeaf constant
            ? TruthDiagrams.Of(test.Try(constant.Value))
            : Ask($"{pattern.Kind} {pattern.IgnoresCase} {pattern.Text}", [leaf], $"{leaf.Name} {test.Tell()}", operands => Value.Of(test.Try(operands[0])));
    }

    private TruthDiagrams Ask(string question, Leaf left, Leaf right, string words, Func<Value, Value, Truth> compute) =>
        Ask(question, [left, right], $"{left.Name} {words} {right.Name}", operands => Value.Of(compute(operands[0], operands[1])));

    /// <summary>A question that the cuts do not answer, as a term with three states of its own.</summary>
    private TruthDiagrams Ask(string question, ImmutableArray<Leaf> operands, string name, Func<ImmutableArray<Value>, Value> compute)
    {
        var key = $"{question}({string.Join(", ", operands.Select(o => o.Key))})";
        MeetUnknown(operands);
        return terms.GetBoolean(new IndependentSource(key, name, BasicType.Boolean, operands, compute)).IsOneOf([1], algebra);
    }

    /// <summary>Where an operand is unknown so is what is computed from it, which needs to be told apart.</summary>
    private void MeetUnknown(ImmutableArray<Leaf> operands)
    {
        foreach (var operand in operands.OfType<TermLeaf>())
        {
            operand.Term.IsUnknown(algebra);
        }
    }

    private Diagram EndsBelow(TermLeaf number, long bound) => bound == Value.OpenLow ? Diagram.False : EndsBetween(number, Value.OpenLow, bound - 1);

    private Diagram EndsAbove(TermLeaf number, long bound, bool orEqual) =>
        bound == Value.OpenHigh ? Diagram.False : EndsBetween(number, orEqual ? bound : bound + 1, Value.OpenHigh);

    /// <summary>Where the number has ends (it is not too large to hold) and both lie within bounds.</summary>
    private Diagram EndsBetween(TermLeaf number, long low, long high)
    {
        var term = (NumericTerm)number.Term;
        if (!lines.TryGetValue(number.Key, out var line))
        {
            lines[number.Key] = line = NumericLine.Of(number);
        }

        if (line is null)
        {
            return Diagram.False;
        }

        var (atLeast, atMost) = (line.Between(low, Value.OpenHigh), line.Between(Value.OpenLow, high));
        return line.Rises
            ? algebra.And(LowIsIn(term, line, atLeast, low == Value.OpenLow), HighIsIn(term, line, atMost, high == Value.OpenHigh))
            : algebra.And(HighIsIn(term, line, atLeast, low == Value.OpenLow), LowIsIn(term, line, atMost, high == Value.OpenHigh));
    }

    private Diagram LowIsIn(NumericTerm term, NumericLine line, (long First, long Last)? stretch, bool orOpen)
    {
        if (line.IsWhole)
        {
            return orOpen ? Diagram.True : stretch is { } reach ? term.LowIsIn(reach.First, Value.OpenHigh, algebra) : Diagram.False;
        }

        var within = stretch is { } inside ? term.LowIsIn(inside.First, inside.Last, algebra) : Diagram.False;
        return orOpen ? algebra.Or(within, term.LowIsIn(Value.OpenLow, Value.OpenLow, algebra)) : within;
    }

    private Diagram HighIsIn(NumericTerm term, NumericLine line, (long First, long Last)? stretch, bool orOpen)
    {
        if (line.IsWhole)
        {
            return orOpen ? Diagram.True : stretch is { } reach ? term.HighIsIn(Value.OpenLow, reach.Last, algebra) : Diagram.False;
        }

        var within = stretch is { } inside ? term.HighIsIn(inside.First, inside.Last, algebra) : Diagram.False;
        return orOpen ? algebra.Or(within, term.HighIsIn(Value.OpenHigh, Value.OpenHigh, algebra)) : within;
    }

    private static bool TryGetEnds(ConstantLeaf constant, out (long Low, long High) ends)
    {
        ends = (constant.Value.Low, constant.Value.High);
        return constant.Value.Kind is ValueKind.Exact or ValueKind.Range;
    }

    private int? CountMembers(TypeSymbol type) => type switch
    {
        EnumType { Enum: var members } => members.Members.Length,
        ActionType => actions.Length,
        BasicType when type == BasicType.Boolean => 2,
        _ => null,
    };
}

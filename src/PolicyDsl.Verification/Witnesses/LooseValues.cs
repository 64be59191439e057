using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Values worth trying for a field within its cell: those at which terms of two fields tend to turn. The ends of the cell, round numbers of each size, what
/// other fields of the type have and beside it; for times every hour of a day and every day of a week; every member of a class.
/// </summary>
internal sealed class LooseValues(PlainValues plain)
{
    private const long SecondsPerDay = 86_400;
    private const int MostRanges = 40;

    private static readonly long[] Sizes = [0, 1, 2, 3, 5, 10, 20, 50, 100, 1_000, 1_000_000];

    /// <param name="field">The field.</param>
    /// <param name="kind">The kind that it has to keep.</param>
    /// <param name="others">Numbers that other fields have, in stored units.</param>
    public IEnumerable<Value> Find(LooseField field, Kind kind, IReadOnlyCollection<long> others) => field.Term switch
    {
        null => Anything(field.Path[^1], others),
        var term when kind[term].IsUnknown => [],
        NumericTerm number => Numeric(number, kind[number], others),
        MemberTerm members when kind[members].IsKnown => members.Classes[kind[members].Low].Select(m => Value.Of((long)m)),
        _ => [],
    };

    private IEnumerable<Value> Anything(FieldSymbol field, IReadOnlyCollection<long> others) => field.Type switch
    {
        EnumType { Enum.Members: var members } => [plain.Of(field), .. members.Select(m => Value.Of((long)m.Ordinal)), Value.Unknown],
        SetType { Element.Enum.Members: var members } => [.. members.Select(m => Value.Set([m.Ordinal])), Value.Unknown],
        { IsOrdered: true } type => [.. Numbers(type, Witnesses.Numbers.Origin(type), Value.OpenLow, Value.OpenHigh, others).Select(Value.Of), Value.Unknown],
        var type when type == BasicType.Boolean => [Value.False, Value.True, Value.Unknown],
        _ => [Value.Unknown],
    };

    private IEnumerable<Value> Numeric(NumericTerm term, TermState state, IReadOnlyCollection<long> others)
    {
        var low = InCell(term, state.Low, others);
        if (state.IsKnown)
        {
            return low.Select(Value.Of);
        }

        var high = InCell(term, state.High, others).ToList();
        return low.SelectMany(l => high.Where(h => h > l).Select(h => Value.Range(l, h))).Take(MostRanges);
    }

    private IEnumerable<long> InCell(NumericTerm term, int cell, IReadOnlyCollection<long> others) => plain.FindNumber(term, cell) is { } nearest
        ? Numbers(term.Type, nearest, term.GetCell(cell).First, term.GetCell(cell).Last, others)
        : [];

    private static IEnumerable<long> Numbers(TypeSymbol type, long nearest, long first, long last, IReadOnlyCollection<long> others)
    {
        var (least, most) = DataLimits.Of(type);
        (first, last) = (Math.Max(first, least), Math.Min(last, most));
        var near = type == BasicType.Instant ? Enumerable.Range(1, 23).SelectMany(h => new[] { nearest + (h * 3_600L), nearest - (h * 3_600L) })
                .Concat(Enumerable.Range(1, 6).SelectMany(d => new[] { nearest + (d * SecondsPerDay), nearest - (d * SecondsPerDay) }))
            : type == BasicType.Date ? Enumerable.Range(1, 7).SelectMany(d => new[] { nearest + d, nearest - d })
            : Sizes.SelectMany(s => new[] { s * type.Scale, -s * type.Scale });
        return near.Prepend(nearest).Concat([first, last]).Concat(others.SelectMany(o => new[] { o, o - 1, o + 1, o - type.Scale, o + type.Scale, 2 * o }))
            .Where(n => n >= first && n <= last).Distinct();
    }
}

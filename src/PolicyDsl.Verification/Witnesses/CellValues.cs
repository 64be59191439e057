using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A value for a state of knowledge: of its cell or classes, as near to the plain value as reads well.</summary>
internal sealed class CellValues(PlainValues plain)
{
    /// <summary>Null where data can hold no such value.</summary>
    /// <param name="term">The term.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="now">What the field has now: the new value is near it, if it is known.</param>
    public Value? Find(Term term, Kind kind, Value now) => kind[term].IsUnknown ? Value.Unknown : term switch
    {
        NumericTerm number => FindNumber(number, kind[term], now),
        MemberTerm members => FindMember(members, kind),
        SetTerm set => Value.Set(set.Classes.Where((_, i) => kind.Holds(set.ClassVariable(i))).Select(c => c[0])),
        TextTerm text => Value.Of(kind[term].Low >= 0 ? text.Texts[kind[term].Low] : OtherText(text)),
        _ => Value.Of(kind[term].Low == 1),
    };

    private Value? FindNumber(NumericTerm term, TermState state, Value now)
    {
        if (FindNumber(term, state.Low, now) is not { } low || FindNumber(term, state.High, now) is not { } high)
        {
            return null;
        }

        if (state.IsKnown || low != high)
        {
            return Value.Range(low, high);
        }

        // A range within one cell.
        var (first, last) = term.GetCell(state.Low);
        foreach (var step in Numbers.Grids(term.Type).SelectMany(g => new[] { g, -g }))
        {
            if (low + step >= first && low + step <= last)
            {
                return Value.Range(Math.Min(low, low + step), Math.Max(low, low + step));
            }
        }

        return null;
    }

    private long? FindNumber(NumericTerm term, int cell, Value now) =>
        now.Kind is ValueKind.Exact ? PlainValues.FindNumber(term, cell, now.Low) : plain.FindNumber(term, cell);

    private Value FindMember(MemberTerm term, Kind kind)
    {
        var state = kind[term];
        if (state.IsKnown)
        {
            return Value.Of((long)Representative(term, state.Low));
        }

        // One class alone stands for several of its members.
        return state.Low < term.Classes.Length
            ? Value.OneOf(term.Classes[state.Low].Take(2))
            : Value.OneOf(Enumerable.Range(0, term.Classes.Length).Where(i => kind.Holds(term.ClassVariable(i))).Select(i => Representative(term, i)));
    }

    private int Representative(MemberTerm term, int index)
    {
        var members = term.Classes[index];
        var wanted = term.Source is FieldSource field && plain.Of(field.Field) is { Kind: ValueKind.Exact } value ? value.Low : term.PlainMember;
        return members.Contains((int)wanted) ? (int)wanted : members[0];
    }

    private string OtherText(TextTerm term)
    {
        var wanted = term.Source is FieldSource { Field.IsKey: false } field && plain.Of(field.Field) is { Kind: ValueKind.Text } value ? value.Text : PlainValues.Text;
        while (term.Texts.Contains(wanted))
        {
            wanted += " other";
        }

        return wanted;
    }
}

using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Reads the variables of a term from the first to the last and says what they mean. Few states are reached on the way (for numbers the two cells, for
/// members whether none, one or several were met), so the same reader serves the search for the cheapest incident.
/// Where an assignment does not tell unknown from partly known, it is read as unknown.
/// </summary>
internal abstract class TermReader
{
    public static TermReader Of(Term term) => term switch
    {
        NumericTerm numeric => new NumericReader(numeric),
        MemberTerm member => new MemberReader(member),
        SetTerm set => new SetReader(set),
        TextTerm text => new TextReader(text),
        _ => new YesNoReader(),
    };

    public abstract int Step(int state, int index, bool value);

    public abstract TermState Read(int state);

    public TermState Read(ReadOnlySpan<bool> block)
    {
        var state = 0;
        for (var i = 0; i < block.Length; i++)
        {
            state = Step(state, i, block[i]);
        }

        return Read(state);
    }

    private sealed class NumericReader(NumericTerm term) : TermReader
    {
        private const int Exact = 1;
        private const int Unknown = 2;

        private readonly int cuts = term.Cuts.Length;
        private readonly int? exactIndex = term.ExactVariable - term.FirstVariable;

        public override int Step(int state, int index, bool value) => !value ? state
            : index < 2 * cuts ? state + (index % 2 == 0 ? 4 * (cuts + 1) : 4)
            : state | (index == exactIndex ? Exact : Unknown);

        public override TermState Read(int state)
        {
            var (cells, isExact) = (state / 4, (state & Exact) != 0);
            var (low, high) = (cells / (cuts + 1), cells % (cuts + 1));
            var isUnknown = term.UnknownVariable is not null ? (state & Unknown) != 0
                : exactIndex is not null && !term.IsCoarse ? !isExact
                : low == 0 && high == cuts && (cuts > 0 || exactIndex is not null) && !isExact;
            var isKnown = low == high && !isUnknown && (exactIndex is null || isExact);
            return new TermState(isUnknown ? Knowledge.Unknown : isKnown ? Knowledge.Known : Knowledge.Partly, low, high);
        }
    }

    private sealed class MemberReader(MemberTerm term) : TermReader
    {
        private const int Exact = 1;
        private const int Unknown = 2;
        private const int Missing = 4;

        private readonly int classes = term.Classes.Length;
        private readonly int? exactIndex = term.ExactVariable - term.FirstVariable;

        public override int Step(int state, int index, bool value)
        {
            if (index >= classes)
            {
                return !value ? state : state | (index == exactIndex ? Exact : Unknown);
            }

            var seen = state / 8;
            return !value ? state | Missing : (state % 8) + (8 * (seen == 0 ? index + 1 : classes + 1));
        }

        public override TermState Read(int state)
        {
            var (seen, isExact) = (state / 8, (state & Exact) != 0);
            var isAll = (state & Missing) == 0;
            var isUnknown = term.UnknownVariable is not null ? (state & Unknown) != 0
                : exactIndex is not null && !term.IsCoarse ? !isExact
                : isAll && !isExact && (classes > 1 || exactIndex is not null);
            var isKnown = seen <= classes && !isUnknown && (exactIndex is null || isExact);
            return new TermState(isUnknown ? Knowledge.Unknown : isKnown ? Knowledge.Known : Knowledge.Partly, seen - 1, seen - 1);
        }
    }

    private sealed class SetReader(SetTerm term) : TermReader
    {
        private readonly int classes = term.Classes.Length;

        public override int Step(int state, int index, bool value) => !value ? state : index < classes ? state + 2 : state | 1;

        public override TermState Read(int state) => new((state & 1) != 0 ? Knowledge.Known : Knowledge.Unknown, state / 2, state / 2);
    }

    private sealed class TextReader(TextTerm term) : TermReader
    {
        private readonly int texts = term.Texts.Length;

        public override int Step(int state, int index, bool value) => !value ? state : index < texts ? (state & 1) + (2 * (index + 1)) : state | 1;

        public override TermState Read(int state) => new((state & 1) != 0 ? Knowledge.Known : Knowledge.Unknown, (state / 2) - 1, (state / 2) - 1);
    }

    private sealed class YesNoReader : TermReader
    {
        public override int Step(int state, int index, bool value) => value ? 1 : 0;

        public override TermState Read(int state) => new(Knowledge.Known, state, state);
    }
}

/// <summary>A reader with the price of each state that it may end in, and whether that is the state of the incident that deviation is counted from.</summary>
internal sealed class PricedTerm(TermReader reader, ReadOnlyMemory<bool> origin, Func<TermState, bool, long?> price) : ICostAutomaton
{
    public int Start => 0;

    public int Step(int state, int indexInBlock, bool value) =>
        (2 * reader.Step(state / 2, indexInBlock, value)) + (value == origin.Span[indexInBlock] ? state % 2 : 1);

    public long? Cost(int finalState) => price(reader.Read(finalState / 2), finalState % 2 == 0);
}

using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// What a state of knowledge costs: nothing for one known value, 3 for less than that, 1 for a fact of operations. So boxes begin at incidents that are
/// known as fully as can be.
/// </summary>
internal static class KnowledgeCost
{
    private const int Partly = 3;

    public static IReadOnlyCollection<CostBlock> Of(IEnumerable<Term> terms) =>
        [.. terms.Where(t => t.VariableCount > 0).Select(t => new CostBlock(t.FirstVariable, t.VariableCount, Automaton(t)))];

    private static ICostAutomaton Automaton(Term term) => term switch
    {
        NumericTerm numeric => new NumericCost(numeric.Cuts.Length, FlagAt(term, numeric.ExactVariable), FlagAt(term, numeric.UnknownVariable)),
        MemberTerm member => new MemberCost(member.Classes.Length, FlagAt(term, member.ExactVariable), FlagAt(term, member.UnknownVariable)),
        YesNoTerm { Source: FactSource } => new LastCost(1, WhenTrue: 1, WhenFalse: 0),
        _ => new LastCost(term.VariableCount, WhenTrue: 0, WhenFalse: Partly),
    };

    private static int FlagAt(Term term, int? variable) => variable is { } v ? v - term.FirstVariable : -1;

    /// <summary>State: 2 for a cut of which the last variable says that the least reaches it, 1 once the least and the most differ.</summary>
    private sealed record NumericCost(int Cuts, int Exact, int Unknown) : ICostAutomaton
    {
        public int Start => 0;

        public int Step(int state, int indexInBlock, bool value)
        {
            if (indexInBlock >= 2 * Cuts)
            {
                return (indexInBlock == Exact && !value) || (indexInBlock == Unknown && value) ? 1 : state & 1;
            }

            var isLeast = indexInBlock % 2 == 0;
            return isLeast ? (state & 1) | (value ? 2 : 0) : (state & 2) != 0 == value ? state & 1 : 1;
        }

        public long? Cost(int finalState) => (finalState & 1) * Partly;
    }

    /// <summary>State: how many classes are possible, up to 2.</summary>
    private sealed record MemberCost(int Classes, int Exact, int Unknown) : ICostAutomaton
    {
        public int Start => 0;

        public int Step(int state, int indexInBlock, bool value) =>
            indexInBlock < Classes ? Math.Min(2, state + (value ? 1 : 0))
            : (indexInBlock == Exact && !value) || (indexInBlock == Unknown && value) ? 2 : state;

        public long? Cost(int finalState) => finalState >= 2 ? Partly : 0;
    }

    /// <summary>The last variable of the block alone counts: that a set or a text is known.</summary>
    private sealed record LastCost(int Count, long WhenTrue, long WhenFalse) : ICostAutomaton
    {
        public int Start => 0;

        public int Step(int state, int indexInBlock, bool value) => indexInBlock == Count - 1 && value ? 1 : 0;

        public long? Cost(int finalState) => finalState == 1 ? WhenTrue : WhenFalse;
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// How far a kind of incident is from the plain one (language.md section 9): a known value that is not plain 1, a partly known one 2, an unknown one 3, an
/// earlier incident 2, a fact of operations that holds 1. What follows from something else costs nothing more: the fields of an unknown person, a history
/// whose key is unknown, a narrower window of incidents that a wider one counts.
/// </summary>
/// <param name="plain">The plain values.</param>
/// <param name="universe">The terms.</param>
/// <param name="plainKind">The kind of the plain incident.</param>
internal sealed class Deviation(PlainValues plain, Universe universe, bool[] plainKind)
{
    private const long Changed = 1;
    private const long PartlyKnown = 2;
    private const long Unknown = 3;
    private const long Earlier = 2;

    private readonly HashSet<Term> counted = HistoryCover.Find(universe);

    /// <param name="term">The term.</param>
    /// <param name="state">What an assignment says of it.</param>
    /// <param name="absent">The references that are unknown, and the keys that cannot be followed, in this assignment.</param>
    public Price? Of(Term term, TermState state, IReadOnlySet<Term> absent) => term.Source switch
    {
        FieldSource field => IsBelow(field.Path[..^1], absent) ? new Price(0, 0) : OfField(term, field.Field, state),
        ReferenceSource reference => state.Low == 1 || IsBelow(reference.Path[..^1], absent) ? new Price(0, 0) : new Price(Unknown, 0),
        HistorySource history => IsAbout(history, absent) ? new Price(0, 0) : OfHistory((NumericTerm)term, history.History, state),
        FactSource => new Price(state.Low, 0),
        IndependentSource => new Price(0, IsAsInPlain(term, state) ? 0 : 1),
        _ => new Price(0, 0),
    };

    private Price? OfField(Term term, FieldSymbol field, TermState state)
    {
        var plainState = StateOf(term, plainKind);
        if (plainState.IsUnknown)
        {
            return new Price(state.Knowledge switch { Knowledge.Unknown => 0, Knowledge.Known => Changed, _ => PartlyKnown }, DistanceOf(field, state, plainState));
        }

        return state.Knowledge switch
        {
            Knowledge.Unknown => new Price(Unknown, 0),
            Knowledge.Partly => !IsPossible(term, state) ? null : new Price(PartlyKnown, DistanceOf(field, state, plainState) + Math.Abs(state.High - state.Low)),
            _ when state == plainState => new Price(0, 0),
            _ => IsPossible(term, state) ? new Price(Changed, DistanceOf(field, state, plainState)) : null,
        };
    }

    private static int DistanceOf(FieldSymbol field, TermState state, TermState plainState) =>
        field.Type.IsOrdered || !state.IsKnown ? Math.Abs(state.Low - plainState.Low) : state.Low < plainState.Low ? state.Low + 1 : state.Low;

    /// <summary>Whether data can hold numbers of the cells.</summary>
    private bool IsPossible(Term term, TermState state) =>
        term is not NumericTerm numeric || (plain.FindNumber(numeric, state.Low) is not null && plain.FindNumber(numeric, state.High) is not null);

    private Price? OfHistory(NumericTerm term, BoundHistory history, TermState state)
    {
        var (low, high) = (Math.Max(0, term.GetCell(state.Low).First), Math.Max(0, term.GetCell(state.High).First));
        var share = counted.Contains(term) ? 1 : 0;
        switch (history.Kind)
        {
            case HistoryKind.Count:
                return state.IsUnknown || Math.Max(low, high) > PriceScale.MostUnits
                    ? null
                    : new Price(share * Earlier * Math.Max(low, high), state.High);
            case HistoryKind.Sum:
                return IsAsInPlain(term, state) ? new Price(0, 0)
                    : new Price(state.Knowledge switch { Knowledge.Known => Earlier, Knowledge.Partly => 2 * Earlier, _ => Earlier + Unknown }, state.High);
            default:
                return state.IsUnknown ? new Price(0, 0) : new Price(share * (state.IsKnown ? Earlier : 2 * Earlier), state.Low);
        }
    }

    private bool IsAsInPlain(Term term, TermState state) => StateOf(term, plainKind) == state;

    private static TermState StateOf(Term term, bool[] assignment) =>
        TermReader.Of(term).Read(assignment.AsSpan(term.FirstVariable, term.VariableCount));

    private static bool IsBelow(ImmutableArray<FieldSymbol> path, IReadOnlySet<Term> absent)
    {
        var name = FieldSource.PathText(path);
        return absent.Any(t => t.Source is ReferenceSource reference && FieldSource.PathText(reference.Path) == name);
    }

    private static bool IsAbout(HistorySource history, IReadOnlySet<Term> absent)
    {
        var key = FollowedSource.KeyOf(history.History);
        return absent.Any(t => t.Source is FollowedSource followed && followed.Key == key);
    }
}

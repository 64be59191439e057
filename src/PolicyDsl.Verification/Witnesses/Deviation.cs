using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// How far a kind of incident is from the plain one (language.md section 9): a known value that is not plain 1, a partly known one 2, an unknown one 3, an
/// earlier incident 2, a fact of operations that holds 1. What follows from something else costs nothing more: the fields of an unknown person, a history
/// whose key is unknown, a narrower window of incidents that a wider one counts.
/// </summary>
/// <param name="plain">The plain values.</param>
/// <param name="universe">The terms.</param>
/// <param name="origin">The kind of the plain incident.</param>
internal sealed class Deviation(PlainValues plain, Universe universe, bool[] origin) : IPrices
{
    private const long Changed = 1;
    private const long PartlyKnown = 2;
    private const long Unknown = 3;

    private static readonly Price Nothing = new(0, 0);

    private readonly HashSet<Term> counted = HistoryCover.Find(universe);
    private readonly Dictionary<Term, TermState> originStates = universe.Terms.ToDictionary(
        t => t, t => TermReader.Of(t).Read(origin.AsSpan(t.FirstVariable, t.VariableCount)));

    /// <summary>What an earlier incident counts.</summary>
    public static long Earlier => 2;

    public bool[] Origin => origin;

    public long? CostOfNotFollowing => Unknown;

    public Price? Of(Term term, TermState state, bool isOrigin, IReadOnlySet<Term> absent) => term.Source switch
    {
        FieldSource field => IsBelow(field.Path[..^1], absent) || isOrigin ? Nothing : OfField(term, field.Field, state),
        ReferenceSource reference => isOrigin || (state.Low == 0 && IsBelow(reference.Path[..^1], absent)) ? Nothing : new Price(state.Low == 1 ? Changed : Unknown, 0),
        HistorySource history => IsAbout(history, absent) ? Nothing : OfHistory((NumericTerm)term, history.History, state, isOrigin),
        FactSource => new Price(state.Low, 0),
        IndependentSource => new Price(0, isOrigin ? 0 : 1),
        _ => Nothing,
    };

    private Price? OfField(Term term, FieldSymbol field, TermState state)
    {
        var from = originStates[term];
        var distance = field.Type.IsOrdered || !state.IsKnown ? Math.Abs(state.Low - from.Low) : state.Low < from.Low ? state.Low + 1 : state.Low;
        return state.Knowledge switch
        {
            Knowledge.Unknown => new Price(Unknown, 0),
            _ when !IsPossible(term, state) => null,
            Knowledge.Partly => new Price(PartlyKnown, distance + Math.Abs(state.High - state.Low)),
            _ => new Price(Changed, distance),
        };
    }

    /// <summary>Whether data can hold numbers of the cells.</summary>
    private bool IsPossible(Term term, TermState state) =>
        term is not NumericTerm numeric || (plain.FindNumber(numeric, state.Low) is not null && plain.FindNumber(numeric, state.High) is not null);

    private Price? OfHistory(NumericTerm term, BoundHistory history, TermState state, bool isOrigin)
    {
        var share = counted.Contains(term) ? 1 : 0;
        if (history.Kind == HistoryKind.Count)
        {
            var most = Math.Max(0, Math.Max(term.GetCell(state.Low).First, term.GetCell(state.High).First));
            return state.IsUnknown || most > PriceScale.MostUnits ? null : new Price(share * Earlier * most, state.High);
        }

        return isOrigin ? Nothing : new Price(
            share * (state.Knowledge switch { Knowledge.Known => Earlier, Knowledge.Partly => 2 * Earlier, _ => Earlier + Unknown }), state.High);
    }

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

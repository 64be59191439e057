using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// What it costs to change an incident: nothing where a term stays as it is, else what the caller says. Histories and independent terms follow
/// from what is changed, so they cost nothing; whether they come out as wanted is seen when the incident is made.
/// </summary>
internal sealed class NearPrices(bool[] origin, PlainValues plain, Func<Term, long?> costOfChange) : IPrices
{
    private static readonly Price Nothing = new(0, 0);
    private static readonly Price Consequence = new(0, 1);

    public bool[] Origin => origin;

    public long? CostOfNotFollowing => null;

    public Price? Of(Term term, TermState state, bool isOrigin, IReadOnlySet<Term> absent) => term.Source switch
    {
        _ when isOrigin => Nothing,
        HistorySource or IndependentSource or FollowedSource => Consequence,
        FieldSource field when IsBelow(field.Path[..^1], absent) => Nothing,
        _ => costOfChange(term) is { } cost && IsPossible(term, state) ? new Price(cost, DistanceOf(term, state)) : null,
    };

    private int DistanceOf(Term term, TermState state)
    {
        var from = TermReader.Of(term).Read(origin.AsSpan(term.FirstVariable, term.VariableCount));
        return state.IsKnown ? Math.Abs(state.Low - from.Low) : int.MaxValue / 2;
    }

    private bool IsPossible(Term term, TermState state) =>
        term is not NumericTerm numeric || state.IsUnknown || (plain.FindNumber(numeric, state.Low) is not null && plain.FindNumber(numeric, state.High) is not null);

    private static bool IsBelow(ImmutableArray<FieldSymbol> path, IReadOnlySet<Term> absent)
    {
        var name = FieldSource.PathText(path);
        return absent.Any(t => t.Source is ReferenceSource reference && FieldSource.PathText(reference.Path) == name);
    }
}

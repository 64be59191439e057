using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A stored field of which the kind of an incident leaves open which value of its cell it has, and on which value a hard term depends.</summary>
/// <param name="Path">From the incident.</param>
/// <param name="Term">Null where nothing else reads it, so that it may have any value.</param>
internal sealed record LooseField(ImmutableArray<FieldSymbol> Path, Term? Term)
{
    public string Key => FieldSource.PathText(Path);

    /// <summary>The fields that terms are computed from which the cuts do not decide: operands; and for histories keys and what is said of <c>this</c>.</summary>
    public static ImmutableArray<LooseField> Find(Universe universe, IEnumerable<Term> hard)
    {
        var terms = universe.Terms.ToDictionary(t => t.Key, StringComparer.Ordinal);
        return [.. hard.SelectMany(PathsOf).DistinctBy(FieldSource.PathText).Select(p => new LooseField(p, terms.GetValueOrDefault(FieldSource.PathText(p))))];
    }

    private static IEnumerable<ImmutableArray<FieldSymbol>> PathsOf(Term term) => term.Source switch
    {
        FieldSource field => [field.Path],
        IndependentSource independent => independent.Operands.OfType<TermLeaf>().SelectMany(o => PathsOf(o.Term)),
        HistorySource history => KeysAndThis(history.History),
        _ => [],
    };

    private static IEnumerable<ImmutableArray<FieldSymbol>> KeysAndThis(BoundHistory history)
    {
        var keys = history.Keys.Where(k => k.Type is not EntityType).Select(k => FollowedSource.PathOf(k));
        var parts = new[] { history.Condition, history.Subject }.OfType<BoundExpression>().SelectMany(e => e.BoundDescendants());
        var ofThis = parts.OfType<BoundFieldAccess>().Select(FindThisPath).Where(p => !p.IsEmpty).SelectMany(Stored);
        return keys.Concat(ofThis);
    }

    /// <summary>The field, or for a derived one those that its formula reads.</summary>
    private static IEnumerable<ImmutableArray<FieldSymbol>> Stored(ImmutableArray<FieldSymbol> path) =>
        path[^1] switch
        {
            { Type: EntityType } => [],
            { Formula: { } formula } => formula.BoundDescendants().OfType<BoundFieldAccess>().Where(a => a.Receiver is BoundSubject).SelectMany(a => Stored(path[..^1].Add(a.Field))),
            _ => [path],
        };

    private static ImmutableArray<FieldSymbol> FindThisPath(BoundFieldAccess access) => access.Receiver switch
    {
        BoundThis => [access.Field],
        BoundFieldAccess receiver when FindThisPath(receiver) is { IsEmpty: false } path => path.Add(access.Field),
        _ => [],
    };
}

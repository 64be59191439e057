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
        var parts = new[] { history.Condition, history.Subject }.OfType<BoundExpression>().SelectMany(e => e.BoundDescendants()).ToList();
        var ofTime = parts.OfType<BoundFieldAccess>().Where(a => a is { Receiver: BoundSubject, Field: { Name: "at", IsStored: true } }).Select(a => ImmutableArray.Create(a.Field));
        var ofThis = parts.OfType<BoundFieldAccess>().Select(FindThisPath).Where(p => !p.IsEmpty).SelectMany(Stored);
        return keys.Concat(ofTime).Concat(ofThis);
    }

    /// <summary>Moments some days after those that the conditions of histories name: from there, they can be looked back on.</summary>
    public static IReadOnlyCollection<long> FindMoments(IEnumerable<BoundHistory> histories) =>
    [
        .. histories.Select(h => h.Condition).OfType<BoundExpression>().SelectMany(c => c.BoundDescendants()).SelectMany(MomentsOf)
            .SelectMany(m => new[] { 1, 2, 3, 10 }.Select(days => m + (days * 86_400L))).Distinct(),
    ];

    private static IEnumerable<long> MomentsOf(BoundExpression expression)
    {
        var (type, constants) = expression switch
        {
            BoundLiteral { Value.Kind: ValueKind.Exact } literal => (literal.Type, new long?[] { literal.Value.Low }),
            BoundInRange range => (range.Operand.Type, [range.Low, range.High]),
            BoundInList list => (list.Operand.Type, [.. list.Items.Where(i => i.Kind == ValueKind.Exact).Select(i => (long?)i.Low)]),
            _ => (expression.Type, []),
        };
        var scale = type == BasicType.Instant ? 1 : type == BasicType.Date ? 86_400 : 0;
        return scale == 0 ? [] : constants.OfType<long>().Where(c => c is > -1_000_000_000_000 and < 1_000_000_000_000).Select(c => (c * scale) + (scale == 1 ? 0 : 43_200));
    }

    /// <summary>The field, or for a derived one those that its formula reads.</summary>
    private static IEnumerable<ImmutableArray<FieldSymbol>> Stored(ImmutableArray<FieldSymbol> path) =>
        path[^1] switch
        {
            { Type: EntityType } => [],
            { Formula: { } formula, IsStored: var isStored } => formula.BoundDescendants().OfType<BoundFieldAccess>().Where(a => a.Receiver is BoundSubject).SelectMany(a => Stored(path[..^1].Add(a.Field)))
                .Concat(isStored ? [path] : []),
            _ => [path],
        };

    private static ImmutableArray<FieldSymbol> FindThisPath(BoundFieldAccess access) => access.Receiver switch
    {
        BoundThis => [access.Field],
        BoundFieldAccess receiver when FindThisPath(receiver) is { IsEmpty: false } path => path.Add(access.Field),
        _ => [],
    };
}

using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Principles;

/// <summary>
/// The term of an order clause with all that derives from it: fields that may be given or computed whose formula reads it, histories that look at
/// it, and what is computed from it and counts as independent. Those may differ between the two incidents that are compared.
/// </summary>
internal sealed class OrderedTerm
{
    private readonly DiagramManager diagrams;
    private readonly HashSet<int> derivedVariables;

    public OrderedTerm(PolicyModel model, NumericTerm term)
    {
        diagrams = model.Universe.Diagrams;
        Term = term;
        Derived = FindDerived(model.Universe.Terms, term);
        derivedVariables = Derived.SelectMany(VariablesOf).ToHashSet();
        Own = [.. VariablesOf(term)];
        Free = [.. derivedVariables, .. Own];
    }

    public NumericTerm Term { get; }

    public ImmutableArray<Term> Derived { get; }

    /// <summary>The variables of the term itself.</summary>
    public ImmutableHashSet<int> Own { get; }

    /// <summary>The variables in which two incidents that are compared may differ.</summary>
    public ImmutableHashSet<int> Free { get; }

    public int CellCount => Term.Cuts.Length + 1;

    /// <summary>Whether two values of one cell may be told apart by what derives from them.</summary>
    public bool MayDifferWithin(int cell)
    {
        var (first, last) = Term.GetCell(cell);
        return !Derived.IsEmpty && first < last;
    }

    /// <summary>What one value of a cell, exactly known, looks like.</summary>
    public Dictionary<int, bool> At(int cell)
    {
        var values = new Dictionary<int, bool>();
        for (var i = 0; i < Term.Cuts.Length; i++)
        {
            values[Term.LowVariable(i)] = i < cell;
            values[Term.HighVariable(i)] = i < cell;
        }

        if (Term.ExactVariable is { } exact)
        {
            values[exact] = true;
        }

        if (Term.UnknownVariable is { } unknown)
        {
            values[unknown] = false;
        }

        return values;
    }

    public int FindCell(long value) => Term.Cuts.Count(c => c <= value);

    /// <summary>Whatever derives from the term.</summary>
    public Diagram Project(Diagram a) => derivedVariables.Count == 0 ? a : diagrams.Exists(a, derivedVariables);

    private static IEnumerable<int> VariablesOf(Term term) => Enumerable.Range(term.FirstVariable, term.VariableCount);

    private static ImmutableArray<Term> FindDerived(ImmutableArray<Term> terms, Term origin)
    {
        var derived = new HashSet<Term> { origin };
        for (var known = 0; known != derived.Count;)
        {
            known = derived.Count;
            derived.UnionWith(terms.Where(t => Derives(t, derived)).ToList());
        }

        return [.. terms.Where(t => t != origin && derived.Contains(t))];
    }

    private static bool Derives(Term term, HashSet<Term> from) => term.Source switch
    {
        IndependentSource independent => independent.Operands.OfType<TermLeaf>().Any(o => from.Contains(o.Term)),
        FieldSource { Field.Formula: { } formula } field => Reads(formula, field.Path[..^1], from),
        HistorySource history => ReadsOfThis(history.History, from),
        _ => false,
    };

    /// <summary>Whether a history looks back by one of these terms: as time or key, or in what it asks of the incident decided, itself or by formulas.</summary>
    private static bool ReadsOfThis(BoundHistory history, HashSet<Term> from) =>
        from.Any(t => t.Source is FieldSource { Name: "at" })
        || history.Keys.Any(k => IsReadOf(k, FindPath(k, isThis: false), from))
        || new[] { history.Condition, history.Subject }.OfType<BoundExpression>().SelectMany(e => e.BoundDescendants()).OfType<BoundFieldAccess>()
            .Any(a => IsReadOf(a, FindPath(a, isThis: true), from));

    private static bool IsReadOf(BoundFieldAccess access, ImmutableArray<FieldSymbol>? place, HashSet<Term> from) => place is { } path
        && (from.Any(t => t.Source is FieldSource field && IsSame(path, field.Path)) || (access.Field.Formula is { } formula && Reads(formula, path[..^1], from)));

    private static bool Reads(BoundExpression expression, ImmutableArray<FieldSymbol> place, HashSet<Term> from)
    {
        foreach (var part in expression.BoundDescendants())
        {
            var reads = part switch
            {
                BoundFieldAccess access when FindPath(access, isThis: false) is { } path =>
                    from.Any(t => t.Source is FieldSource field && IsSame(place.AddRange(path), field.Path))
                    || (access.Field.Formula is { } formula && Reads(formula, place.AddRange(path[..^1]), from)),
                BoundDefineReference { Define.Value: { } value } => Reads(value, place, from),
                BoundHistory history => from.Any(t => t.Source is HistorySource source && source.Key == ExpressionKey.Of(history)),
                _ => false,
            };
            if (reads)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<FieldSymbol>? FindPath(BoundFieldAccess access, bool isThis) => access.Receiver switch
    {
        BoundSubject when !isThis => [access.Field],
        BoundThis when isThis => [access.Field],
        BoundFieldAccess receiver when FindPath(receiver, isThis) is { } path => path.Add(access.Field),
        _ => null,
    };

    private static bool IsSame(ImmutableArray<FieldSymbol> one, ImmutableArray<FieldSymbol> other) => one.AsSpan().SequenceEqual(other.AsSpan());
}

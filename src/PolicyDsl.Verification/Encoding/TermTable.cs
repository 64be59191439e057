using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// The terms of a universe by their keys, in order of first use: terms that conditions name together stand near one another, which keeps
/// diagrams small. Frozen once everything was collected; then every term has its variables.
/// </summary>
internal sealed class TermTable
{
    private readonly Dictionary<string, Term> byKey = new(StringComparer.Ordinal);
    private readonly List<Term> terms = [];

    public IReadOnlyList<Term> Terms => terms;

    public int VariableCount { get; private set; }

    /// <summary>True from the moment on when no term may be added.</summary>
    public bool IsFrozen { get; private set; }

    public Term? Find(string key) => byKey.GetValueOrDefault(key);

    public Term GetField(ImmutableArray<FieldSymbol> path, int actionCount) => Get(new FieldSource(path), actionCount);

    public YesNoTerm GetReference(ImmutableArray<FieldSymbol> path) => GetYesNo(new ReferenceSource(path));

    public YesNoTerm GetFact(FactKind kind, string name) => GetYesNo(new FactSource(kind, name));

    public YesNoTerm GetYesNo(TermSource source) => (YesNoTerm)GetOrAdd(source, s => new YesNoTerm(s));

    public NumericTerm GetNumeric(TermSource source) => (NumericTerm)GetOrAdd(source, s => new NumericTerm(s));

    public MemberTerm GetBoolean(TermSource source) => (MemberTerm)GetOrAdd(source, s => new MemberTerm(s, 2, 0));

    public Term Get(TermSource source, int actionCount) => GetOrAdd(source, s => Create(s, actionCount));

    /// <summary>Gives every term its variables, in order.</summary>
    public void Freeze(IEnumerable<Term> order)
    {
        Term[] ordered = [.. order];
        terms.Clear();
        terms.AddRange(ordered);
        foreach (var term in terms)
        {
            VariableCount = term.Freeze(VariableCount);
        }

        IsFrozen = true;
    }

    private Term GetOrAdd(TermSource source, Func<TermSource, Term> create)
    {
        if (byKey.TryGetValue(source.Key, out var known))
        {
            return known;
        }

        if (IsFrozen)
        {
            throw new InvalidOperationException($"`{source.Name}` was not collected.");
        }

        var term = create(source);
        byKey.Add(source.Key, term);
        terms.Add(term);
        return term;
    }

    private static Term Create(TermSource source, int actionCount) => source.Type switch
    {
        EnumType { Enum: var members } => new MemberTerm(source, members.Members.Length, members.Plain?.Ordinal ?? 0),
        ActionType => new MemberTerm(source, actionCount, 0),
        SetType { Element.Enum: var members } => new SetTerm(source, members.Members.Length),
        { IsOrdered: true } => new NumericTerm(source),
        var type when type == BasicType.Boolean => new MemberTerm(source, 2, 0),
        _ => new TextTerm(source),
    };
}

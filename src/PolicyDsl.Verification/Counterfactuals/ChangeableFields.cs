using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>
/// Which fields of one incident may be thought otherwise, and to what. Never a protected field or one computed from such, a key, who an incident is about, what was
/// recorded, the past, or a fact of operations. A field that is thought otherwise is wholly known then, and what is given does not contradict what is computed.
/// <para>Invariant: within <see cref="Encode"/>, a history or a term that cuts do not decide is as it was unless a field that it is computed from is changed.</para>
/// Cost: a small diagram for each term.
/// </summary>
internal sealed class ChangeableFields(Universe universe, PolicyModel model, bool[] origin)
{
    private readonly Dictionary<Term, ImmutableArray<Term>> sources = [];

    private DiagramManager Diagrams => universe.Diagrams;

    public static bool IsChangeable(ImmutableArray<FieldSymbol> path) =>
        path[^1] is { IsKey: false, IsStored: true, Type: not (EntityType or ActionType) } field
        && !path.Any(f => f.IsProtected)
        && (field.Formula is null || !Dependencies.FieldsOf(field.Formula).Any(f => f.IsProtected));

    /// <summary>Null where it may not be changed.</summary>
    public static long? CostOf(Term term) => IsChangeable(term) ? 1 : null;

    public static bool IsChangeable(Term term) => term.Source is FieldSource field && IsChangeable(field.Path);

    /// <summary>The kinds that the incident may be changed to; take it together with <see cref="Universe.Valid"/>.</summary>
    public Diagram Encode() => Diagrams.AndAll(universe.Terms.Where(t => !SourcesOf(t).IsEmpty)
        .Select(t => Diagrams.Or(AsItWas(t), Diagrams.OrAll(SourcesOf(t).Select(s => Diagrams.Not(AsItWas(s))))))
        .Prepend(EncodeLoosely()));

    /// <summary>The same, but what is computed from fields that may be changed may be anything.</summary>
    public Diagram EncodeLoosely()
    {
        var fixedValues = universe.Terms.Where(t => SourcesOf(t).IsEmpty && !IsChangeable(t)).SelectMany(Variables).ToDictionary(v => v, v => origin[v]);
        var possible = Diagrams.Cube(fixedValues);
        foreach (var term in universe.Terms.Where(IsChangeable))
        {
            possible = Diagrams.And(possible, Diagrams.Or(AsItWas(term), WhollyKnown.Of(term, Diagrams)));
        }

        foreach (var field in universe.Terms.Select(t => t.Source).OfType<FieldSource>().Where(f => f.Field.Formula is not null))
        {
            var disagrees = model.Disagrees(field);
            possible = Diagrams.Evaluate(disagrees, origin) == 1 ? possible : Diagrams.Difference(possible, disagrees);
        }

        return possible;
    }

    /// <summary>Where a term is as the incident has it.</summary>
    public Diagram AsItWas(Term term) => Diagrams.Cube(Variables(term).ToDictionary(v => v, v => origin[v]));

    /// <summary>The terms that change with fields, in ways that the diagrams do not follow.</summary>
    public IEnumerable<Term> FindLoose(Diagram kinds) => Diagrams.Support(kinds).Select(universe.GetTerm).Distinct().Where(t => !SourcesOf(t).IsEmpty);

    /// <summary>For a history, and a term that cuts do not decide, the fields that may be changed and that it is computed from.</summary>
    private ImmutableArray<Term> SourcesOf(Term term)
    {
        if (!sources.TryGetValue(term, out var found))
        {
            sources[term] = found = term.Source is HistorySource or IndependentSource or FollowedSource
                ? [.. LooseField.Find(universe, [term]).Select(f => f.Term).Concat(KeysFor(term)).Concat(TimeFor(term)).OfType<Term>().Where(IsChangeable).Distinct()]
                : [];
        }

        return found;
    }

    /// <summary>Whether incidents can be looked back on depends on what their key is known to be.</summary>
    private IEnumerable<Term> KeysFor(Term term) => term.Source is FollowedSource followed
        ? universe.Terms.Where(t => t.Source is FieldSource field && followed.Keys.Any(k => FieldSource.PathText(k) == field.Key))
        : [];

    /// <summary>Every history looks back from the time of the incident.</summary>
    private IEnumerable<Term> TimeFor(Term term) => LooksBack(term)
        ? universe.Terms.Where(t => t.Source is FieldSource { Path: [{ Name: "at" }] })
        : [];

    private static bool LooksBack(Term term) => term.Source switch
    {
        HistorySource or FollowedSource => true,
        IndependentSource independent => independent.Operands.OfType<TermLeaf>().Any(o => LooksBack(o.Term)),
        _ => false,
    };

    private static IEnumerable<int> Variables(Term term) => Enumerable.Range(term.FirstVariable, term.VariableCount);
}

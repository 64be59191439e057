using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// The references, and the keys that cannot be followed, whose absence may be of use for what is looked for: those that are asked for themselves, or of which
/// a field or a history is. The absence of any other only adds to the deviation.
/// </summary>
internal sealed class RelevantAbsences
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    public RelevantAbsences(IEnumerable<Term> asked)
    {
        foreach (var term in asked)
        {
            Add(term);
        }
    }

    public bool Contains(Term term) => keys.Contains(term.Key);

    private void Add(Term term)
    {
        switch (term.Source)
        {
            case FieldSource field:
                AddReferences(field.Path[..^1]);
                break;
            case ReferenceSource reference:
                AddReferences(reference.Path);
                break;
            case FollowedSource followed:
                Add(followed.Key, followed.Keys);
                break;
            case HistorySource { History: var history }:
                Add(FollowedSource.KeyOf(history), history.Keys.Select(k => FollowedSource.PathOf(k)));
                break;
            case IndependentSource independent:
                foreach (var operand in independent.Operands)
                {
                    Add(operand);
                }

                break;
        }
    }

    private void Add(Leaf leaf)
    {
        switch (leaf)
        {
            case TermLeaf { Term: var term }:
                Add(term);
                break;
            case ReferenceLeaf reference:
                AddReferences(reference.Path);
                break;
        }
    }

    private void Add(string followed, IEnumerable<ImmutableArray<FieldSymbol>> paths)
    {
        keys.Add(followed);
        foreach (var path in paths)
        {
            AddReferences(path);
        }
    }

    private void AddReferences(ImmutableArray<FieldSymbol> path)
    {
        for (var length = 1; length <= path.Length; length++)
        {
            keys.Add(new ReferenceSource(path[..length]).Key);
        }
    }
}

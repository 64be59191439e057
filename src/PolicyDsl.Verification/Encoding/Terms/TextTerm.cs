using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// A text, known or not: one variable for each text that it is compared with, and a last one that says that it is known. At most one of the first is
/// true; where none is, a known text is another one.
/// </summary>
public sealed class TextTerm : Term
{
    private readonly SortedSet<string> collected = new(StringComparer.Ordinal);
    private ImmutableArray<string> texts = [];

    internal TextTerm(TermSource source)
        : base(source)
    {
    }

    public ImmutableArray<string> Texts => texts;

    public int TextVariable(int index) => FirstVariable + index;

    public int KnownVariable => FirstVariable + texts.Length;

    public override void Write(Value value, Span<bool> block)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            block[i] = value.Kind == ValueKind.Text && string.Equals(value.Text, texts[i], StringComparison.Ordinal);
        }

        block[texts.Length] = value.IsKnown;
    }

    internal TruthDiagrams Is(string text, IDiagramAlgebra algebra)
    {
        if (algebra.IsCollecting)
        {
            collected.Add(text);
            return new TruthDiagrams(MaybeAlgebra.Maybe, MaybeAlgebra.Maybe);
        }

        var same = algebra.Variable(TextVariable(texts.IndexOf(text)));
        return new TruthDiagrams(same, algebra.And(algebra.Variable(KnownVariable), algebra.Not(same)));
    }

    internal override Diagram IsExact(IDiagramAlgebra algebra) => algebra.IsCollecting ? MaybeAlgebra.Maybe : algebra.Variable(KnownVariable);

    internal override Diagram IsUnknown(IDiagramAlgebra algebra) => algebra.Not(IsExact(algebra));

    internal override Diagram GetDomain(DiagramManager diagrams)
    {
        var (none, atMostOne) = (Diagram.True, Diagram.True);
        for (var i = texts.Length - 1; i >= 0; i--)
        {
            var variable = diagrams.Variable(TextVariable(i));
            (none, atMostOne) = (diagrams.Difference(none, variable), diagrams.Ite(variable, none, atMostOne));
        }

        var known = diagrams.Variable(KnownVariable);
        return IsRequired ? diagrams.And(known, atMostOne) : diagrams.Ite(known, atMostOne, none);
    }

    private protected override int CountVariables()
    {
        texts = [.. collected];
        return texts.Length + 1;
    }
}

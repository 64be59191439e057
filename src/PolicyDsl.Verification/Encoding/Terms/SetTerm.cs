using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// A set of members, known or not. Members that nothing tells apart form a class; for each class a variable says that the set has a member of it, and
/// the last variable that the set is known. Of an unknown set the class variables are false.
/// </summary>
public sealed class SetTerm : Term
{
    private readonly List<HashSet<int>> collected = [];
    private readonly int memberCount;
    private ImmutableArray<ImmutableArray<int>> classes = [];

    internal SetTerm(TermSource source, int memberCount)
        : base(source)
    {
        this.memberCount = memberCount;
    }

    /// <summary>The members of each class, by ordinal.</summary>
    public ImmutableArray<ImmutableArray<int>> Classes => classes;

    public int ClassVariable(int index) => FirstVariable + index;

    public int KnownVariable => FirstVariable + classes.Length;

    public override void Write(Value value, Span<bool> block)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            block[i] = value.Kind == ValueKind.Set && classes[i].Any(value.Members.Contains);
        }

        block[classes.Length] = value.Kind == ValueKind.Set;
    }

    /// <summary>Where the set certainly shares a member with <paramref name="members"/>, and where certainly none.</summary>
    internal TruthDiagrams HasAny(IReadOnlyCollection<int> members, IDiagramAlgebra algebra)
    {
        if (members.Count == 0)
        {
            return TruthDiagrams.Never;
        }

        if (algebra.IsCollecting)
        {
            collected.Add([.. members]);
            return new TruthDiagrams(MaybeAlgebra.Maybe, MaybeAlgebra.Maybe);
        }

        var shares = Diagram.False;
        for (var i = classes.Length - 1; i >= 0; i--)
        {
            shares = members.Contains(classes[i][0]) ? algebra.Or(algebra.Variable(ClassVariable(i)), shares) : shares;
        }

        return new TruthDiagrams(shares, algebra.And(algebra.Variable(KnownVariable), algebra.Not(shares)));
    }

    internal override Diagram IsExact(IDiagramAlgebra algebra) => algebra.IsCollecting ? MaybeAlgebra.Maybe : algebra.Variable(KnownVariable);

    internal override Diagram IsUnknown(IDiagramAlgebra algebra) => algebra.Not(IsExact(algebra));

    internal override Diagram GetDomain(DiagramManager diagrams)
    {
        var known = diagrams.Variable(KnownVariable);
        return IsRequired ? known : diagrams.Or(known, diagrams.AndAll(classes.Select((_, i) => diagrams.Not(diagrams.Variable(ClassVariable(i))))));
    }

    private protected override int CountVariables()
    {
        // Members that no condition asks for make a class of their own, which nothing depends on and which is therefore left out.
        classes =
        [
            .. Enumerable.Range(0, memberCount)
                .Where(member => collected.Exists(set => set.Contains(member)))
                .GroupBy(member => string.Concat(collected.Select(set => set.Contains(member) ? '1' : '0')), StringComparer.Ordinal)
                .Select(g => g.ToImmutableArray()),
        ];
        return classes.Length + 1;
    }
}

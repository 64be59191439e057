using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// A boolean or a member of an enum. Members that nothing tells apart form a class; for each class a variable says that the value may be one of it.
/// Not coarse: one class, or all of them where the value is unknown. Two more variables where they matter: <i>exact</i> (one value),
/// and for coarse terms <i>unknown</i> (nothing known, which is less than "one of" every member).
/// </summary>
public sealed class MemberTerm : Term
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<HashSet<int>> collected = [];
    private readonly int memberCount;
    private readonly int plain;
    private ImmutableArray<ImmutableArray<int>> classes = [];
    private int[] classOf = [];

    /// <param name="source">Where its value comes from.</param>
    /// <param name="memberCount">How many members there are; their ordinals count from 0.</param>
    /// <param name="plain">The ordinal that the plain incident has.</param>
    internal MemberTerm(TermSource source, int memberCount, int plain)
        : base(source)
    {
        this.memberCount = memberCount;
        this.plain = plain;
    }

    /// <summary>The members of each class, by ordinal, in order of declaration.</summary>
    public ImmutableArray<ImmutableArray<int>> Classes => classes;

    public int PlainMember => plain;

    public int ClassVariable(int index) => FirstVariable + index;

    public int? ExactVariable => HasExact ? FirstVariable + classes.Length : null;

    public int? UnknownVariable => HasUnknown ? FirstVariable + classes.Length + (HasExact ? 1 : 0) : null;

    private bool HasExact => TellsExact || (!IsCoarse && TellsUnknown);

    private bool HasUnknown => IsCoarse && TellsUnknown;

    public override void Write(Value value, Span<bool> block)
    {
        switch (value.Kind)
        {
            case ValueKind.Exact when value.Low >= 0 && value.Low < memberCount:
                block[classOf[value.Low]] = true;
                break;
            case ValueKind.Alternatives:
                foreach (var member in value.Members)
                {
                    block[classOf[member]] = true;
                }

                break;
            default:
                block[..classes.Length].Fill(true);
                break;
        }

        if (HasExact)
        {
            block[classes.Length] = value.IsKnown;
        }

        if (HasUnknown)
        {
            block[^1] = value.Kind == ValueKind.Unknown;
        }
    }

    /// <summary>Where the value is certainly one of <paramref name="members"/>, and where certainly none of them.</summary>
    internal TruthDiagrams IsOneOf(IReadOnlyCollection<int> members, IDiagramAlgebra algebra)
    {
        if (algebra.IsCollecting)
        {
            Collect(members);
            return new TruthDiagrams(MaybeAlgebra.Maybe, MaybeAlgebra.Maybe);
        }

        var (inside, outside) = (Diagram.False, Diagram.False);
        for (var i = classes.Length - 1; i >= 0; i--)
        {
            var mayBe = algebra.Variable(ClassVariable(i));
            if (members.Contains(classes[i][0]))
            {
                inside = algebra.Or(mayBe, inside);
            }
            else
            {
                outside = algebra.Or(mayBe, outside);
            }
        }

        return new TruthDiagrams(algebra.Not(outside), algebra.Not(inside));
    }

    internal override Diagram IsExact(IDiagramAlgebra algebra)
    {
        TellsExact |= algebra.IsCollecting;
        return algebra.IsCollecting ? MaybeAlgebra.Maybe : ExactVariable is { } variable ? algebra.Variable(variable) : throw NotCollected();
    }

    internal override Diagram IsUnknown(IDiagramAlgebra algebra)
    {
        TellsUnknown |= algebra.IsCollecting;
        return algebra.IsCollecting ? MaybeAlgebra.Maybe
            : UnknownVariable is { } unknown ? algebra.Variable(unknown)
            : !IsCoarse && ExactVariable is { } exact ? algebra.Not(algebra.Variable(exact))
            : throw NotCollected();
    }

    internal override Diagram GetDomain(DiagramManager diagrams)
    {
        var all = diagrams.AndAll(classes.Select((_, i) => diagrams.Variable(ClassVariable(i))));
        var one = ExactlyOne(diagrams);
        var some = diagrams.OrAll(classes.Select((_, i) => diagrams.Variable(ClassVariable(i))));
        var domain = IsCoarse ? some : IsRequired ? one : diagrams.Or(one, all);
        if (ExactVariable is { } exactVariable)
        {
            var exact = diagrams.Variable(exactVariable);
            domain = diagrams.And(domain, diagrams.Or(diagrams.Not(exact), one));
            domain = diagrams.And(domain, diagrams.Or(diagrams.Not(MustBeExact(diagrams, one)), exact));
        }

        if (UnknownVariable is { } unknownVariable)
        {
            var unknown = diagrams.Variable(unknownVariable);
            domain = diagrams.And(domain, diagrams.Or(diagrams.Not(unknown), IsRequired ? Diagram.False : all));
            domain = ExactVariable is { } e ? diagrams.Difference(domain, diagrams.And(unknown, diagrams.Variable(e))) : domain;
        }

        return domain;
    }

    private protected override int CountVariables()
    {
        var bySignature = Enumerable.Range(0, memberCount)
            .GroupBy(member => string.Concat(collected.Select(set => set.Contains(member) ? '1' : '0')), StringComparer.Ordinal);
        classes = [.. bySignature.Select(g => g.ToImmutableArray())];
        classOf = new int[memberCount];
        for (var i = 0; i < classes.Length; i++)
        {
            foreach (var member in classes[i])
            {
                classOf[member] = i;
            }
        }

        return classes.Length + (HasExact ? 1 : 0) + (HasUnknown ? 1 : 0);
    }

    /// <summary>Where only one value can be meant: a class of one member alone, or for terms that are not coarse any class alone.</summary>
    private Diagram MustBeExact(DiagramManager diagrams, Diagram one)
    {
        if (!IsCoarse)
        {
            return classes.Length > 1 || IsRequired ? one : Diagram.False;
        }

        var single = diagrams.OrAll(Enumerable.Range(0, classes.Length).Where(i => classes[i].Length == 1).Select(i => diagrams.Variable(ClassVariable(i))));
        return classes.Length == 1 && memberCount > 1 ? Diagram.False : diagrams.And(one, single);
    }

    private Diagram ExactlyOne(DiagramManager diagrams)
    {
        var (none, one) = (Diagram.True, Diagram.False);
        for (var i = classes.Length - 1; i >= 0; i--)
        {
            var variable = diagrams.Variable(ClassVariable(i));
            (none, one) = (diagrams.Difference(none, variable), diagrams.Ite(variable, none, one));
        }

        return one;
    }

    private void Collect(IReadOnlyCollection<int> members)
    {
        var set = members.ToHashSet();
        if (seen.Add(string.Join(',', set.Order())))
        {
            collected.Add(set);
        }
    }

    private InvalidOperationException NotCollected() => new($"`{Name}` was asked something that was not collected.");
}

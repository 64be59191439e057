using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// Anything with a value that conditions read: a stored field by its path from the incident, whether a reference is known, a history, a free
/// fact, or something that the cuts cannot decide and that therefore counts as independent. A term owns a block of variables next to one another,
/// which say what is known of its value. While expressions are collected it learns what it is compared with; then it is frozen.
/// </summary>
public abstract class Term
{
    private protected Term(TermSource source)
    {
        Source = source;
    }

    /// <summary>Where its value comes from in a concrete incident.</summary>
    public TermSource Source { get; }

    /// <summary>As an author would write it: <c>person.age</c>.</summary>
    public string Name => Source.Name;

    /// <summary>Equal for equal terms, also of two policies.</summary>
    public string Key => Source.Key;

    public TypeSymbol Type => Source.Type;

    /// <summary>Its value is taken as independent of the terms it is made of: what only it allows is possibly so.</summary>
    public bool IsIndependent => Source.IsIndependent;

    /// <summary>May be partly known: a range or alternatives.</summary>
    public bool IsCoarse => Source.IsCoarse;

    /// <summary>Never wholly unknown (where the entity that has it is known).</summary>
    public bool IsRequired => Source.IsRequired;

    public int FirstVariable { get; private set; } = -1;

    public int VariableCount { get; private set; }

    internal bool IsFrozen => FirstVariable >= 0;

    /// <summary>Something asks whether exactly one value is known.</summary>
    internal bool TellsExact { get; set; }

    /// <summary>Something tells a value of which nothing is known from one that is partly known, however little.</summary>
    internal bool TellsUnknown { get; set; }

    /// <summary>What is known of the value, as variables from <see cref="FirstVariable"/> on.</summary>
    public abstract void Write(Value value, Span<bool> block);

    /// <summary>Which states of knowledge there are: every assignment that some value gives, and no other.</summary>
    internal abstract Diagram GetDomain(DiagramManager diagrams);

    /// <summary>Where exactly one value is known.</summary>
    internal abstract Diagram IsExact(IDiagramAlgebra algebra);

    /// <summary>Where nothing at all is known.</summary>
    internal abstract Diagram IsUnknown(IDiagramAlgebra algebra);

    internal int Freeze(int firstVariable)
    {
        FirstVariable = firstVariable;
        VariableCount = CountVariables();
        return firstVariable + VariableCount;
    }

    private protected abstract int CountVariables();

    public override string ToString() => Name;
}

/// <summary>A question with two answers of which one always holds: whether a reference is known, whether a crackdown is on.</summary>
public sealed class YesNoTerm : Term
{
    internal YesNoTerm(TermSource source)
        : base(source)
    {
    }

    public override void Write(Value value, Span<bool> block) => block[0] = value.ToTruth() == Truth.True;

    internal Diagram IsYes(IDiagramAlgebra algebra) => algebra.IsCollecting ? MaybeAlgebra.Maybe : algebra.Variable(FirstVariable);

    internal override Diagram GetDomain(DiagramManager diagrams) => Diagram.True;

    internal override Diagram IsExact(IDiagramAlgebra algebra) => Diagram.True;

    internal override Diagram IsUnknown(IDiagramAlgebra algebra) => Diagram.False;

    private protected override int CountVariables() => 1;
}

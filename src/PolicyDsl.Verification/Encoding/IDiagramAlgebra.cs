using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// What encoding does with diagrams. Encoding runs twice over the same expressions: first with <see cref="MaybeAlgebra"/>, which only learns
/// what terms and constants there are, then with real diagrams, whose variables are in a good order by then.
/// </summary>
internal interface IDiagramAlgebra
{
    /// <summary>True while terms and constants are still being collected.</summary>
    bool IsCollecting { get; }

    Diagram Variable(int index);

    Diagram And(Diagram a, Diagram b);

    Diagram Or(Diagram a, Diagram b);

    Diagram Not(Diagram a);
}

/// <summary>The real algebra.</summary>
internal sealed class DiagramAlgebra(DiagramManager diagrams) : IDiagramAlgebra
{
    public bool IsCollecting => false;

    public Diagram Variable(int index) => diagrams.Variable(index);

    public Diagram And(Diagram a, Diagram b) => diagrams.And(a, b);

    public Diagram Or(Diagram a, Diagram b) => diagrams.Or(a, b);

    public Diagram Not(Diagram a) => diagrams.Not(a);
}

/// <summary>
/// False, true, and "maybe". What is certainly false is left out of further work, so nothing that could be met is missed.
/// </summary>
internal sealed class MaybeAlgebra : IDiagramAlgebra
{
    public static readonly Diagram Maybe = new(2);

    public bool IsCollecting => true;

    public Diagram Variable(int index) => Maybe;

    public Diagram And(Diagram a, Diagram b) => a.IsFalse || b.IsFalse ? Diagram.False : a.IsTrue ? b : b.IsTrue ? a : Maybe;

    public Diagram Or(Diagram a, Diagram b) => a.IsTrue || b.IsTrue ? Diagram.True : a.IsFalse ? b : b.IsFalse ? a : Maybe;

    public Diagram Not(Diagram a) => a.IsFalse ? Diagram.True : a.IsTrue ? Diagram.False : Maybe;
}

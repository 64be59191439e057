using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// The truth of a condition for every incident: where it is certainly true and where it is certainly false. Nowhere both; where neither, it is
/// unknown. Kleene's logic on pairs is that of the interpreter.
/// </summary>
public readonly record struct TruthDiagrams(Diagram True, Diagram False)
{
    public static readonly TruthDiagrams Always = new(Diagram.True, Diagram.False);

    public static readonly TruthDiagrams Never = new(Diagram.False, Diagram.True);

    public static readonly TruthDiagrams Unknown = default;

    public static TruthDiagrams Of(Truth truth) => truth switch
    {
        Truth.True => Always,
        Truth.False => Never,
        _ => Unknown,
    };

    public TruthDiagrams Not() => new(False, True);

    internal TruthDiagrams And(TruthDiagrams other, IDiagramAlgebra algebra) => new(algebra.And(True, other.True), algebra.Or(False, other.False));

    internal TruthDiagrams Or(TruthDiagrams other, IDiagramAlgebra algebra) => new(algebra.Or(True, other.True), algebra.And(False, other.False));

    /// <summary>Where the condition is known to be true or false.</summary>
    internal Diagram IsKnown(IDiagramAlgebra algebra) => algebra.Or(True, False);

    /// <summary>The same, but unknown where the guard does not hold.</summary>
    internal TruthDiagrams Under(Diagram guard, IDiagramAlgebra algebra) => new(algebra.And(guard, True), algebra.And(guard, False));
}

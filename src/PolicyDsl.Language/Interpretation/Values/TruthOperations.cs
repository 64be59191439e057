namespace PolicyDsl.Language.Interpretation;

/// <summary>Kleene's strong three-valued logic: unknown where the known operands do not settle the answer.</summary>
public static class TruthOperations
{
    public static Truth Not(this Truth operand) => operand switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Unknown,
    };

    public static Truth And(this Truth left, Truth right) =>
        left == Truth.False || right == Truth.False ? Truth.False
        : left == Truth.True && right == Truth.True ? Truth.True
        : Truth.Unknown;

    public static Truth Or(this Truth left, Truth right) => left.Not().And(right.Not()).Not();

    internal static Truth ToTruth(this bool truth) => truth ? Truth.True : Truth.False;
}

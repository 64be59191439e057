namespace PolicyDsl.Verification.Diagrams;

/// <summary>What an entry of the <see cref="OperationCache"/> is about; negative, since a third operand is not.</summary>
internal static class OperationCode
{
    public const int And = -1;
    public const int Or = -2;
    public const int Xor = -3;
    public const int Difference = -4;
    public const int Intersects = -5;
    public const int Exceeds = -6;
    public const int Exists = -7;
    public const int Restrict = -8;
    public const int Simplify = -9;
}

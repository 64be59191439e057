namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>One operand may be multi-terminal: then the result is it, where the other is true, else false.</summary>
internal readonly struct AndRule : IBinaryRule
{
    public static int Code => OperationCode.And;

    public static bool IsCommutative => true;

    public static bool TrySettle(int a, int b, out int result)
    {
        result = a <= 1 ? (a == 0 ? 0 : b) : (b == 0 ? 0 : a);
        return a <= 1 || b <= 1 || a == b;
    }
}

/// <summary>One operand may be multi-terminal: then the result is it, where the other is false, else true.</summary>
internal readonly struct OrRule : IBinaryRule
{
    public static int Code => OperationCode.Or;

    public static bool IsCommutative => true;

    public static bool TrySettle(int a, int b, out int result)
    {
        result = a <= 1 ? (a == 0 ? b : 1) : (b == 1 ? 1 : a);
        return a <= 1 || b <= 1 || a == b;
    }
}

internal readonly struct XorRule : IBinaryRule
{
    public static int Code => OperationCode.Xor;

    public static bool IsCommutative => true;

    public static bool TrySettle(int a, int b, out int result)
    {
        result = a == b ? 0 : a == 0 ? b : a;
        return a == b || a == 0 || b == 0;
    }
}

/// <summary>
/// a and not b; the negation of b where a is true. The first operand may be multi-terminal: then the result is it, where the other is
/// false, else false.
/// </summary>
internal readonly struct DifferenceRule : IBinaryRule
{
    public static int Code => OperationCode.Difference;

    public static bool IsCommutative => false;

    public static bool TrySettle(int a, int b, out int result)
    {
        result = a == b || b == 1 ? 0 : a;
        return a == b || b <= 1 || a == 0;
    }
}

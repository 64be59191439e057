namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// A number that is known within bounds, with a central value where the bounds are those of an estimate. Sums and products of whole
/// numbers and millionths are exact; quotients are rounded at the 28th digit. The ends enclose every result that the operands allow.
/// </summary>
internal readonly record struct Amount(decimal Low, decimal? Central, decimal High)
{
    public static Amount Zero { get; } = Of(0);

    public static Amount Of(decimal exact) => new(exact, exact, exact);

    /// <summary>Anything between two ends; without a central value unless they are one.</summary>
    public static Amount Between(decimal low, decimal high) => new(low, low == high ? low : null, high);

    public static Amount operator +(Amount a, Amount b) => new(a.Low + b.Low, a.Central + b.Central, a.High + b.High);

    public static Amount operator -(Amount a) => new(-a.High, -a.Central, -a.Low);

    public static Amount operator -(Amount a, Amount b) => a + -b;

    public static Amount operator *(Amount a, Amount b)
    {
        ReadOnlySpan<decimal> corners = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        return new(Least(corners), a.Central * b.Central, Greatest(corners));
    }

    /// <summary>A quotient; null where the divisor may be zero.</summary>
    public static Amount? Divide(Amount a, Amount b)
    {
        if (b.Low <= 0 && b.High >= 0)
        {
            return null;
        }

        ReadOnlySpan<decimal> corners = [a.Low / b.Low, a.Low / b.High, a.High / b.Low, a.High / b.High];
        return new Amount(Least(corners), a.Central / b.Central, Greatest(corners));
    }

    /// <summary>What this adds where it is not certain that it counts: anything between nothing and all of it.</summary>
    public Amount Possibly() => Between(Math.Min(0, Low), Math.Max(0, High));

    private static decimal Least(ReadOnlySpan<decimal> values)
    {
        var least = values[0];
        foreach (var value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }

    private static decimal Greatest(ReadOnlySpan<decimal> values)
    {
        var greatest = values[0];
        foreach (var value in values)
        {
            greatest = Math.Max(greatest, value);
        }

        return greatest;
    }
}

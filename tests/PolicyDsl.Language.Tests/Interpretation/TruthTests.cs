using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Language.Tests.Interpretation;

public class TruthTests
{
    private const Truth T = Truth.True;
    private const Truth F = Truth.False;
    private const Truth U = Truth.Unknown;

    [Theory]
    [InlineData(T, T, T, T)]
    [InlineData(T, F, F, T)]
    [InlineData(T, U, U, T)]
    [InlineData(F, T, F, T)]
    [InlineData(F, F, F, F)]
    [InlineData(F, U, F, U)]
    [InlineData(U, T, U, T)]
    [InlineData(U, F, F, U)]
    [InlineData(U, U, U, U)]
    public void And_and_or_are_Kleenes(Truth left, Truth right, Truth and, Truth or)
    {
        Assert.Equal(and, left.And(right));
        Assert.Equal(or, left.Or(right));
    }

    [Fact]
    public void Not_leaves_unknown_unknown() => Assert.Equal([F, T, U], new[] { T, F, U }.Select(TruthOperations.Not));
}

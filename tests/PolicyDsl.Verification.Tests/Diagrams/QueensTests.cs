using System.Numerics;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Diagrams;

/// <summary>Known numbers of ways to place n queens that do not attack each other: OEIS A000170.</summary>
public sealed class QueensTests
{
    [Theory]
    [InlineData(4, 2)]
    [InlineData(5, 10)]
    [InlineData(6, 4)]
    [InlineData(7, 40)]
    [InlineData(8, 92)]
    public void The_known_number_of_solutions_is_counted(int size, int solutions)
    {
        var diagrams = new DiagramManager(size * size);
        var board = GetRules(diagrams, size).Reverse().Aggregate(Diagram.True, diagrams.And);
        Assert.Equal(new BigInteger(solutions), diagrams.Count(board, Enumerable.Range(0, size * size).ToList()));
    }

    private static IEnumerable<Diagram> GetRules(DiagramManager diagrams, int size)
    {
        for (var field = 0; field < size * size; field++)
        {
            if (field % size == 0)
            {
                yield return diagrams.OrAll(Enumerable.Range(field, size).Select(diagrams.Variable));
            }

            var attacked = Enumerable.Range(field + 1, (size * size) - field - 1).Where(other => Attacks(field, other, size));
            yield return diagrams.Or(diagrams.Not(diagrams.Variable(field)), diagrams.Not(diagrams.OrAll(attacked.Select(diagrams.Variable))));
        }
    }

    private static bool Attacks(int a, int b, int size)
    {
        var (rows, columns) = (Math.Abs((a / size) - (b / size)), Math.Abs((a % size) - (b % size)));
        return rows == 0 || columns == 0 || rows == columns;
    }
}

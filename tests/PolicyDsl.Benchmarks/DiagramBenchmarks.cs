using BenchmarkDotNet.Attributes;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Benchmarks;

/// <summary>
/// Decision diagrams alone. Eight queens, added from the last row up, is the customary load of diagram libraries (34,723 steps, so the
/// time of a step can be read off); two adders that must be equal is the customary proof; rules over neighbouring variables (seed 1)
/// are what a policy asks: which two rules meet, and which rule is covered by those before it.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class DiagramBenchmarks
{
    private const int Bits = 64;
    private const int AtomsPerRule = 4;
    private const int Neighbourhood = 20;

    [Benchmark]
    [Arguments(30)]
    [Arguments(300)]
    public int PairsAndCoverOfRules(int rules)
    {
        var random = new Random(1);
        var diagrams = new DiagramManager(rules * 7 / 3);
        var conditions = Enumerable.Range(0, rules).Select(_ => MakeRule(diagrams, random)).ToList();
        var found = 0;
        var before = Diagram.False;
        for (var i = 0; i < conditions.Count; i++)
        {
            found += conditions.Take(i).Count(c => diagrams.Intersects(c, conditions[i]));
            found += diagrams.Implies(conditions[i], before) ? 1 : 0;
            before = diagrams.Or(before, conditions[i]);
        }

        return found;
    }

    [Benchmark]
    public bool AddersAreEqual()
    {
        var diagrams = new DiagramManager(2 * Bits);
        var (rippled, generated) = (Diagram.False, Diagram.False);
        var isEqual = true;
        for (var bit = Bits - 1; bit >= 0; bit--)
        {
            var (a, b) = (diagrams.Variable(2 * bit), diagrams.Variable((2 * bit) + 1));
            isEqual &= diagrams.Xor(diagrams.Xor(a, b), rippled) == diagrams.Ite(diagrams.Xor(a, b), diagrams.Not(generated), generated);
            rippled = diagrams.OrAll([diagrams.And(a, b), diagrams.And(a, rippled), diagrams.And(b, rippled)]);
            generated = diagrams.Ite(diagrams.Xor(a, b), generated, a);
        }

        return isEqual ? true : throw new InvalidOperationException("the adders differ");
    }

    [Benchmark]
    public int EightQueens()
    {
        const int Size = 8;
        var diagrams = new DiagramManager(Size * Size);
        var board = Diagram.True;
        for (var row = Size - 1; row >= 0; row--)
        {
            board = diagrams.And(board, diagrams.OrAll(Enumerable.Range(row * Size, Size).Select(diagrams.Variable)));
            foreach (var field in Enumerable.Range(row * Size, Size))
            {
                var attacked = Enumerable.Range(field + 1, (Size * Size) - field - 1).Where(o => Attacks(o, field, Size)).Select(diagrams.Variable);
                board = diagrams.Difference(board, diagrams.And(diagrams.Variable(field), diagrams.OrAll(attacked)));
            }
        }

        var solutions = diagrams.Count(board, Enumerable.Range(0, Size * Size).ToList());
        return solutions == 92 ? diagrams.NodeCount : throw new InvalidOperationException("there are 92 ways to place eight queens");
    }

    private static Diagram MakeRule(DiagramManager diagrams, Random random)
    {
        var first = random.Next(diagrams.VariableCount - Neighbourhood);
        return diagrams.AndAll(Enumerable.Range(0, AtomsPerRule).Select(_ =>
        {
            var atom = diagrams.Variable(first + random.Next(Neighbourhood));
            return random.Next(2) == 0 ? atom : diagrams.Not(atom);
        }));
    }

    private static bool Attacks(int a, int b, int size)
    {
        var (rows, columns) = (Math.Abs((a / size) - (b / size)), Math.Abs((a % size) - (b % size)));
        return rows == 0 || columns == 0 || rows == columns;
    }
}

namespace PolicyDsl.Verification.Diagrams.Operations;

internal static class Folding
{
    /// <summary>Combines neighbours, then neighbours of the results, and so on, each operand once.</summary>
    public static int Fold(IEnumerable<int> operands, int neutral, int absorbing, Func<int, int, int> combine)
    {
        var level = operands.Distinct().Where(o => o != neutral).ToList();
        while (level.Count > 1 && !level.Contains(absorbing))
        {
            level = level.Chunk(2).Select(p => p.Length == 2 ? combine(p[0], p[1]) : p[0]).ToList();
        }

        return level.Contains(absorbing) ? absorbing : level.Count == 1 ? level[0] : neutral;
    }
}

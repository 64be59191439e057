namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>Conjunctions of variables and their negations, made from the last variable up: one node each.</summary>
internal static class Cubes
{
    public static int Make(DiagramStore store, IEnumerable<KeyValuePair<int, bool>> values)
    {
        var cube = 1;
        foreach (var (variable, value) in values.OrderByDescending(v => v.Key))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(variable, nameof(values));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(variable, store.VariableCount, nameof(values));
            cube = value ? store.Nodes.Make(variable, 0, cube) : store.Nodes.Make(variable, cube, 0);
        }

        return cube;
    }
}

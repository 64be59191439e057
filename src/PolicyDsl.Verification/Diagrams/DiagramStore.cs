namespace PolicyDsl.Verification.Diagrams;

/// <summary>What the operations of one manager share.</summary>
internal sealed class DiagramStore(int variableCount, DiagramBudget budget)
{
    public int VariableCount { get; } = variableCount;

    public NodeTable Nodes { get; } = new(budget.MaxNodes);

    public OperationCache Cache { get; } = new(budget.MaxNodes);

    public StepCounter Steps { get; } = new(budget);

    /// <summary>Removes all nodes from this number on, and every result that speaks of one.</summary>
    public void ForgetNodesFrom(int count)
    {
        Nodes.ForgetFrom(count);
        Cache.ForgetFrom(count);
    }
}

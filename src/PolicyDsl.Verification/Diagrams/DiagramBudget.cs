namespace PolicyDsl.Verification.Diagrams;

/// <summary>
/// How much a question may cost. Nodes and steps are counted, so that what is undecided is the same on every machine; time is the host's,
/// by <see cref="Cancellation"/>.
/// </summary>
public sealed record DiagramBudget
{
    public static readonly DiagramBudget Default = new();

    /// <summary>Nodes that a manager may hold at once.</summary>
    public int MaxNodes { get; init; } = 4_000_000;

    /// <summary>Recursive steps that one question may take; see <see cref="DiagramManager.StartQuestion"/>.</summary>
    public long MaxSteps { get; init; } = 40_000_000;

    /// <summary>The host's time: once cancelled, questions are undecided, so that <see cref="BudgetExceededException"/> is thrown for it too.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>A question would cost more than its <see cref="DiagramBudget"/>. Whoever asked it says that it is undecided.</summary>
public sealed class BudgetExceededException : Exception
{
    public BudgetExceededException()
    {
    }

    public BudgetExceededException(string message)
        : base(message)
    {
    }

    public BudgetExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

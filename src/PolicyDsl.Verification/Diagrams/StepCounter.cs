namespace PolicyDsl.Verification.Diagrams;

/// <summary>
/// Counts the recursive steps of a question. The limit is looked at in every step, the token of the host once in
/// <see cref="StepsBetweenLooks"/> steps, both by one comparison.
/// </summary>
internal sealed class StepCounter(DiagramBudget budget)
{
    private const long StepsBetweenLooks = 4096;

    private long taken;
    private long nextLook = 1;

    public long Taken => taken;

    public void Reset()
    {
        taken = 0;
        nextLook = 1;
    }

    public void Count()
    {
        if (++taken >= nextLook)
        {
            Look();
        }
    }

    private void Look()
    {
        if (taken > budget.MaxSteps)
        {
            throw new BudgetExceededException(FormattableString.Invariant($"the question takes more than {budget.MaxSteps} steps"));
        }

        if (budget.Cancellation.IsCancellationRequested)
        {
            throw new BudgetExceededException("the question takes more time than it may");
        }

        nextLook = Math.Min(taken + StepsBetweenLooks, budget.MaxSteps + 1);
    }
}

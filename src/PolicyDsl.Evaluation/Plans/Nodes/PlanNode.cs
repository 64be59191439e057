using System.Collections.Immutable;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>A part of a plan: computed once for a batch, however many ask for it. Immutable; the room for its result is in <see cref="BatchEvaluation"/>.</summary>
internal abstract class PlanNode
{
    /// <summary>Its place among the nodes of the plan.</summary>
    public int Number { get; set; } = -1;

    public abstract IEnumerable<PlanNode> Parts { get; }

    /// <summary>What is told of it where it is wanting: itself mostly, nothing for a constant, its operand for a conversion.</summary>
    public virtual PlanNode? Told => this;

    /// <summary>What it computes and how, on one line.</summary>
    public abstract string Describe();

    /// <summary>Notes for rows for which this is not exactly known, for want of what; see <see cref="Language.Interpretation.Wanting"/>.</summary>
    public abstract void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants);
}

/// <summary>A condition: two masks.</summary>
internal abstract class ConditionNode : PlanNode
{
    public abstract void Compute(BatchEvaluation evaluation, MaskPair result);
}

/// <summary>A number for each row.</summary>
internal abstract class NumberNode : PlanNode
{
    public abstract void Compute(BatchEvaluation evaluation, NumberVector result);
}

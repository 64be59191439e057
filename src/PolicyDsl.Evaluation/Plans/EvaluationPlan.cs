using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Kernels;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// What to compute for each batch: nodes, each computed once for all conditions that have it in common, and the histories that they read. Immutable; make
/// one <see cref="BatchEvaluation"/> for each thread.
/// </summary>
public sealed class EvaluationPlan
{
    internal EvaluationPlan(
        IncidentSchema schema,
        ImmutableArray<PlanNode> nodes,
        ImmutableArray<ConditionNode> conditions,
        ImmutableArray<ValueReader> values,
        ImmutableArray<PlannedExpression> histories,
        ImmutableArray<int> slots)
    {
        Schema = schema;
        Nodes = nodes;
        Conditions = conditions;
        Values = values;
        Histories = histories;
        Slots = slots;
    }

    public IncidentSchema Schema { get; }

    /// <summary>The histories that have to be computed first, in the order of their places.</summary>
    public ImmutableArray<PlannedExpression> Histories { get; }

    /// <summary>The slots that are read; all other columns may be left out.</summary>
    public ImmutableArray<int> Slots { get; }

    internal ImmutableArray<PlanNode> Nodes { get; }

    internal ImmutableArray<ConditionNode> Conditions { get; }

    internal ImmutableArray<ValueReader> Values { get; }

    /// <summary>Room to evaluate batches in, one after another. Not for several threads.</summary>
    /// <param name="histories">The values of <see cref="Histories"/>; null where there are none.</param>
    /// <param name="kernels">Which kernels to use; null for the best.</param>
    public BatchEvaluation CreateEvaluation(IHistoryColumns? histories = null, MaskKernels? kernels = null) => new(this, histories, kernels ?? MaskKernels.Current);

    /// <summary>The nodes, one a line, with how often each is used.</summary>
    public string Describe()
    {
        var uses = new int[Nodes.Length];
        foreach (var part in Nodes.SelectMany(n => n.Parts))
        {
            uses[part.Number]++;
        }

        foreach (var condition in Conditions)
        {
            uses[condition.Number]++;
        }

        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"#{node.Number,-4} {(node is ConditionNode ? "condition" : "number"),-9} {(uses[node.Number] > 1 ? string.Create(CultureInfo.InvariantCulture, $"used {uses[node.Number]} times") : ""),-15} {node.Describe()}").Append('\n');
        }

        return text.ToString();
    }
}

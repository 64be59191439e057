using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Tries logical clauses against every incident that a policy decides. An incident that breaks one is a violation; that none does is no
/// proof. Costs one pass over the data for all clauses.
/// </summary>
public static class ClauseTrials
{
    /// <summary>One result per logical clause, in the order given; clauses of other kinds are passed over.</summary>
    public static ImmutableArray<ClauseTrialResult> Try(
        RunPolicy policy,
        IColumnSource source,
        IEnumerable<ClauseSymbol> clauses,
        RunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ImmutableArray<ClauseSymbol> logical = [.. clauses.Where(c => c.Form is LogicalForm)];
        if (logical.IsEmpty)
        {
            return [];
        }

        var engine = new RunEngine(new EngineRequest { Source = source, Policies = [policy], Counts = false, Clauses = logical, Options = options ?? new RunOptions() });
        return engine.Run(cancellationToken).Clauses;
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>What one pass over the data is to give.</summary>
internal sealed record EngineRequest
{
    public required IColumnSource Source { get; init; }

    public required ImmutableArray<RunPolicy> Policies { get; init; }

    /// <summary>Whether each policy's decisions are counted.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>Ways to put incidents together.</summary>
    public ImmutableArray<ImmutableArray<FieldPath>> Cells { get; init; } = [];

    /// <summary>Conditions of which incidents of a cell have the same truth, in the first of <see cref="Cells"/>.</summary>
    public ImmutableArray<PlannedExpression> CellConditions { get; init; } = [];

    /// <summary>Logical clauses to try on the first policy.</summary>
    public ImmutableArray<ClauseSymbol> Clauses { get; init; } = [];

    public required RunOptions Options { get; init; }
}

/// <summary>What came of one pass.</summary>
internal sealed record EngineResult(
    DatasetSymbol Dataset,
    LoadReport Load,
    long HistoryOnly,
    long RowsHistoryOnly,
    ImmutableArray<PolicyCounts> Counts,
    ImmutableArray<CellCounts> Cells,
    ImmutableArray<ClauseTrialResult> Clauses,
    ImmutableArray<HistoryFacts> Histories);

/// <summary>
/// Decides the incidents of a data set under several policies in one pass: plans what they have in common once, computes the histories that they read, and then
/// takes batch after batch on all threads. Each thread counts for itself; the counts are added up at the end and do not depend on who counted what.
/// </summary>
internal sealed class RunEngine
{
    private readonly EngineRequest request;
    private readonly ImmutableArray<ClausePlan> clauses;
    private readonly ImmutableArray<CellPlan> cells;
    private readonly ImmutableArray<AnswerTable> answers;
    private readonly ConcurrentBag<RunWorker> idle = [];
    private readonly ConcurrentBag<RunWorker> all = [];

    public RunEngine(EngineRequest request)
    {
        this.request = request;
        var builder = new PlanBuilder(request.Source.Schema);
        Policies = [.. request.Policies.Select(p => new PolicyPlan(p, builder))];
        clauses = [.. request.Clauses.SelectMany(c => c.Form is LogicalForm form ? new[] { new ClausePlan(c, form, Policies[0], builder, request.Policies[0].Scope) } : [])];
        var cellValues = request.Cells.Select(fields => ImmutableArray.CreateRange(fields.Select(builder.AddValue))).ToList();
        var conditions = request.CellConditions.Select(c => builder.AddCondition(c.Expression, c.Scope)).ToList();
        answers = [.. Policies.Select(_ => new AnswerTable())];
        Plan = builder.Build();

        // What policies have in common is one condition of the plan.
        ImmutableArray<int> distinct = [.. conditions.DistinctBy(c => Plan.Conditions[c].Number)];
        cells = [.. cellValues.Select((values, i) => new CellPlan(values, i == 0 ? distinct : []))];
    }

    public EvaluationPlan Plan { get; }

    public ImmutableArray<PolicyPlan> Policies { get; }

    /// <summary>The answer of a policy that a key of a cell stands for.</summary>
    public RunAnswer GetAnswer(int policy, ulong key) => AnswerReader.GetAnswer(Policies[policy], answers[policy], key);

    /// <summary>One pass, without anything for each incident.</summary>
    public EngineResult Run(CancellationToken cancellationToken) => Run<object?>((_, _) => null, (_, _) => { }, cancellationToken);

    /// <summary>One pass.</summary>
    /// <param name="work">Is called for each batch that a worker has decided, on any thread.</param>
    /// <param name="accept">Is called with what that gave, in order of the data.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    public EngineResult Run<T>(Func<RunWorker, IncidentBatch, T> work, Action<IncidentBatch, T> accept, CancellationToken cancellationToken)
    {
        var options = request.Options;
        var histories = Plan.Histories.IsEmpty
            ? null
            : HistoryComputation.Compute(
                new HistoryRequest { Source = request.Source, Histories = Plan.Histories, Threads = options.Threads, MemoryBytes = options.MemoryBytes }, cancellationToken);
        using var columns = histories?.Columns;
        var (done, historyOnly, rowsHistoryOnly) = (0L, 0L, 0L);
        var load = request.Source.WithOnly([.. Plan.Slots.Select(s => Plan.Schema.Paths[s].ToString()), RecordedAction.FieldName]).Read(
            batch => Work(batch, columns, work),
            (batch, result) =>
            {
                var (seenOnly, rows) = CountHistoryOnly(batch);
                historyOnly += seenOnly;
                rowsHistoryOnly += rows;
                done += batch.Count;
                accept(batch, result);
                options.Progress?.Report(done);
            },
            options.Threads,
            cancellationToken);
        return Merge(load, historyOnly, rowsHistoryOnly, histories?.Facts ?? []);
    }

    private static (long Incidents, long Rows) CountHistoryOnly(IncidentBatch batch)
    {
        var (incidents, rows) = (0L, 0L);
        foreach (var row in new SetRows(batch.HistoryOnly ?? []))
        {
            incidents++;
            rows += batch.RowsOf(row);
        }

        return (incidents, rows);
    }

    private T Work<T>(IncidentBatch batch, IHistoryColumns? histories, Func<RunWorker, IncidentBatch, T> work)
    {
        if (!idle.TryTake(out var worker))
        {
            worker = new RunWorker(this, Plan.CreateEvaluation(histories, request.Options.Kernels), request.Counts, cells, clauses, answers);
            all.Add(worker);
        }

        worker.Decide(batch);
        var result = work(worker, batch);
        idle.Add(worker);
        return result;
    }

    private EngineResult Merge(LoadReport load, long historyOnly, long rowsHistoryOnly, ImmutableArray<HistoryFacts> facts)
    {
        var total = new RunWorker(this, Plan.CreateEvaluation(), request.Counts, cells, clauses, answers);
        foreach (var worker in all)
        {
            total.Merge(worker);
        }

        foreach (var counted in total.Cells)
        {
            counted.Finish();
        }

        return new EngineResult(request.Source.Dataset, load, historyOnly, rowsHistoryOnly, total.Counts, total.Cells, [.. total.Clauses.Select(c => c.ToResult())], facts);
    }
}

/// <summary>Decides batches on one thread, and counts.</summary>
internal sealed class RunWorker
{
    private readonly BatchEvaluation evaluation;
    private readonly AnswerReader[] readers;
    private readonly JointAnswers joint;
    private readonly bool counts;
    private readonly ulong[] decided = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];

    public RunWorker(
        RunEngine engine, BatchEvaluation evaluation, bool counts, ImmutableArray<CellPlan> cells, ImmutableArray<ClausePlan> clauses, ImmutableArray<AnswerTable> answers)
    {
        this.evaluation = evaluation;
        this.counts = counts;
        Decisions = [.. engine.Policies.Select(p => new DecisionMasks(p))];
        Counts = [.. engine.Policies.Select(p => new PolicyCounts(p))];
        joint = new JointAnswers(engine.Policies.Length);
        Cells = [.. cells.Select(c => new CellCounts(c, joint))];
        Clauses = [.. clauses.Select(c => new ClauseCounts(c, engine.Policies[0]))];
        readers = cells.IsEmpty ? [] : [.. engine.Policies.Select((p, i) => new AnswerReader(p, Decisions[i], answers[i]))];
        Places = new int[IncidentBatch.MaxRows];
    }

    /// <summary>What each policy decides for the batch.</summary>
    public ImmutableArray<DecisionMasks> Decisions { get; }

    public ImmutableArray<PolicyCounts> Counts { get; }

    public ImmutableArray<CellCounts> Cells { get; }

    public ImmutableArray<ClauseCounts> Clauses { get; }

    /// <summary>For each row of the batch that is decided, the place of its cell among the first of <see cref="Cells"/>.</summary>
    public int[] Places { get; }

    public void Decide(IncidentBatch batch)
    {
        evaluation.Start(batch);
        foreach (var decision in Decisions)
        {
            decision.Compute(evaluation);
        }

        for (var policy = 0; counts && policy < Counts.Length; policy++)
        {
            Counts[policy].Add(evaluation, Decisions[policy]);
        }

        foreach (var clause in Clauses)
        {
            clause.Add(evaluation, Decisions[0]);
        }

        if (Cells.IsEmpty)
        {
            return;
        }

        foreach (var reader in readers)
        {
            reader.Read(evaluation);
        }

        var rows = decided.AsSpan(0, Masks.WordsFor(batch.Count));
        Masks.Fill(rows, batch.Count);
        if (batch.HistoryOnly is { } seenOnly)
        {
            evaluation.Kernels.AndNot(rows, seenOnly.AsSpan(0, rows.Length));
        }

        joint.Read(readers, rows, batch.Count);
        for (var i = 0; i < Cells.Length; i++)
        {
            Cells[i].Add(evaluation, rows, i == 0 ? Places : null);
        }
    }

    public void Merge(RunWorker other)
    {
        for (var i = 0; i < Counts.Length; i++)
        {
            Counts[i].Merge(other.Counts[i]);
        }

        for (var i = 0; i < Cells.Length; i++)
        {
            Cells[i].Merge(other.Cells[i]);
        }

        for (var i = 0; i < Clauses.Length; i++)
        {
            Clauses[i].Merge(other.Clauses[i]);
        }
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>How to run, and by what to count.</summary>
internal sealed record RunSetting
{
    public static readonly int[] BatchSizes = [1, 63, 64, 65, 1_000, IncidentBatch.MaxRows];

    public static readonly int[] ThreadCounts = [1, 2, 7];

    public string Kernels { get; init; } = "scalar";

    public int Threads { get; init; } = 1;

    public int BatchRows { get; init; } = IncidentBatch.MaxRows;

    /// <summary>Batches are made anew each time that the source is read.</summary>
    public bool Streams { get; init; }

    /// <summary>Fields without a column, by path.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Fields to count by, by path.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    public RunOptions Options => new() { Threads = Threads, Kernels = MaskKernels.Choose(Kernels) };

    /// <summary>Without the missing fields, and what is behind them.</summary>
    public IncidentSchema SchemaOf(GlobalScope scope)
    {
        var full = IncidentSchema.Full(scope);
        return Missing.IsEmpty ? full : new IncidentSchema(scope, [.. full.Paths.Where(p => !Missing.Any(m => p.ToString() == m || p.ToString().StartsWith(m + ".", StringComparison.Ordinal)))]);
    }

    public ImmutableArray<FieldPath> FindBy(GlobalScope scope) => [.. FieldPath.AllOf(scope).Where(p => By.Contains(p.ToString()))];

    public override string ToString() =>
        $"new RunSetting {{ Kernels = \"{Kernels}\", Threads = {Threads}, BatchRows = {BatchRows}, Streams = {(Streams ? "true" : "false")}, Missing = [{Quoted(Missing)}], By = [{Quoted(By)}] }}";

    private static string Quoted(ImmutableArray<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));
}

/// <summary>A table as a source of columns.</summary>
internal sealed class TableSource(DatasetSymbol dataset, ImmutableArray<LoadedIncident> incidents, IncidentSchema schema, RunSetting setting) : IColumnSource
{
    private readonly ImmutableArray<IncidentBatch> batches = BatchBuilder.Build(schema, incidents, setting.BatchRows);

    public DatasetSymbol Dataset { get; } = dataset;

    public GlobalScope Scope => Schema.Scope;

    public IncidentSchema Schema { get; } = schema;

    public bool IsInMemory => !setting.Streams;

    public LoadReport Report { get; } = new() { Dataset = "d" };

    /// <summary>The incidents as single ones read from the columns, so without what the schema has no column for.</summary>
    public ImmutableArray<LoadedIncident> ReadSingly() => [.. batches.SelectMany(b => Enumerable.Range(0, b.Count).Select(row => IncidentReader.Load(b, row)))];

    public LoadReport Read<TResult>(Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken)
    {
        OrderedPipeline.Run(setting.Streams ? BatchBuilder.Build(Schema, incidents, setting.BatchRows) : batches, work, accept, threads, cancellationToken);
        return Report;
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The accepted incidents of a data set, in order of their first rows.</summary>
public sealed class IncidentData
{
    private readonly Lazy<Dictionary<string, LoadedIncident>> byId;
    private readonly Lazy<MemoryColumns> columns;

    internal IncidentData(DatasetSymbol dataset, GlobalScope scope, ImmutableArray<LoadedIncident> incidents, LoadReport report)
    {
        Dataset = dataset;
        Scope = scope;
        Incidents = incidents;
        Report = report;
        History = new IncidentHistory(dataset, incidents);
        columns = new(() => CreateColumns());
        byId = new(() => incidents.ToDictionary(i => i.Id, StringComparer.Ordinal));
    }

    public DatasetSymbol Dataset { get; }

    /// <summary>The scope whose symbols the instances are made of.</summary>
    public GlobalScope Scope { get; }

    public ImmutableArray<LoadedIncident> Incidents { get; }

    public LoadReport Report { get; }

    /// <summary>The incidents as columns.</summary>
    public MemoryColumns Columns => columns.Value;

    public IIncidentHistory History { get; }

    public LoadedIncident? Find(string id) => byId.Value.GetValueOrDefault(id);

    private MemoryColumns CreateColumns()
    {
        var schema = IncidentSchema.Full(Scope);
        return new MemoryColumns(Dataset, schema, BatchBuilder.Build(schema, Incidents), Report);
    }
}

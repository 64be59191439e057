using System.Collections;
using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The accepted incidents of a data set, in order of their first rows, held as columns.</summary>
public sealed class IncidentData
{
    private readonly Lazy<MemoryColumns> columns;
    private readonly Lazy<Dictionary<string, int>> byId;

    internal IncidentData(MemoryColumns columns)
        : this(columns.Dataset, columns.Scope, new IncidentView(columns), columns.Report, new Lazy<MemoryColumns>(columns))
    {
    }

    /// <summary>Incidents that are there as objects already.</summary>
    internal IncidentData(DatasetSymbol dataset, GlobalScope scope, ImmutableArray<LoadedIncident> incidents, LoadReport report)
        : this(dataset, scope, incidents, report, new Lazy<MemoryColumns>(() => CreateColumns(dataset, scope, incidents, report)))
    {
    }

    private IncidentData(DatasetSymbol dataset, GlobalScope scope, IReadOnlyList<LoadedIncident> incidents, LoadReport report, Lazy<MemoryColumns> columns)
    {
        Dataset = dataset;
        Scope = scope;
        Incidents = new IncidentList(incidents);
        Report = report;
        this.columns = columns;
        History = new IncidentHistory(Dataset, new Lazy<ImmutableArray<LoadedIncident>>(() => [.. Incidents]));
        byId = new(() => Incidents.Index().ToDictionary(i => i.Item.Id, i => i.Index, StringComparer.Ordinal));
    }

    public DatasetSymbol Dataset { get; }

    /// <summary>The scope whose symbols the instances are made of.</summary>
    public GlobalScope Scope { get; }

    /// <summary>The incidents as objects. Each is made when it is asked for, so asking for all costs far more than reading columns.</summary>
    public IncidentList Incidents { get; }

    public LoadReport Report { get; }

    /// <summary>The incidents as columns.</summary>
    public MemoryColumns Columns => columns.Value;

    /// <summary>Histories of single incidents. Makes objects of all when it is first asked for earlier ones.</summary>
    public IIncidentHistory History { get; }

    public LoadedIncident? Find(string id) => byId.Value.TryGetValue(id, out var place) ? Incidents[place] : null;

    private static MemoryColumns CreateColumns(DatasetSymbol dataset, GlobalScope scope, ImmutableArray<LoadedIncident> incidents, LoadReport report)
    {
        var schema = IncidentSchema.Full(scope);
        return new MemoryColumns(dataset, schema, BatchBuilder.Build(schema, incidents), report);
    }
}

/// <summary>Incidents as objects, perhaps made when they are asked for.</summary>
public sealed class IncidentList : IReadOnlyList<LoadedIncident>
{
    private readonly IReadOnlyList<LoadedIncident> incidents;

    internal IncidentList(IReadOnlyList<LoadedIncident> incidents) => this.incidents = incidents;

    public int Count => incidents.Count;

    public int Length => Count;

    public bool IsEmpty => Count == 0;

    public LoadedIncident this[int index] => incidents[index];

    public IEnumerator<LoadedIncident> GetEnumerator() => incidents.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// The entities of one linked file by their keys. A key that the file lacks gives an entity of which only the key is known; it is one
/// object for all incidents that name it.
/// </summary>
internal sealed class LinkedEntities
{
    private const int Shown = 5;

    private readonly EntityMapping mapping;
    private readonly FieldSymbol key;
    private readonly Dictionary<string, EntityInstance> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntityInstance> unmatched = new(StringComparer.Ordinal);
    private long references;
    private long unmatchedReferences;

    private LinkedEntities(EntityMapping mapping, FieldSymbol key, RowSourceRequest request, LoadTally tally)
    {
        this.mapping = mapping;
        this.key = key;
        Request = request;
        Tally = tally;
    }

    public EntitySymbol Entity => mapping.Entity;

    public ImmutableArray<LoadedFile> Files { get; private set; } = [];

    /// <summary>Which files it was read from.</summary>
    public RowSourceRequest Request { get; }

    public LoadTally Tally { get; }

    /// <summary>The entity that a key leads to; null where the key itself is unknown.</summary>
    public EntityInstance? Find(Value keyValue)
    {
        if (keyValue.Kind != ValueKind.Text)
        {
            return null;
        }

        if (FindKnown(keyValue.Text) is { } instance)
        {
            Count(1, 0, []);
            return instance;
        }

        Count(1, 1, [keyValue.Text]);
        return unmatched[keyValue.Text];
    }

    /// <summary>The entity that the file has for a key, or null. For many threads at once.</summary>
    public EntityInstance? FindKnown(string text) => known.GetValueOrDefault(text);

    /// <summary>Counts references that are known.</summary>
    /// <param name="all">How many.</param>
    /// <param name="missing">How many of them lead to keys that the file lacks.</param>
    /// <param name="first">Such keys, in order of the incidents: the first few at least.</param>
    public void Count(long all, long missing, IEnumerable<string> first)
    {
        references += all;
        unmatchedReferences += missing;
        foreach (var text in first)
        {
            if (!unmatched.ContainsKey(text))
            {
                unmatched.Add(text, new EntityInstance(Entity) { Id = text, [key] = Value.Of(text) });
            }
        }
    }

    public LinkedFile ToReport() => new(
        Entity.Name,
        Files,
        Tally.RowsRead,
        Tally.RowsRejected,
        known.Count,
        references,
        unmatchedReferences,
        [.. unmatched.Keys.Take(Shown)],
        Tally.RejectedReport());

    /// <summary>Reads a linked file; null, with errors reported, where it cannot be used.</summary>
    public static LinkedEntities? Load(LoadContext context, EntityMapping mapping, CancellationToken cancellationToken)
    {
        if (mapping.Entity.Key is not { } key || mapping.Path is not { } path)
        {
            throw new InvalidOperationException($"The block {mapping.Entity.Name} does not compile.");
        }

        var linked = new LinkedEntities(mapping, key, DatasetFiles.ForLink(context.Request, path), new LoadTally(context.Request.Dataset));
        var source = RowSources.Open(linked.Request, cancellationToken);
        var columns = new ColumnTable(source);
        var next = 0;
        var fields = MappingPlan.PlanFields(mapping, columns, ref next);
        var errors = context.Diagnostics.Count;
        columns.ReportMissing(fields.Select(f => f.Expression), context.Diagnostics);
        if (context.Diagnostics.Count == errors)
        {
            linked.Read(context, source, columns, new PlannedEntity(mapping.Entity, Reference: null, fields), cancellationToken);
        }

        return context.Diagnostics.Count > errors ? null : linked;
    }

    private void Read(LoadContext context, IRowSource source, ColumnTable columns, PlannedEntity plan, CancellationToken cancellationToken)
    {
        var report = new SourceReport();
        var mapper = new RowMapper(plan.Fields, context.CreateExpressions(columns), context.Tally.Unreadable);
        var places = new Dictionary<string, RowPlace>(StringComparer.Ordinal);
        foreach (var row in source.Read(report, progress: null, cancellationToken))
        {
            Tally.RowsRead++;
            if (row.Rejection is not null)
            {
                Tally.RejectRow(row);
                continue;
            }

            Add(context, plan, [.. mapper.Read(row).Select((v, i) => context.Finish(plan.Fields[i], context.Merge.Start(plan.Fields[i], v), new RowPlace(row.FileName, row.Line)))], row, places);
        }

        Files = DatasetFiles.Describe(report);
    }

    private void Add(LoadContext context, PlannedEntity plan, Value[] values, DataRow row, Dictionary<string, RowPlace> places)
    {
        var place = new RowPlace(row.FileName, row.Line);
        var (instance, findings) = context.Maker.Make(plan, values, mayShare: false);
        if (instance[key].Kind != ValueKind.Text)
        {
            Tally.RejectLater(place, $"the key `{key.QualifiedName}` is unknown");
        }
        else if (findings.IsRejected)
        {
            Tally.RejectLater(place, Rejection.ReasonFor(findings));
        }
        else if (places.TryAdd(instance.Id, place))
        {
            known.Add(instance.Id, instance);
        }
        else
        {
            context.Diagnostics.Add(Diagnostic.Create(
                DataErrors.RepeatedKey,
                mapping.Location,
                Entity.Name,
                instance.Id,
                places[instance.Id].Describe(withFile: true),
                place.Describe(withFile: true)) with
            {
                Hint = $"Keep one row for each {Entity.Name} in the file.",
            });
        }
    }
}

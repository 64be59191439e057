using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>How one reading of a data set makes columns: which fields are read, checked and kept. For all threads.</summary>
internal sealed class ColumnPlan
{
    public ColumnPlan(LoadContext context, MappingPlan mapping, ColumnTable columns, ImmutableArray<LinkedEntities> links, IncidentSchema schema, ColumnNeeds needs, bool severalFiles)
    {
        Context = context;
        Mapping = mapping;
        Columns = columns;
        Links = links;
        Schema = schema;
        Needs = needs;
        SeveralFiles = severalFiles;
        IsFolded = !context.Request.Dataset.OneIncidentPer.IsEmpty;
        MissingCells = new MissingCells(context.Missing, context.Request.Dataset.Missing);
        Entities = [EntityPlan.Create(mapping.Incident), .. mapping.Entities.Select(EntityPlan.Create)];
        IdField = mapping.Incident.Fields.FirstOrDefault(f => f.Field.IsKey);
        Fields = [.. mapping.Fields.Select(f => new FieldPlan(f, HasValues(f)))];
        RowFields = IsFolded ? [.. mapping.Fields.Select(f => new FieldPlan(f, hasValues: true))] : Fields;
        References = [.. ReferencePlan.Create(this)];
    }

    public LoadContext Context { get; }

    public MappingPlan Mapping { get; }

    public ColumnTable Columns { get; }

    public ImmutableArray<LinkedEntities> Links { get; }

    public IncidentSchema Schema { get; }

    public ColumnNeeds Needs { get; }

    /// <summary>Whether places are told with their file.</summary>
    public bool SeveralFiles { get; }

    /// <summary>Whether several rows may be one incident.</summary>
    public bool IsFolded { get; }

    public MissingCells MissingCells { get; }

    /// <summary>The incident, then what its blocks read from its row.</summary>
    public ImmutableArray<EntityPlan> Entities { get; }

    /// <summary>The fields of incidents, by slot of the mapping.</summary>
    public ImmutableArray<FieldPlan> Fields { get; }

    /// <summary>The same fields as rows give them; not those of incidents where rows are folded.</summary>
    public ImmutableArray<FieldPlan> RowFields { get; }

    public ImmutableArray<ReferencePlan> References { get; }

    /// <summary>The field that the id is read from, or null.</summary>
    public PlannedField? IdField { get; }

    /// <summary>Hashes of ids that are asked for; null where none are.</summary>
    public HashSet<ulong>? WantedIds { get; set; }

    /// <summary>Ids of incidents to which none is mapped, by code.</summary>
    public CodeDictionary Ids { get; } = new();

    /// <summary>The slot of a field of the incident or of an entity behind a reference; -1 where nobody wants it.</summary>
    public int FindSlot(FieldSymbol? reference, FieldSymbol field)
    {
        var path = reference is null ? field.Name : $"{reference.Name}.{field.Name}";
        return Needs.Includes(path) ? Schema.Find(path) : -1;
    }

    /// <summary>Whether values count, and not only how much is known of them.</summary>
    private bool HasValues(PlannedField field)
    {
        var owner = Mapping.Entities.FirstOrDefault(e => e.Fields.Contains(field));
        return IsFolded
            || FindSlot(owner?.Reference, field.Field) >= 0
            || (owner is null && string.Equals(field.Field.Name, "at", StringComparison.Ordinal))
            || Entities.Any(e => e.Components.Any(c => c.Fields.Contains(field.Field)))
            || (field == IdField && new FieldPlan(field, hasValues: false).PlainColumn is null)
            || (owner is null && field.Field.Type is EntityType { Entity: var target }
                && (Links.Any(l => l.Entity == target) || target.Fields.Any(f => FindSlot(field.Field, f) >= 0) || new FieldPlan(field, hasValues: false).PlainColumn is null));
    }
}

/// <summary>An entity that is read from the incident's row, and what is checked of it.</summary>
internal sealed record EntityPlan(PlannedEntity Planned, ImmutableArray<CheckComponent> Components)
{
    public static EntityPlan Create(PlannedEntity planned) => new(planned, CheckComponent.Of(planned.Entity));
}

/// <summary>A field of the incident that refers to an entity: from a block, by the key of a linked file, or by a key of which nothing else is known.</summary>
internal sealed class ReferencePlan
{
    private ReferencePlan(FieldSymbol field, int keyField, LinkedEntities? link)
    {
        Field = field;
        KeyField = keyField;
        Link = link;
    }

    public FieldSymbol Field { get; }

    public EntitySymbol Target => ((EntityType)Field.Type).Entity;

    /// <summary>The mapped field that has the key; -1 for a block, which is always known.</summary>
    public int KeyField { get; }

    public LinkedEntities? Link { get; }

    /// <summary>True where it is known.</summary>
    public CodeDictionary Dictionary { get; } = new();

    /// <summary>Fields behind the reference that are wanted, with their slots; not those of a block, which are mapped.</summary>
    public ImmutableArray<(FieldSymbol Field, int Slot, CodeDictionary Dictionary)> Below { get; private init; } = [];

    public static IEnumerable<ReferencePlan> Create(ColumnPlan plan)
    {
        foreach (var entity in plan.Mapping.Entities)
        {
            if (entity.Reference is { } reference)
            {
                yield return new ReferencePlan(reference, -1, link: null);
            }
        }

        foreach (var planned in plan.Mapping.Incident.Fields)
        {
            if (planned.Field.Type is EntityType { Entity: var target })
            {
                var link = plan.Links.FirstOrDefault(l => l.Entity == target);
                yield return new ReferencePlan(planned.Field, planned.Slot, link)
                {
                    Below = [.. target.Fields.Where(f => f.IsStored).Select(f => (f, plan.FindSlot(planned.Field, f), new CodeDictionary())).Where(b => b.Item2 >= 0)],
                };
            }
        }
    }
}

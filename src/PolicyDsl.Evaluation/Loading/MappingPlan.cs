using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>What to read from each row of the incident files, in order of declaration.</summary>
internal sealed class MappingPlan
{
    private MappingPlan(PlannedEntity incident, ImmutableArray<PlannedEntity> entities, ImmutableArray<EntityMapping> links)
    {
        Incident = incident;
        Entities = entities;
        Links = links;
        Fields = [.. incident.Fields, .. entities.SelectMany(e => e.Fields)];
    }

    public PlannedEntity Incident { get; }

    /// <summary>Persons, areas and the like from the incident's own row.</summary>
    public ImmutableArray<PlannedEntity> Entities { get; }

    /// <summary>Entities in files of their own.</summary>
    public ImmutableArray<EntityMapping> Links { get; }

    /// <summary>All fields by slot.</summary>
    public ImmutableArray<PlannedField> Fields { get; }

    /// <summary>Null, with errors reported, where the files lack columns that the declaration names.</summary>
    public static MappingPlan? Create(LoadRequest request, ColumnTable columns, DiagnosticBag diagnostics)
    {
        var dataset = request.Dataset;
        if (request.Scope.Incident is not { } entity || dataset.Mappings.FirstOrDefault(m => m.Entity == entity) is not { } own)
        {
            throw new InvalidOperationException($"The data set {dataset.Name} does not compile.");
        }

        var next = 0;
        var incident = new PlannedEntity(entity, Reference: null, PlanFields(own, columns, ref next));
        var others = ImmutableArray.CreateBuilder<PlannedEntity>();
        foreach (var mapping in dataset.Mappings.Where(m => m.Entity != entity && m.Path is null))
        {
            others.Add(new PlannedEntity(mapping.Entity, FindReference(entity, mapping.Entity), PlanFields(mapping, columns, ref next)));
        }

        var errors = diagnostics.Count;
        columns.ReportMissing(dataset.Keep.Select(k => k.Condition), diagnostics);
        columns.ReportMissing(dataset.OneIncidentPer, dataset.Location, diagnostics);
        columns.ReportMissing(incident.Fields.Concat(others.SelectMany(e => e.Fields)).Select(f => f.Expression), diagnostics);
        return diagnostics.Count > errors ? null : new MappingPlan(incident, others.ToImmutable(), [.. dataset.Mappings.Where(m => m.Path is not null)]);
    }

    /// <summary>Plans the fields of one block; columns that are missing have place -1 and are reported by the caller.</summary>
    public static ImmutableArray<PlannedField> PlanFields(EntityMapping mapping, ColumnTable columns, ref int next)
    {
        var fields = ImmutableArray.CreateBuilder<PlannedField>();
        foreach (var field in mapping.Fields)
        {
            var names = ColumnTable.NamesIn(field.Value).ToList();
            fields.Add(new PlannedField(field.Field, field, next++, [.. names.Select(columns.Find).Where(c => c >= 0).Distinct()], names.FirstOrDefault()));
        }

        return fields.ToImmutable();
    }

    /// <summary>The one field of the incident that refers to an entity.</summary>
    private static FieldSymbol? FindReference(EntitySymbol incident, EntitySymbol entity) =>
        incident.Fields.FirstOrDefault(f => f.Type is EntityType type && type.Entity == entity);
}

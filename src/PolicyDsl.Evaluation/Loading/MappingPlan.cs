using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>What to read from each row of the incident files, in order of declaration.</summary>
internal sealed class MappingPlan
{
    private MappingPlan(PlannedEntity incident, ImmutableArray<PlannedEntity> entities, ImmutableArray<PlannedLink> links)
    {
        Incident = incident;
        Entities = entities;
        Links = links;
        Fields = [.. incident.Fields, .. entities.SelectMany(e => e.Fields)];
    }

    public PlannedEntity Incident { get; }

    /// <summary>Persons, areas and the like from the incident's own row.</summary>
    public ImmutableArray<PlannedEntity> Entities { get; }

    public ImmutableArray<PlannedLink> Links { get; }

    /// <summary>All fields by slot.</summary>
    public ImmutableArray<PlannedField> Fields { get; }

    /// <summary>Null, with errors reported, where the declaration does not fit the columns or itself.</summary>
    public static MappingPlan? Create(LoadRequest request, ColumnTable columns, DiagnosticBag diagnostics)
    {
        var dataset = request.Dataset;
        if (request.Scope.Incident is not { } entity || dataset.Mappings.FirstOrDefault(m => m.Entity == entity) is not { } own)
        {
            diagnostics.Add(Diagnostic.Create(DataErrors.NothingMapped, dataset.Location, dataset.Name) with
            {
                Hint = "Add a block that says which columns the fields come from, as in incident { offence = match `Crime type` { … } }.",
            });
            return null;
        }

        var errors = diagnostics.Count;
        var next = 0;
        var incident = new PlannedEntity(entity, Reference: null, PlanFields(own, columns, ref next));
        var others = ImmutableArray.CreateBuilder<PlannedEntity>();
        var links = ImmutableArray.CreateBuilder<PlannedLink>();
        foreach (var mapping in dataset.Mappings.Where(m => m.Entity != entity))
        {
            if (FindReference(entity, mapping, own, diagnostics) is not { } reference)
            {
                continue;
            }

            if (mapping.Path is { } path)
            {
                links.Add(new PlannedLink(mapping, path, reference));
            }
            else
            {
                others.Add(new PlannedEntity(mapping.Entity, reference, PlanFields(mapping, columns, ref next)));
            }
        }

        columns.ReportMissing(dataset.Keep.Select(k => k.Condition), diagnostics);
        columns.ReportMissing(dataset.OneIncidentPer, dataset.Location, diagnostics);
        columns.ReportMissing(incident.Fields.Concat(others.SelectMany(e => e.Fields)).Select(f => f.Expression), diagnostics);
        return diagnostics.Count > errors ? null : new MappingPlan(incident, others.ToImmutable(), links.ToImmutable());
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

    /// <summary>The field of the incident that a block is about: the one of the entity's type that the incident maps, or the only one.</summary>
    private static FieldSymbol? FindReference(EntitySymbol incident, EntityMapping mapping, EntityMapping own, DiagnosticBag diagnostics)
    {
        var fields = incident.Fields.Where(f => f.Type is EntityType type && type.Entity == mapping.Entity).ToList();
        var mapped = fields.Where(f => own.Fields.Any(m => m.Field == f)).ToList();
        var candidates = mapped.Count > 0 ? mapped : fields;
        switch (candidates.Count)
        {
            case 1 when mapping.Path is null || mapped.Count == 1:
                return candidates[0];
            case 1:
                diagnostics.Add(Diagnostic.Create(DataErrors.LinkWithoutKey, mapping.Location, mapping.Entity.Name, "no column of the incident leads to it") with
                {
                    Hint = $"Say in the incident block which column holds the key, as in {candidates[0].Name} = `Column`.",
                });
                return null;
            case 0:
                diagnostics.Report(DataErrors.AmbiguousReference, mapping.Location, mapping.Entity.Name, "no field of the incident");
                return null;
            default:
                diagnostics.Report(DataErrors.AmbiguousReference, mapping.Location, mapping.Entity.Name, string.Join(" or ", candidates.Select(f => $"`{f.Name}`")));
                return null;
        }
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>Makes incidents out of columns, one at a time, for what is told of a single one and for what no kernel computes.</summary>
public static class IncidentReader
{
    /// <summary>The incident of a row with all fields that have columns.</summary>
    public static EntityInstance Read(IncidentBatch batch, int row)
    {
        var schema = batch.Schema;
        var entity = schema.Scope.Incident ?? throw new InvalidOperationException("There is no entity `incident`.");
        var incident = new EntityInstance(entity) { Id = batch.Names.GetId(row) };
        for (var slot = 0; slot < schema.Paths.Length; slot++)
        {
            Set(incident, schema.Paths[slot].Fields, batch.GetValue(slot, row));
        }

        if (entity.Key is { } key && incident[key].Kind == ValueKind.Unknown && key.Type == BasicType.Text)
        {
            incident[key] = Value.Of(incident.Id);
        }

        return incident;
    }

    /// <summary>The incident of a row with its id, place and number of rows.</summary>
    public static LoadedIncident Load(IncidentBatch batch, int row) =>
        new(Read(batch, row), batch.Names.GetPlace(row), batch.RowsOf(row)) { IsHistoryOnly = batch.IsHistoryOnly(row) };

    /// <summary>Sets the field at the end of a path. A reference that is known becomes an entity of its own; fields behind an unknown one are left.</summary>
    public static void Set(EntityInstance incident, ImmutableArray<FieldSymbol> path, Value value)
    {
        var owner = incident;
        foreach (var reference in path.AsSpan()[..^1])
        {
            if (owner[reference].Entity is not { } next)
            {
                return;
            }

            owner = next;
        }

        var field = path[^1];
        owner[field] = field.Type is EntityType { Entity: var entity } && value.Kind == ValueKind.Exact ? Value.Of(new EntityInstance(entity)) : value;
        if (field.IsKey)
        {
            owner.Id = owner.Entity.Key is { } key && KeyPath.TextOf(owner, [key]) is { } text ? text : owner.Id.Length > 0 ? owner.Id : "unknown";
        }
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>
/// Makes accepted incidents from drafts: entities first, then the incident with its references, then formulas and invariants, then required
/// fields. What breaks an invariant for good or lacks a required field rejects the incident with all its rows.
/// </summary>
internal sealed class IncidentMaker(LoadContext context, MappingPlan plan, ImmutableArray<LinkedEntities> links)
{
    private readonly Dictionary<FieldSymbol, IncidentTally> disagreements = [];
    private readonly Dictionary<(EntitySymbol Entity, string Text), IncidentTally> broken = [];
    private readonly CoverageTally coverage = new(plan.Fields);

    public ImmutableArray<FieldCoverage> Coverage => coverage.ToReport();

    public ImmutableArray<Disagreement> Disagreements =>
        [.. disagreements.Select(d => new Disagreement(d.Key.QualifiedName, d.Value.Count, d.Value.First))];

    public ImmutableArray<BrokenInvariant> BrokenInvariants =>
        [.. broken.Select(b => new BrokenInvariant(b.Key.Text, b.Key.Entity.Name, b.Value.Count, b.Value.Rejected, b.Value.First))];

    /// <summary>The incident, or null where its rows are rejected.</summary>
    public LoadedIncident? Make(IncidentDraft draft, string id)
    {
        foreach (var field in plan.Fields)
        {
            draft.Values[field.Slot] = context.Finish(field, draft.Values[field.Slot], draft.OriginOf(field.Slot));
        }

        var incident = new EntityInstance(plan.Incident.Entity) { Id = id };
        SetFields(incident, draft);
        var entities = MakeEntities(incident, draft);
        entities.Insert(0, (incident.Entity, context.Checks.Normalize(incident)));
        foreach (var (entity, findings) in entities)
        {
            Note(entity, findings, id);
        }

        var reason = entities.Select(e => e.Findings).FirstOrDefault(f => f.IsRejected) is { } fatal ? Rejection.ReasonFor(fatal) : null;
        if (reason is not null)
        {
            foreach (var place in draft.Places)
            {
                context.Tally.RejectLater(place, reason);
            }

            return null;
        }

        CountCoverage(incident);
        return new LoadedIncident(incident, draft.First, draft.Rows);
    }

    private void SetFields(EntityInstance incident, IncidentDraft draft)
    {
        foreach (var field in plan.Incident.Fields.Where(f => f.Field.Type is not EntityType))
        {
            incident[field.Field] = draft.Values[field.Slot];
        }

        if (incident.Entity.Key is { } key && incident[key].Kind == ValueKind.Unknown && key.Type == BasicType.Text)
        {
            incident[key] = Value.Of(incident.Id);
        }
    }

    private List<(EntitySymbol Entity, NormalizationResult Findings)> MakeEntities(EntityInstance incident, IncidentDraft draft)
    {
        var made = new List<(EntitySymbol Entity, NormalizationResult Findings)>();
        foreach (var entity in plan.Entities)
        {
            if (entity.Reference is not { } reference)
            {
                continue;
            }

            var mayShare = !context.Request.Dataset.NotFollowed.ContainsKey(reference.Name);
            var (instance, findings) = context.Maker.Make(entity, draft.Values, mayShare);
            incident[reference] = Value.Of(instance);
            made.Add((entity.Entity, findings));
        }

        foreach (var field in plan.Incident.Fields.Where(f => f.Field.Type is EntityType))
        {
            var key = draft.Values[field.Slot];
            if (links.FirstOrDefault(l => l.Entity == ((EntityType)field.Field.Type).Entity) is { } link)
            {
                incident[field.Field] = link.Find(key) is { } instance ? Value.Of(instance) : Value.Unknown;
            }
            else if (incident[field.Field].Entity is null && key.Kind == ValueKind.Text)
            {
                incident[field.Field] = Value.Of(context.Maker.MakeBare(((EntityType)field.Field.Type).Entity, key));
            }
        }

        return made;
    }

    private void Note(EntitySymbol entity, NormalizationResult findings, string id)
    {
        foreach (var field in findings.Disagreements)
        {
            TallyOf(disagreements, field).Add(id);
        }

        foreach (var invariant in findings.Broken)
        {
            var tally = TallyOf(broken, (entity, invariant.Location.Text));
            tally.Add(id);
            tally.Rejected += findings.StillBroken.Contains(invariant) ? 1 : 0;
        }
    }

    private void CountCoverage(EntityInstance incident)
    {
        foreach (var field in plan.Incident.Fields)
        {
            coverage.Add(field.Slot, incident[field.Field]);
        }

        foreach (var entity in plan.Entities)
        {
            if (entity.Reference is { } reference && incident[reference].Entity is { } instance)
            {
                foreach (var field in entity.Fields)
                {
                    coverage.Add(field.Slot, instance[field.Field]);
                }
            }
        }
    }

    private static IncidentTally TallyOf<TKey>(Dictionary<TKey, IncidentTally> tallies, TKey key)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies.Add(key, tally = new IncidentTally());
        }

        return tally;
    }
}

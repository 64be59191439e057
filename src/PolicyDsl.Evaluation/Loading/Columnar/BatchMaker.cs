using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Makes accepted incidents of vectors: references, then formulas and invariants, then required fields.
/// Costs a few look-ups for each row; what is wrong with a row is put right one by one. Not for several threads.
/// </summary>
internal sealed class BatchMaker
{
    private static readonly int[] AllRows = [.. Enumerable.Range(0, IncidentBatch.MaxRows)];

    private readonly ColumnPlan plan;
    private readonly FieldVector[] vectors;
    private readonly ReferenceFollower[] references;
    private readonly ComponentChecker[] checkers;
    private readonly FieldVector? time;
    private readonly List<Fault> faults = [];
    private readonly int[] accepted = new int[IncidentBatch.MaxRows];
    private readonly PeriodMarks periods;
    private readonly NameBuilder nameBuilder = new();
    private readonly ColumnPacker packer = new();
    private BatchRows? rows;

    /// <param name="plan">What to make.</param>
    /// <param name="vectors">The values of incidents, by slot of the mapping.</param>
    public BatchMaker(ColumnPlan plan, FieldVector[] vectors)
    {
        this.plan = plan;
        this.vectors = vectors;
        references = [.. plan.References.Select(r => new ReferenceFollower(r, r.KeyField < 0 ? null : vectors[r.KeyField]))];
        var normalizer = new EntityNormalizer(plan.Context.Request.Scope);
        checkers = [.. plan.Entities.SelectMany((e, i) => e.Components.Select(c => CreateChecker(e, i, c, normalizer)))];
        time = plan.Mapping.Incident.Entity.FindField("at") is { } at ? vectors.FirstOrDefault(v => v.Plan.Field == at) : null;
        periods = new PeriodMarks(plan.Context.Request.Dataset, plan.Mapping.Incident.Entity.FindField("at") is not null, time);
    }

    /// <summary>Makes the batch of what the vectors hold; they are changed.</summary>
    public MadeBatch Make(BatchRows who)
    {
        rows = who;
        var findings = new BatchFindings(plan);
        var hashes = plan.IdField is null && !plan.IsFolded ? null : who.HashIds();
        var wanted = plan.WantedIds is { } some ? FindIds(who, hashes ?? [], some) : [];
        foreach (var reference in references)
        {
            reference.Follow(who.Count);
        }

        CountLinks(who.Count, findings);
        faults.Clear();
        foreach (var checker in checkers)
        {
            checker.Check(who.Count, faults);
        }

        TakeAwayLost(who.Count);
        var kept = Judge(who, findings);
        var made = MakeBatch(who, kept, findings);
        rows = null;
        return new MadeBatch(made, findings, who.Count, hashes, wanted);
    }

    /// <summary>What lies behind a reference that an invariant made unknown cannot be reached.</summary>
    private void TakeAwayLost(int count)
    {
        foreach (var reference in references)
        {
            for (var row = reference.Plan.KeyField < 0 ? reference.States.AsSpan(0, count).IndexOf(Knowledge.Unknown) : -1; row >= 0 && row < count; row++)
            {
                foreach (var field in plan.Mapping.Entities.Where(e => e.Reference == reference.Plan.Field && reference.States[row] == Knowledge.Unknown).SelectMany(e => e.Fields))
                {
                    vectors[field.Slot].MakeUnknown(row);
                }
            }
        }
    }

    private ComponentChecker CreateChecker(EntityPlan entity, int order, CheckComponent component, EntityNormalizer normalizer) =>
        new(component, order, entity.Planned.Entity, [.. component.Fields.Select(f => CreateValue(entity.Planned, f, component))], normalizer);

    private CheckedValue CreateValue(PlannedEntity entity, FieldSymbol field, CheckComponent component)
    {
        var vector = entity.Fields.FirstOrDefault(f => f.Field == field) is { } planned ? vectors[planned.Slot] : null;
        if (entity.Reference is null && field.IsKey && field.Type == BasicType.Text)
        {
            return new KeyValue(vector, row => rows?.GetId(row) ?? "");
        }

        if (entity.Reference is null && field.Type is EntityType { Entity: var target })
        {
            return Array.Find(references, r => r.Plan.Field == field) is { } reference ? new ReferenceValue(target, reference.States) : new UnmappedValue();
        }

        return vector is null ? new UnmappedValue() : new VectorValue(vector, NumberClasses.Find(field, component));
    }

    private static List<(int Row, string Id, RowPlace Place)> FindIds(BatchRows who, ulong[] hashes, HashSet<ulong> wanted)
    {
        var found = new List<(int Row, string Id, RowPlace Place)>();
        for (var row = 0; row < hashes.Length; row++)
        {
            if (wanted.Contains(hashes[row]))
            {
                found.Add((row, who.GetId(row), who.GetPlace(row)));
            }
        }

        return found;
    }

    private void CountLinks(int count, BatchFindings findings)
    {
        foreach (var link in plan.Links)
        {
            var following = references.Where(r => r.Plan.Link == link).ToList();
            var all = following.Sum(r => (long)r.States.AsSpan(0, count).Count(Knowledge.Known));
            var first = following.SelectMany((r, i) => r.FirstMissing.Select(m => (m.Row, i, m.Text))).Order();
            findings.CountLink(link, all, following.Sum(r => r.Missing), first.Select(f => f.Text));
        }
    }

    /// <summary>Counts what is wrong, and gives the rows that are accepted.</summary>
    private ReadOnlySpan<int> Judge(BatchRows who, BatchFindings findings)
    {
        if (faults.Count == 0)
        {
            return AllRows.AsSpan(0, who.Count);
        }

        faults.Sort(static (a, b) => (a.Row, a.EntityOrder).CompareTo((b.Row, b.EntityOrder)));
        var (next, count) = (0, 0);
        for (var row = 0; row < who.Count; row++)
        {
            if (next == faults.Count || faults[next].Row != row)
            {
                accepted[count++] = row;
            }
            else if (JudgeRow(who, ref next, findings) is { } reason)
            {
                foreach (var place in who.PlacesOf(row))
                {
                    findings.Rejected.Add(place, reason);
                }
            }
            else
            {
                accepted[count++] = row;
            }
        }

        return accepted.AsSpan(0, count);
    }

    /// <summary>Goes through the faults of one row; gives the reason to reject it, if there is one.</summary>
    private string? JudgeRow(BatchRows who, ref int next, BatchFindings findings)
    {
        var row = faults[next].Row;
        string? reason = null;
        while (next < faults.Count && faults[next].Row == row)
        {
            var (_, order, entity, found) = faults[next];
            var result = found.Result;
            for (next++; next < faults.Count && faults[next].Row == row && faults[next].EntityOrder == order; next++)
            {
                result = CheckFinding.Join(entity, result, faults[next].Finding.Result);
            }

            findings.Note(entity, result, () => who.GetId(row));
            reason ??= result.IsRejected ? Rejection.ReasonFor(result) : null;
        }

        return reason;
    }

    private IncidentBatch MakeBatch(BatchRows who, ReadOnlySpan<int> kept, BatchFindings findings)
    {
        if (kept.Length < who.Count)
        {
            foreach (var vector in vectors)
            {
                vector.Keep(kept);
            }

            foreach (var reference in references)
            {
                reference.Keep(kept);
            }
        }

        var folded = plan.IsFolded ? FoldedRows(who, kept) : null;
        findings.Incidents = kept.Length;
        findings.RowsFolded = folded?.Sum(r => (long)r) ?? kept.Length;
        CountCoverage(kept.Length, findings.Coverage);
        who.WriteNames(kept, nameBuilder);
        var names = nameBuilder.Build(plan.SeveralFiles);
        var historyOnly = periods.Mark(kept.Length, names, findings);
        return new IncidentBatch
        {
            Schema = plan.Schema,
            Index = 0,
            Count = kept.Length,
            Columns = MakeColumns(kept.Length, names),
            HistoryOnly = historyOnly,
            RowsFolded = folded is null || Array.TrueForAll(folded, r => r == 1) ? null : folded,
            Names = names,
        };
    }

    private static int[] FoldedRows(BatchRows who, ReadOnlySpan<int> kept)
    {
        var folded = new int[kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            folded[i] = who.RowsOf(kept[i]);
        }

        return folded;
    }

    private void CountCoverage(int count, CoverageTally coverage)
    {
        foreach (var field in plan.Mapping.Incident.Fields)
        {
            var isOwnKey = field.Field.IsKey && field.Field.Type == BasicType.Text;
            var states = Array.Find(references, r => r.Plan.KeyField == field.Slot)?.States ?? vectors[field.Slot].States;
            Count(field.Slot, states.AsSpan(0, count), isOwnKey, coverage);
        }

        foreach (var entity in plan.Mapping.Entities)
        {
            // Nothing is counted of an entity that an invariant took away.
            var gone = Array.Find(references, r => r.Plan.Field == entity.Reference)?.States.AsSpan(0, count).Count(Knowledge.Unknown) ?? 0;
            foreach (var field in entity.Fields)
            {
                Count(field.Slot, vectors[field.Slot].States.AsSpan(0, count), isNeverUnknown: false, coverage);
                coverage.Add(field.Slot, 0, 0, -gone);
            }
        }
    }

    private static void Count(int slot, ReadOnlySpan<byte> states, bool isNeverUnknown, CoverageTally coverage)
    {
        var partly = states.Count(Knowledge.Partly);
        var known = isNeverUnknown ? states.Length - partly : states.Count(Knowledge.Known);
        coverage.Add(slot, known, partly, states.Length - partly - known);
    }

    private ImmutableArray<IncidentColumn?> MakeColumns(int count, BatchNames names)
    {
        var columns = new IncidentColumn?[plan.Schema.Paths.Length];
        if (count == 0)
        {
            return [.. columns];
        }

        foreach (var entity in plan.Entities)
        {
            foreach (var field in entity.Planned.Fields)
            {
                var slot = plan.FindSlot(entity.Planned.Reference, field.Field);
                if (slot >= 0 && (entity.Planned.Reference is not null || field.Field.Type is not EntityType))
                {
                    columns[slot] = ColumnPacker.Pack(vectors[field.Slot], count);
                }
            }
        }

        foreach (var reference in references)
        {
            if (plan.FindSlot(null, reference.Plan.Field) is var slot and >= 0)
            {
                columns[slot] = PackReference(reference, count);
            }

            foreach (var (below, column) in reference.MakeColumns(count))
            {
                columns[below] = column;
            }
        }

        if (plan.Mapping.Incident.Entity.Key is { } key && key.Type == BasicType.Text && plan.FindSlot(null, key) is var place and >= 0)
        {
            columns[place] = PackIds(columns[place], names, count);
        }

        return [.. columns];
    }

    private IncidentColumn? PackReference(ReferenceFollower reference, int count)
    {
        var code = reference.Plan.Dictionary.GetOrAdd(Value.True);
        return packer.PackStates(reference.Plan.Dictionary, code, reference.States.AsSpan(0, count));
    }

    /// <summary>An incident whose own key is unknown has its id as the key.</summary>
    private CodeColumn PackIds(IncidentColumn? given, BatchNames names, int count)
    {
        var builder = new CodeColumnBuilder(plan.Ids);
        for (var row = 0; row < count; row++)
        {
            builder.Add(given?[row] is { Kind: not ValueKind.Unknown } known ? known : Value.Of(names.GetId(row)));
        }

        return builder.Finish() as CodeColumn ?? throw new InvalidOperationException("No incident has an id.");
    }
}

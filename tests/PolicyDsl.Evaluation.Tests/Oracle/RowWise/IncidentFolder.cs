using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>
/// Turns rows into incidents. With <c>one incident per</c>, rows with the same texts in those columns are one incident, wherever they stand
/// in the files; else each row is one. Holds one draft per incident; a row costs one look-up and one fold per field.
/// </summary>
internal sealed class IncidentFolder
{
    private static readonly IncidentDraft Taken = new("", default, []);

    private readonly DatasetSymbol dataset;
    private readonly MappingPlan plan;
    private readonly RowMerge merge;
    private readonly int[] keyColumns;
    private readonly MissingMarkers missing;
    private readonly PlannedField? idField;
    private readonly bool severalFiles;
    private readonly Dictionary<string, IncidentDraft> byKey = new(StringComparer.Ordinal);
    private readonly HashSet<int> differing = [];

    public IncidentFolder(LoadRequest request, MappingPlan plan, ColumnTable columns, RowMerge merge, MissingMarkers missing, bool severalFiles)
    {
        dataset = request.Dataset;
        this.plan = plan;
        this.missing = missing;
        this.severalFiles = severalFiles;
        this.merge = merge;
        keyColumns = [.. dataset.OneIncidentPer.Select(columns.Find)];
        idField = plan.Incident.Fields.FirstOrDefault(f => f.Field.IsKey);
    }

    /// <summary>Incidents in order of their first rows.</summary>
    public List<IncidentDraft> Drafts { get; } = [];

    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>The column that the id is read from, if it is one.</summary>
    public string? IdColumn => idField?.ColumnName;

    /// <summary>Adds a row, or says why it belongs to no incident.</summary>
    public string? Add(DataRow row, RowMapper mapper)
    {
        var place = new RowPlace(row.FileName, row.Line);
        if (keyColumns.Length == 0)
        {
            Drafts.Add(new IncidentDraft("", place, Start(mapper.Read(row))));
            return null;
        }

        for (var i = 0; i < keyColumns.Length; i++)
        {
            if (missing.IsMissing(row[keyColumns[i]]))
            {
                return $"`{dataset.OneIncidentPer[i]}` is missing, so the row belongs to no incident";
            }
        }

        var key = string.Join('/', keyColumns.Select(c => Escape(row[c] ?? "")));
        if (byKey.TryGetValue(key, out var draft))
        {
            Merge(draft, Start(mapper.Read(row)), place);
        }
        else
        {
            byKey.Add(key, draft = new IncidentDraft(key, place, Start(mapper.Read(row))));
            Drafts.Add(draft);
        }

        return null;
    }

    /// <summary>The id of a draft: the mapped one, else the texts that fold, else the place of the row.</summary>
    public string IdOf(IncidentDraft draft)
    {
        if (idField is not null)
        {
            return draft.Values[idField.Slot] switch
            {
                { Kind: ValueKind.Text } text => text.Text,
                { Kind: ValueKind.Exact } number => FormattableString.Invariant($"{number.Low}"),
                _ => draft.First.Describe(severalFiles),
            };
        }

        return keyColumns.Length > 0 ? draft.Id : draft.First.Describe(severalFiles);
    }

    /// <summary>Hands the drafts out one by one and lets go of each, so that drafts and incidents are not all held at once.</summary>
    public IEnumerable<IncidentDraft> TakeDrafts()
    {
        byKey.Clear();
        for (var i = 0; i < Drafts.Count; i++)
        {
            var draft = Drafts[i];
            Drafts[i] = Taken;
            yield return draft;
        }
    }

    private Value[] Start(Value[] values)
    {
        foreach (var field in plan.Fields)
        {
            values[field.Slot] = merge.Start(field, values[field.Slot]);
        }

        return values;
    }

    private void Merge(IncidentDraft draft, Value[] values, RowPlace place)
    {
        draft.AddRow(place);
        foreach (var field in plan.Fields)
        {
            var (before, now) = (draft.Values[field.Slot], values[field.Slot]);
            if (merge.TryMerge(field, before, now, out var merged))
            {
                Set(draft, field.Slot, merged, place);
            }
            else if (differing.Add(field.Slot))
            {
                ReportDiffering(draft, field, now, place);
            }
        }
    }

    private static void Set(IncidentDraft draft, int slot, Value value, RowPlace place)
    {
        if (value != draft.Values[slot])
        {
            draft.Set(slot, value, place);
        }
    }

    private void ReportDiffering(IncidentDraft draft, PlannedField field, Value now, RowPlace place)
    {
        var origin = draft.OriginOf(field.Slot);
        var withFile = severalFiles || origin.File != place.File;
        Diagnostics.Add(Diagnostic.Create(
            DataErrors.RowsDiffer,
            field.Mapping.Location,
            IdOf(draft),
            field.Field.QualifiedName,
            merge.Format(draft.Values[field.Slot], field.Field.Type),
            origin.Describe(withFile),
            merge.Format(now, field.Field.Type),
            place.Describe(withFile)) with
        {
            Hint = FoldHint.For(field.Field),
        });
    }

    /// <summary>Keeps texts with the joining sign apart.</summary>
    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
}

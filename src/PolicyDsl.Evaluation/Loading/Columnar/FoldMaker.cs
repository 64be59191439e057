using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Makes batches of incidents of folded rows. Not for several threads.</summary>
internal sealed class FoldMaker
{
    private readonly ColumnPlan plan;
    private readonly FoldedRows folded;
    private readonly FieldVector[] vectors;
    private readonly SlotFolder[] folders;
    private readonly BatchMaker maker;

    public FoldMaker(ColumnPlan plan, FoldedRows folded)
    {
        this.plan = plan;
        this.folded = folded;
        vectors = [.. plan.Fields.Select(f => new FieldVector(f))];
        folders = [.. plan.Fields.Select((_, slot) => new SlotFolder(plan, slot, folded))];
        maker = new BatchMaker(plan, vectors);
    }

    /// <summary>Rows that say otherwise than rows before them: the first one for each field.</summary>
    public IEnumerable<FoldConflict> Conflicts => folders.Select(f => f.Conflict).OfType<FoldConflict>();

    public MadeBatch Make(int first, int count)
    {
        var notes = new List<(int Row, int Slot, UnreadableText Text, RowPlace Place)>();
        for (var slot = 0; slot < folders.Length; slot++)
        {
            for (var row = 0; row < count; row++)
            {
                if (folders[slot].Fold(first + row, vectors[slot], row) is var (text, origin))
                {
                    notes.Add((row, slot, text, folded.GetPlace(origin)));
                }
            }
        }

        var ids = plan.IdField is { } field ? new IdTexts(vectors[field.Slot], count) : null;
        var made = maker.Make(new FoldedBatch(plan, folded, first, count, ids));
        foreach (var (_, slot, text, place) in notes.OrderBy(n => (n.Row, n.Slot)))
        {
            made.Findings.Unreadable.Add(plan.Mapping.Fields[slot], text, place);
        }

        return made;
    }

    /// <summary>Reports the first row, for each field, that says otherwise than rows of its incident before it, in order of the rows.</summary>
    public void Report(IEnumerable<FoldConflict> conflicts, DiagnosticBag diagnostics)
    {
        var first = conflicts.GroupBy(c => c.Slot).Select(g => g.MinBy(c => c.Row) ?? g.First());
        foreach (var conflict in first.OrderBy(c => (c.Row, c.Slot)))
        {
            var (field, folder) = (plan.Mapping.Fields[conflict.Slot], folders[conflict.Slot]);
            var (origin, place) = (folded.GetPlace(conflict.Origin), folded.GetPlace(conflict.Row));
            var withFile = plan.SeveralFiles || !string.Equals(origin.File, place.File, StringComparison.Ordinal);
            diagnostics.Add(Diagnostic.Create(
                DataErrors.RowsDiffer,
                field.Mapping.Location,
                IdAt(conflict),
                field.Field.QualifiedName,
                folder.Format(conflict.Before),
                origin.Describe(withFile),
                folder.Format(conflict.Now),
                place.Describe(withFile)) with
            {
                Hint = FoldHint.For(field.Field),
            });
        }
    }

    /// <summary>The id of an incident as it is when a row is met that differs: fields before the one that differs have seen that row.</summary>
    private string IdAt(FoldConflict conflict)
    {
        if (plan.IdField is not { } id)
        {
            return CellText.Decode(folded.GetKey(conflict.Group));
        }

        var key = folders[id.Slot].FoldUpTo(conflict.Group, conflict.Row, isIncluded: id.Slot < conflict.Slot);
        return IdTexts.TextOf(key) ?? folded.GetPlace(folded.RowsOf(conflict.Group)[0]).Describe(plan.SeveralFiles);
    }
}

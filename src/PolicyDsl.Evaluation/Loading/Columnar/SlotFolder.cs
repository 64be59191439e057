using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Puts together what the rows of an incident say of one field, as <see cref="RowMerge"/> does. What two codes make together is found once. Not for several threads.
/// </summary>
internal sealed class SlotFolder(ColumnPlan plan, int slot, FoldedRows folded)
{
    private const int MaxRemembered = 65_536;

    private readonly FieldPlan rowField = plan.RowFields[slot];
    private readonly FieldPlan field = plan.Fields[slot];
    private readonly Dictionary<(FoldValue Before, FoldValue Now), FoldValue?> merged = [];
    private readonly Dictionary<FoldValue, (FoldValue Value, UnreadableText? NotCoarse)> finished = [];

    /// <summary>The first row, in order of the data, that says otherwise than rows of its incident before it; null where none does.</summary>
    public FoldConflict? Conflict { get; private set; }

    /// <summary>Folds the rows of an incident into a row of a vector.</summary>
    /// <returns>What is to be counted, and the row that the value is from.</returns>
    public (UnreadableText Text, (int Block, int Row) Origin)? Fold(int group, FieldVector vector, int target)
    {
        var rows = folded.RowsOf(group);
        var value = folded.GetValue(slot, rows[0]);
        var origin = rows[0];
        foreach (var row in rows[1..])
        {
            var now = folded.GetValue(slot, row);
            if (Merge(value, now) is not { } together)
            {
                NoteConflict(new FoldConflict(slot, group, row, value, now, origin));
            }
            else if (together != value)
            {
                (value, origin) = (together, row);
            }
        }

        var (final, notCoarse) = Finish(value);
        vector.States[target] = final.State;
        if (field.IsNumber)
        {
            (vector.Low[target], vector.High[target]) = (final.Low, final.High);
        }
        else if (field.HasValues)
        {
            vector.Codes[target] = (int)final.Low;
        }

        return notCoarse is { } text ? (text, origin) : null;
    }

    /// <summary>What the rows of an incident before one of them, and perhaps that one too, say together.</summary>
    public Value FoldUpTo(int group, (int Block, int Row) last, bool isIncluded)
    {
        var rows = folded.RowsOf(group);
        var value = folded.GetValue(slot, rows[0]);
        foreach (var row in rows[1..])
        {
            if (row == last && !isIncluded)
            {
                break;
            }

            value = Merge(value, folded.GetValue(slot, row)) ?? value;
            if (row == last)
            {
                break;
            }
        }

        return value.ToValue(rowField);
    }

    public string Format(FoldValue value) => plan.Context.Merge.Format(value.ToValue(rowField), field.Field.Type);

    private void NoteConflict(FoldConflict conflict)
    {
        if (Conflict is null || conflict.Row.CompareTo(Conflict.Row) < 0)
        {
            Conflict = conflict;
        }
    }

    private FoldValue? Merge(FoldValue before, FoldValue now)
    {
        if (before.State == Knowledge.Nothing || now.State == Knowledge.Nothing)
        {
            return before.State == Knowledge.Nothing ? now : before;
        }

        if (rowField.IsNumber && before.State != Knowledge.Unknown && now.State != Knowledge.Unknown && MergeEnds(before, now) is { } plain)
        {
            return plain;
        }

        if (merged.TryGetValue((before, now), out var known))
        {
            return known;
        }

        FoldValue? result = plan.Context.Merge.TryMerge(rowField.Planned, before.ToValue(rowField), now.ToValue(rowField), out var value) ? FoldValue.Of(value, rowField) : null;
        if (merged.Count < MaxRemembered)
        {
            merged.Add((before, now), result);
        }

        return result;
    }

    /// <summary>Two ranges where it is plain what they make together.</summary>
    private FoldValue? MergeEnds(FoldValue before, FoldValue now) => rowField.Planned.Fold switch
    {
        FoldKind.First => before,
        FoldKind.Min or FoldKind.Max or null when before == now => before,
        FoldKind.Min => Range(Math.Min(before.Low, now.Low), Math.Min(before.High, now.High)),
        FoldKind.Max => Range(Math.Max(before.Low, now.Low), Math.Max(before.High, now.High)),
        _ => null,
    };

    private static FoldValue Range(long low, long high) =>
        low == Value.OpenLow && high == Value.OpenHigh ? new FoldValue(Knowledge.Unknown, 0, 0) : new FoldValue(low == high ? Knowledge.Known : Knowledge.Partly, low, high);

    /// <summary>The value of the incident, once all rows are together.</summary>
    private (FoldValue Value, UnreadableText? NotCoarse) Finish(FoldValue value)
    {
        if (rowField.IsNumber && (value.State == Knowledge.Known || (value.State == Knowledge.Partly && field.Field.IsCoarse)))
        {
            return (value, null);
        }

        if (!finished.TryGetValue(value, out var known))
        {
            var final = plan.Context.Finish(field.Planned, value.ToValue(rowField), out var notCoarse);
            known = (FoldValue.Of(final, field), notCoarse);
            if (finished.Count < MaxRemembered)
            {
                finished.Add(value, known);
            }
        }

        return known;
    }
}

/// <summary>A row that says otherwise of a field than rows of its incident before it.</summary>
/// <param name="Slot">The field.</param>
/// <param name="Group">The incident.</param>
/// <param name="Row">The row.</param>
/// <param name="Before">What the rows before say.</param>
/// <param name="Now">What it says.</param>
/// <param name="Origin">The row that <paramref name="Before"/> is from.</param>
internal sealed record FoldConflict(int Slot, int Group, (int Block, int Row) Row, FoldValue Before, FoldValue Now, (int Block, int Row) Origin);

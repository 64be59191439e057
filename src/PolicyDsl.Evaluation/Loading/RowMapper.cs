using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Reads the planned fields of a row. What an expression gives depends on the texts of its columns alone, so each field remembers its
/// values by those texts, for as long as texts come again; costs one look-up for a text seen before.
/// </summary>
internal sealed class RowMapper(IReadOnlyList<PlannedField> fields, RowExpressions expressions, UnreadableTally unreadable)
{
    private readonly CellMemo[] memos = [.. fields.Select(f => new CellMemo(f.Columns))];

    /// <summary>One value per field, in the order of the fields.</summary>
    public Value[] Read(DataRow row)
    {
        var values = new Value[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ReadField(i, row);
        }

        return values;
    }

    private Value ReadField(int index, DataRow row)
    {
        var field = fields[index];
        var memo = memos[index];
        var key = memo.KeyOf(row);
        memo.Count();
        if (key is null || !memo.TryGet(key, out var reading))
        {
            reading = expressions.Read(field, row);
            memo.Add(key, reading);
        }

        foreach (var text in reading.Unreadable)
        {
            unreadable.Add(field, text, new RowPlace(row.FileName, row.Line));
        }

        return reading.Value;
    }
}

/// <summary>What one expression gave for one row, and the texts that it could not read.</summary>
internal readonly record struct Reading(Value Value, UnreadableText[] Unreadable);

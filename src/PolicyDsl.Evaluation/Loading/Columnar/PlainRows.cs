using System.Buffers;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Rows of a block of which each is an incident. Ids are those of the values as they were read, whatever is taken back of them later.</summary>
internal sealed class PlainRows : BatchRows
{
    private readonly CellBlock block;
    private readonly int from;
    private readonly int[] rows;
    private readonly CellPlaces? cells;
    private readonly byte[] states = [];
    private readonly IdTexts? texts;

    public PlainRows(ColumnPlan plan, RowReader reader, CellBlock block, int from, ReadOnlySpan<int> rows)
        : base(plan.SeveralFiles)
    {
        this.block = block;
        this.from = from;
        this.rows = rows.ToArray();
        if (plan.IdField is not { } field)
        {
            return;
        }

        var vector = reader.Vectors[field.Slot];
        if (reader.IdColumn is { } column)
        {
            cells = column.Locate(rows.IsEmpty ? 0 : rows[^1] + 1);
            states = vector.States.AsSpan(0, rows.Length).ToArray();
        }
        else
        {
            texts = new IdTexts(vector, rows.Length);
        }
    }

    public override int Count => rows.Length;

    public override RowPlace GetPlace(int row) => block.GetPlace(from + rows[row]);

    public override ulong[] HashIds()
    {
        if (cells is null)
        {
            return base.HashIds();
        }

        var hashes = new ulong[rows.Length];
        for (var row = 0; row < hashes.Length; row++)
        {
            hashes[row] = states[row] != Knowledge.Unknown ? TextTable.HashOf(cells[rows[row]]) : HashPlace(row);
        }

        return hashes;
    }

    public override void WriteNames(ReadOnlySpan<int> some, NameBuilder names)
    {
        if (texts is not null)
        {
            base.WriteNames(some, names);
            return;
        }

        var file = block.FileName;
        foreach (var row in some)
        {
            if (cells is not null && states[row] != Knowledge.Unknown)
            {
                names.Add(file, block.GetLine(from + rows[row]), cells[rows[row]]);
            }
            else
            {
                names.Add(file, block.GetLine(from + rows[row]));
            }
        }
    }

    public override bool TryGetId(int row, out ReadOnlySpan<byte> id)
    {
        if (texts is not null)
        {
            return texts.TryGet(row, out id);
        }

        id = cells is null ? default : cells[rows[row]];
        return cells is not null && states[row] != Knowledge.Unknown;
    }
}

/// <summary>The ids that the values of a key give.</summary>
internal sealed class IdTexts
{
    private readonly ArrayBufferWriter<byte> bytes = new(256);
    private readonly int[] ends;
    private readonly bool[] isGiven;

    public IdTexts(FieldVector keys, int count)
    {
        (ends, isGiven) = (new int[count], new bool[count]);
        for (var row = 0; row < count; row++)
        {
            if (TextOf(keys[row]) is { } text)
            {
                CellText.Encode(text, bytes);
                isGiven[row] = true;
            }

            ends[row] = bytes.WrittenCount;
        }
    }

    public bool TryGet(int row, out ReadOnlySpan<byte> id)
    {
        id = bytes.WrittenSpan[(row == 0 ? 0 : ends[row - 1])..ends[row]];
        return isGiven[row];
    }

    public static string? TextOf(Value key) => key switch
    {
        { Kind: ValueKind.Text } text => text.Text,
        { Kind: ValueKind.Exact } number => FormattableString.Invariant($"{number.Low}"),
        _ => null,
    };
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>Collects the values of one field, row by row, and packs them into a column.</summary>
public abstract class ColumnBuilder
{
    public abstract void Add(Value value);

    /// <summary>The column of what was added since the last one; null where every row is unknown.</summary>
    public abstract IncidentColumn? Finish();

    public static ColumnBuilder Create(TypeSymbol type, CodeDictionary dictionary) =>
        IncidentSchema.IsNumber(type) ? new NumberColumnBuilder() : new CodeColumnBuilder(dictionary);
}

/// <summary>Collects codes.</summary>
public sealed class CodeColumnBuilder(CodeDictionary dictionary) : ColumnBuilder
{
    private readonly long[] codes = new long[IncidentBatch.MaxRows];
    private int count;
    private bool isAnyKnown;

    public override void Add(Value value) => Add(value.Kind == ValueKind.Unknown ? CodeDictionary.UnknownCode : dictionary.GetOrAdd(value));

    public void Add(int code)
    {
        codes[count++] = code;
        isAnyKnown |= code != CodeDictionary.UnknownCode;
    }

    public override IncidentColumn? Finish()
    {
        var column = isAnyKnown ? new CodeColumn(dictionary, PackedNumbers.PackFromZero(codes.AsSpan(0, count))) : null;
        (count, isAnyKnown) = (0, false);
        return column;
    }
}

/// <summary>Collects numbers and ranges.</summary>
public sealed class NumberColumnBuilder : ColumnBuilder
{
    private readonly long[] low = new long[IncidentBatch.MaxRows];
    private readonly long[] high = new long[IncidentBatch.MaxRows];
    private readonly ulong[] known = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private int count;
    private int unknown;
    private bool hasRanges;

    public override void Add(Value value)
    {
        if (value.Kind is ValueKind.Exact or ValueKind.Range)
        {
            Add(value.Low, value.High);
        }
        else
        {
            AddUnknown();
        }
    }

    public void Add(long least, long most)
    {
        low[count] = least;
        high[count] = most;
        hasRanges |= least != most;
        Masks.Set(known, count++);
    }

    /// <summary>An unknown row repeats the number before it, so that it widens nothing.</summary>
    public void AddUnknown()
    {
        low[count] = high[count] = count > 0 ? low[count - 1] : 0;
        count++;
        unknown++;
    }

    public override IncidentColumn? Finish()
    {
        NumberColumn? column = null;
        if (unknown < count)
        {
            column = new NumberColumn(
                PackedNumbers.Pack(low.AsSpan(0, count)),
                hasRanges ? PackedNumbers.Pack(high.AsSpan(0, count)) : null,
                unknown == 0 ? null : known.AsSpan(0, Masks.WordsFor(count)).ToArray());
        }

        (count, unknown, hasRanges) = (0, 0, false);
        known.AsSpan().Clear();
        return column;
    }
}

/// <summary>Makes batches out of incidents: for sources that give objects, and for tests.</summary>
public sealed class BatchBuilder
{
    private readonly IncidentSchema schema;
    private readonly ColumnBuilder[] builders;
    private long next;

    public BatchBuilder(IncidentSchema schema)
    {
        this.schema = schema;
        builders = [.. schema.Paths.Select(p => ColumnBuilder.Create(p.Field.Type, new CodeDictionary()))];
    }

    /// <summary>All incidents as batches of a size.</summary>
    public static ImmutableArray<IncidentBatch> Build(IncidentSchema schema, IEnumerable<LoadedIncident> incidents, int batchRows = IncidentBatch.MaxRows)
    {
        var builder = new BatchBuilder(schema);
        return [.. incidents.Chunk(batchRows).Select(builder.Build)];
    }

    private IncidentBatch Build(LoadedIncident[] rows)
    {
        foreach (var incident in rows)
        {
            for (var slot = 0; slot < builders.Length; slot++)
            {
                builders[slot].Add(ReadPath(incident.Instance, schema.Paths[slot].Fields));
            }
        }

        var historyOnly = new ulong[Masks.WordsFor(rows.Length)];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].IsHistoryOnly)
            {
                Masks.Set(historyOnly, i);
            }
        }

        return new IncidentBatch
        {
            Schema = schema,
            Index = next++,
            Count = rows.Length,
            Columns = [.. builders.Select(b => b.Finish())],
            HistoryOnly = rows.Any(r => r.IsHistoryOnly) ? historyOnly : null,
            RowsFolded = rows.Any(r => r.Rows != 1) ? [.. rows.Select(r => r.Rows)] : null,
            Names = new GivenNames(rows),
        };
    }

    /// <summary>A reference that is known is <see cref="Value.True"/>.</summary>
    private static Value ReadPath(EntityInstance incident, ImmutableArray<FieldSymbol> path)
    {
        var owner = incident;
        foreach (var reference in path.AsSpan()[..^1])
        {
            if (owner[reference].Entity is not { } next)
            {
                return Value.Unknown;
            }

            owner = next;
        }

        var value = owner[path[^1]];
        return value.Kind == ValueKind.Reference ? Value.True : value;
    }

    private sealed class GivenNames(LoadedIncident[] incidents) : IIncidentNames
    {
        public string GetId(int row) => incidents[row].Id;

        public RowPlace GetPlace(int row) => incidents[row].Place;
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Where the column of a value comes from: stored in the batch as it is, computed, or the ids of incidents.</summary>
internal sealed class ColumnInput
{
    private readonly int number = -1;
    private readonly CodeDictionary? ids;

    private ColumnInput(int slot, int number, CodeDictionary? ids)
    {
        Slot = slot;
        this.number = number;
        this.ids = ids;
    }

    /// <summary>The slot of the schema; -1 where the value is computed or nothing is stored.</summary>
    public int Slot { get; }

    /// <summary>Whether codes of all batches are from one dictionary.</summary>
    public bool HasOneDictionary => number < 0;

    public IncidentColumn? Get(IncidentBatch batch, BatchEvaluation evaluation) =>
        number >= 0 ? evaluation.GetColumn(number)
        : ids is not null ? ReadIds(batch, ids)
        : Slot < 0 ? null : batch.Columns[Slot];

    /// <summary>The column of an expression about the incident; of a reference, that of its key.</summary>
    public static ColumnInput Of(BoundExpression expression, GlobalScope scope, PlanBuilder builder)
    {
        if (expression.Type is EntityType { Entity.Key: { } key })
        {
            expression = new BoundFieldAccess(expression, key, expression.Syntax) { Source = expression.Source };
        }

        if (FindStored(expression) is not { } path)
        {
            return new ColumnInput(-1, builder.AddValue(expression, scope), null);
        }

        var isOwnKey = path == builder.Schema.Scope.Incident?.Key?.Name && expression.Type == BasicType.Text;
        return new ColumnInput(builder.Schema.Find(path), -1, isOwnKey ? new CodeDictionary() : null);
    }

    /// <summary>Nothing: unknown for every incident.</summary>
    public static ColumnInput None() => new(-1, -1, null);

    /// <summary>The path of a field that is stored and nothing else.</summary>
    private static string? FindStored(BoundExpression expression)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        while (expression is BoundFieldAccess { Field: { IsStored: true, Formula: null } field } access)
        {
            names.Insert(0, field.Name);
            expression = access.Receiver;
        }

        return expression is BoundSubject && names.Count > 0 ? string.Join('.', names) : null;
    }

    /// <summary>Where the data give an incident no key, its id stands for it.</summary>
    private CodeColumn ReadIds(IncidentBatch batch, CodeDictionary dictionary)
    {
        var codes = new long[batch.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            var given = batch.GetValue(Slot, row);
            codes[row] = dictionary.GetOrAdd(given.Kind == ValueKind.Unknown ? Value.Of(batch.Names.GetId(row)) : given);
        }

        return new CodeColumn(dictionary, PackedNumbers.PackFromZero(codes));
    }
}

using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>Gives the values of an expression for the rows of a batch as a column.</summary>
internal abstract class ValueReader
{
    public abstract IncidentColumn? Read(BatchEvaluation evaluation);
}

/// <summary>A column as it is stored.</summary>
internal sealed class StoredReader(int slot) : ValueReader
{
    public override IncidentColumn? Read(BatchEvaluation evaluation) => evaluation.GetStored(slot);
}

/// <summary>A number that a node computes.</summary>
internal sealed class NumberReader(NumberNode node) : ValueReader
{
    public override IncidentColumn? Read(BatchEvaluation evaluation)
    {
        var vector = evaluation.Get(node);
        var builder = new NumberColumnBuilder();
        for (var row = 0; row < evaluation.Rows; row++)
        {
            builder.Add(vector[row]);
        }

        return builder.Finish();
    }
}

/// <summary>A condition as a value.</summary>
internal sealed class ConditionReader(ConditionNode node) : ValueReader
{
    private readonly CodeDictionary dictionary = new();

    public override IncidentColumn? Read(BatchEvaluation evaluation)
    {
        var truth = evaluation.Get(node);
        var (no, yes) = (dictionary.GetOrAdd(Value.False), dictionary.GetOrAdd(Value.True));
        var builder = new CodeColumnBuilder(dictionary);
        for (var row = 0; row < evaluation.Rows; row++)
        {
            builder.Add(Masks.IsSet(truth.True, row) ? yes : Masks.IsSet(truth.Possible, row) ? CodeDictionary.UnknownCode : no);
        }

        return builder.Finish();
    }
}

/// <summary>Anything else: the interpreter's own evaluator, once for each tuple of what is read. A reference is its key.</summary>
internal sealed class PartReader(ExpressionPart part, PartNumber memory) : ValueReader
{
    private readonly CodeDictionary dictionary = new();

    public override IncidentColumn? Read(BatchEvaluation evaluation)
    {
        var values = evaluation.Remember(memory, () => new PartMemory(part));
        var builder = new CodeColumnBuilder(dictionary);
        for (var row = 0; row < evaluation.Rows; row++)
        {
            var value = values.Get(evaluation, row);
            builder.Add(value.Entity is { Entity.Key: { } key } entity ? entity[key] : value);
        }

        return builder.Finish();
    }
}

/// <summary>A derived field, or one behind a reference that a formula gives: read from an incident, once for each tuple of what it is made from. A reference is true where it is known.</summary>
internal sealed class FieldReader(FieldPath path, IncidentSchema schema, ImmutableArray<int> slots) : ValueReader
{
    private readonly CodeDictionary dictionary = new();

    public override IncidentColumn? Read(BatchEvaluation evaluation)
    {
        var evaluator = new ExpressionEvaluator(schema.Scope, new EvaluationInputs());
        var builder = ColumnBuilder.Create(path.Field.Type, dictionary);
        var tuples = new TupleTable(2 * slots.Length);
        var results = new List<Value>();
        var tuple = new long[2 * slots.Length];
        for (var row = 0; row < evaluation.Rows; row++)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                PartMemory.Write(evaluation.GetStored(slots[i]), row, tuple.AsSpan(2 * i));
            }

            var number = tuples.GetOrAdd(tuple, out var isNew);
            if (isNew)
            {
                results.Add(Compute(evaluation, row, evaluator));
            }

            builder.Add(results[number]);
        }

        return builder.Finish();
    }

    private Value Compute(BatchEvaluation evaluation, int row, ExpressionEvaluator evaluator)
    {
        var incident = new EntityInstance(schema.Scope.Incident ?? throw new InvalidOperationException("There is no entity `incident`."));
        foreach (var slot in slots)
        {
            IncidentReader.Set(incident, schema.Paths[slot].Fields, evaluation.GetStored(slot)?[row] ?? Value.Unknown);
        }

        var value = path.Read(incident, evaluator);
        return value.Kind == ValueKind.Reference ? Value.True : value;
    }
}

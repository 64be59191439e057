using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>What is wrong with an entity of one row of a batch.</summary>
/// <param name="Row">The row of the batch.</param>
/// <param name="EntityOrder">0 for the incident, then the entities in order of the data set.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Finding">What is wrong.</param>
internal readonly record struct Fault(int Row, int EntityOrder, EntitySymbol Entity, CheckFinding Finding);

/// <summary>
/// Checks one component for the rows of a batch. Where all values have few classes, answers stand in a table by class; else they are remembered by value, as far
/// as a bound on memory goes. Not for several threads.
/// </summary>
internal sealed class ComponentChecker(CheckComponent component, int order, EntitySymbol entity, CheckedValue[] values, EntityNormalizer normalizer)
{
    private const int MaxTable = 1 << 16;
    private const int MaxRemembered = 16_384;

    private readonly Dictionary<FieldKey, CheckFinding> remembered = [];
    private readonly int[] bits = new int[values.Length];
    private readonly Value[] scratch = new Value[values.Length];
    private readonly int[] classes = new int[IncidentBatch.MaxRows];

    /// <summary>By classes; null where nobody looked yet.</summary>
    private CheckFinding?[] table = [];

    public void Check(int rows, List<Fault> faults)
    {
        if (PrepareTable())
        {
            CheckByClass(rows, faults);
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            Note(row, FindByValue(row), faults);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckByClass(int rows, List<Fault> faults)
    {
        var places = classes.AsSpan(0, rows);
        places.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            values[i].AddClasses(places, bits[i]);
        }

        for (var row = 0; row < places.Length; row++)
        {
            var finding = table[places[row]];
            if (!ReferenceEquals(finding, CheckFinding.None))
            {
                Note(row, table[places[row]] ??= Evaluate(row), faults);
            }
        }
    }

    private void Note(int row, CheckFinding finding, List<Fault> faults)
    {
        if (!ReferenceEquals(finding, CheckFinding.None))
        {
            Repair(row, finding);
            faults.Add(new Fault(row, order, entity, finding));
        }
    }

    private void Repair(int row, CheckFinding finding)
    {
        foreach (var field in finding.MadeUnknown)
        {
            values[field].MakeUnknown(row);
        }
    }

    /// <summary>Makes the table as large as the classes ask for; false where they ask for too much.</summary>
    private bool PrepareTable()
    {
        var total = 0;
        var isChanged = table.Length == 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].CountClasses() is not { } count)
            {
                return false;
            }

            var needed = System.Numerics.BitOperations.Log2((uint)Math.Max(1, count - 1)) + 1;
            if (needed > bits[i])
            {
                bits[i] = needed;
                isChanged = true;
            }

            total += bits[i];
        }

        if (total > 16 || 1 << total > MaxTable)
        {
            return false;
        }

        if (isChanged)
        {
            table = new CheckFinding?[1 << total];
        }

        return true;
    }

    private CheckFinding FindByValue(int row)
    {
        var key = FieldKey.Of([.. values.Select(v => v[row])]);
        if (!remembered.TryGetValue(key, out var finding))
        {
            finding = Evaluate(row);
            if (remembered.Count < MaxRemembered)
            {
                remembered.Add(key, finding);
            }
        }

        return finding;
    }

    private CheckFinding Evaluate(int row)
    {
        for (var i = 0; i < values.Length; i++)
        {
            scratch[i] = values[i][row];
        }

        return component.Evaluate(scratch, normalizer);
    }
}

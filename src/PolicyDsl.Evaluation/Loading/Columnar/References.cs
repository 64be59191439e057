using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Follows one reference for the rows of a batch. What a key leads to is found once for each different key. Not for several threads.
/// </summary>
internal sealed class ReferenceFollower(ReferencePlan plan, FieldVector? keys)
{
    private const int Shown = 5;

    private readonly List<(int Row, string Text)> firstMissing = [];
    private Goal?[] goals = [];

    public ReferencePlan Plan { get; } = plan;

    /// <summary>For each row whether the reference is known; see <see cref="Knowledge"/>.</summary>
    public byte[] States { get; } = new byte[IncidentBatch.MaxRows];

    /// <summary>Rows that have a key which the linked file lacks: the first one for each of the first few keys.</summary>
    public IReadOnlyList<(int Row, string Text)> FirstMissing => firstMissing;

    public long Missing { get; private set; }

    public void Follow(int count)
    {
        firstMissing.Clear();
        Missing = 0;
        if (keys is null)
        {
            States.AsSpan(0, count).Fill(Knowledge.Known);
            return;
        }

        if (!keys.Plan.HasValues)
        {
            keys.States.AsSpan(0, count).CopyTo(States);
            return;
        }

        for (var row = 0; row < count; row++)
        {
            var goal = GoalOf(keys.Codes[row]);
            States[row] = goal.IsKnown ? Knowledge.Known : Knowledge.Unknown;
            if (goal.IsMissing)
            {
                NoteMissing(row, goal.Key);
            }
        }
    }

    /// <summary>The columns of the fields behind the reference that are wanted.</summary>
    public IEnumerable<(int Slot, IncidentColumn? Column)> MakeColumns(int count)
    {
        for (var place = 0; place < Plan.Below.Length; place++)
        {
            yield return (Plan.Below[place].Slot, MakeColumn(place, count));
        }
    }

    private IncidentColumn? MakeColumn(int place, int count)
    {
        var (field, _, dictionary) = Plan.Below[place];
        if (IncidentSchema.IsNumber(field.Type))
        {
            var numbers = new NumberColumnBuilder();
            for (var row = 0; row < count; row++)
            {
                numbers.Add(FindGoal(row)?.Values[place] ?? Value.Unknown);
            }

            return numbers.Finish();
        }

        var codes = new int[count];
        for (var row = 0; row < count; row++)
        {
            codes[row] = FindGoal(row)?.CodeOf(place, dictionary) ?? CodeDictionary.UnknownCode;
        }

        return ColumnPacker.PackCodes(dictionary, codes);
    }

    private Goal? FindGoal(int row) => States[row] == Knowledge.Known && keys is not null ? GoalOf(keys.Codes[row]) : null;

    public void Keep(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            States[i] = States[rows[i]];
        }
    }

    private void NoteMissing(int row, string text)
    {
        Missing++;
        if (firstMissing.Count < Shown && !firstMissing.Exists(m => string.Equals(m.Text, text, StringComparison.Ordinal)))
        {
            firstMissing.Add((row, text));
        }
    }

    private Goal GoalOf(int code)
    {
        if (code >= goals.Length)
        {
            Array.Resize(ref goals, Math.Max(code + 1, 2 * goals.Length));
        }

        return goals[code] ??= Find(keys is null ? Value.Unknown : keys.Plan.Dictionary[code]);
    }

    private Goal Find(Value key)
    {
        if (key.Kind != ValueKind.Text)
        {
            return new Goal(IsKnown: false, IsMissing: false, "", []);
        }

        var instance = Plan.Link?.FindKnown(key.Text);
        return new Goal(
            IsKnown: true,
            IsMissing: Plan.Link is not null && instance is null,
            key.Text,
            [.. Plan.Below.Select(b => instance is not null ? instance[b.Field] : b.Field.IsKey ? key : Value.Unknown)]);
    }

    private sealed record Goal(bool IsKnown, bool IsMissing, string Key, Value[] Values)
    {
        private readonly int[] codes = new int[Values.Length];

        /// <summary>The code of one of the values, found once.</summary>
        public int CodeOf(int place, CodeDictionary dictionary)
        {
            if (codes[place] == CodeDictionary.UnknownCode && Values[place].Kind != ValueKind.Unknown)
            {
                codes[place] = dictionary.GetOrAdd(Values[place]);
            }

            return codes[place];
        }
    }
}

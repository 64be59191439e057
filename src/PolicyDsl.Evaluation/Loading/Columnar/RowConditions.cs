using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Sets rows aside for which a `keep rows` is not true, and counts them for the first that they fail, with each condition tested once for each combination of texts that it reads. Not for several threads.
/// </summary>
internal sealed class RowConditions
{
    private readonly Tested[] conditions;
    private readonly int[] kept = new int[Columns.IncidentBatch.MaxRows];

    public RowConditions(IReadOnlyList<TextKeys> keys, RowScratch scratch)
    {
        var keep = scratch.Context.Request.Dataset.Keep;
        conditions = [.. keys.Select((k, i) => new Tested(number => scratch.Test(keep[i].Condition, k, number), k))];
        SetAside = new long[keep.Length];
        SetAsideUnknown = new long[keep.Length];
    }

    /// <summary>Rows of the batch set aside, by condition.</summary>
    public long[] SetAside { get; }

    public long[] SetAsideUnknown { get; }

    /// <summary>The rows that stay.</summary>
    public ReadOnlySpan<int> Keep(int rows, BatchNotes notes)
    {
        SetAside.AsSpan().Clear();
        SetAsideUnknown.AsSpan().Clear();
        for (var row = 0; row < rows; row++)
        {
            kept[row] = row;
        }

        var count = rows;
        for (var i = 0; i < conditions.Length; i++)
        {
            count = Keep(i, count, notes);
        }

        return kept.AsSpan(0, count);
    }

    private int Keep(int condition, int count, BatchNotes notes)
    {
        var tested = conditions[condition];
        tested.Start();
        var staying = 0;
        for (var i = 0; i < count; i++)
        {
            switch (tested.Test(kept[i]))
            {
                case Truth.True:
                    kept[staying++] = kept[i];
                    break;
                case Truth.Unknown:
                    SetAside[condition]++;
                    SetAsideUnknown[condition]++;
                    break;
                default:
                    SetAside[condition]++;
                    break;
            }
        }

        tested.Finish(condition, notes);
        return staying;
    }

    /// <summary>The answers of one condition so far, by the number of the texts.</summary>
    private sealed class Tested(Func<int, (Truth Truth, UnreadableText[] Unreadable)> test, TextKeys keys)
    {
        private readonly List<int> noted = [];
        private Answer?[] answers = new Answer?[64];
        private int generation;

        public void Start()
        {
            if (generation != keys.Generation)
            {
                generation = keys.Generation;
                answers.AsSpan().Clear();
            }
        }

        public Truth Test(int row)
        {
            var number = keys.NumberOf(row);
            if (number >= answers.Length)
            {
                Array.Resize(ref answers, Math.Max(number + 1, 2 * answers.Length));
            }

            if (answers[number] is not { } answer)
            {
                var (truth, unreadable) = test(number);
                answers[number] = answer = new Answer(truth, unreadable);
            }

            if (answer.Unreadable.Length > 0 && answer.Rows++ == 0)
            {
                answer.FirstRow = row;
                noted.Add(number);
            }

            return answer.Truth;
        }

        public void Finish(int order, BatchNotes notes)
        {
            foreach (var number in noted)
            {
                if (answers[number] is { } answer)
                {
                    for (var part = 0; part < answer.Unreadable.Length; part++)
                    {
                        notes.Reading.Add(answer.FirstRow, order, part, answer.Unreadable[part], answer.Rows);
                    }

                    answer.Rows = 0;
                }
            }

            noted.Clear();
        }
    }

    private sealed class Answer(Truth truth, UnreadableText[] unreadable)
    {
        public Truth Truth { get; } = truth;

        public UnreadableText[] Unreadable { get; } = unreadable;

        public int FirstRow { get; set; }

        public long Rows { get; set; }
    }
}

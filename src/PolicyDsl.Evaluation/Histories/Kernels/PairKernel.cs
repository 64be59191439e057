using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Asks about two incidents what a history that says <c>this.</c> wants to know. Answers are kept by the two signatures. For one thread.
/// </summary>
internal sealed class PairKernel(KeyedHistory member, PairQuestion question, SignatureTable signatures)
{
    // Above it all answers are forgotten: it bounds memory, not results.
    private const int MostAnswers = 1 << 18;

    private readonly ExpressionEvaluator evaluator = new(question.Scope, new EvaluationInputs());
    private readonly Dictionary<(int Earlier, int Decided), (Truth Meets, Value Subject)> answers = [];

    public KeyedHistory Member => member;

    public CountedIncidents Counted { get; } = new();

    public (Truth Meets, Value Subject) Ask(int earlier, int decided)
    {
        if (answers.TryGetValue((earlier, decided), out var known))
        {
            return known;
        }

        if (answers.Count >= MostAnswers)
        {
            answers.Clear();
        }

        var (about, to) = (signatures.Earlier(earlier), signatures.Decided(decided));
        var meets = question.Condition is { } condition ? evaluator.Evaluate(condition, about, to).ToTruth() : Truth.True;
        var subject = meets != Truth.False && question.Subject is { } part ? evaluator.Evaluate(part, about, to) : Value.Unknown;
        answers.Add((earlier, decided), (meets, subject));
        return (meets, subject);
    }
}

/// <summary>
/// Goes through all that lies in a window for every incident, since what counts differs from one to the next. Cost: the square of what a window holds.
/// </summary>
internal readonly ref struct PairAccumulator(PairKernel pairs, ChainWindows windows, KeyedIncidents incidents, ReadOnlySpan<int> signatures) : IHistoryAccumulator
{
    private readonly PairKernel pairs = pairs;
    private readonly ChainWindows windows = windows;
    private readonly KeyedIncidents incidents = incidents;
    private readonly ReadOnlySpan<int> signatures = signatures;

    public void Clear()
    {
    }

    public void AddCertain(int position)
    {
    }

    public void RemoveCertain(int position)
    {
    }

    public void AddPossible(int position)
    {
    }

    public void RemovePossible(int position)
    {
    }

    public void Tell(in DecidedMoment moment, HistoryValues values)
    {
        var counted = pairs.Counted;
        counted.Clear();
        for (var chain = 0; chain < incidents.Times.Chains; chain++)
        {
            var (sure, open) = (windows.Certain(chain), windows.Possible(chain));
            for (var position = open.From; position < open.To; position++)
            {
                if (position != moment.Position && incidents.IsPossible(position))
                {
                    Add(counted, position, moment, isInWindow: position >= sure.From && position < sure.To);
                }
            }
        }

        var history = pairs.Member.History;
        var value = counted.Combine(history, new HistoryWindow(moment.Low, moment.High, history.Window), moment.IsOpenAbove);
        if (pairs.Member.IsWide)
        {
            values.SetNumber(moment.Place, value);
        }
        else
        {
            SetCount(values, moment.Place, value);
        }
    }

    private void Add(CountedIncidents counted, int position, in DecidedMoment moment, bool isInWindow)
    {
        var (meets, subject) = pairs.Ask(signatures[incidents.Times.Places[position]], signatures[moment.Place]);
        if (meets != Truth.False)
        {
            counted.Add(isInWindow && incidents.IsTrue(position) && meets == Truth.True, subject, incidents.Times.Lows[position], incidents.Times.Highs[position]);
        }
    }

    /// <summary>An <c>any</c> that is unknown is a count from 0 to more.</summary>
    private static void SetCount(HistoryValues values, int place, Value value)
    {
        if (value.Kind == ValueKind.Unknown)
        {
            values.SetCount(place, 0, HistoryValues.OpenCount);
        }
        else
        {
            values.SetCount(place, (int)value.Low, value.High == Value.OpenHigh ? HistoryValues.OpenCount : (int)value.High);
        }
    }
}

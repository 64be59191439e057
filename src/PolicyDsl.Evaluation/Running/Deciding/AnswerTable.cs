using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>The different answers that one policy gives, numbered for all threads in the order in which they are met. The number of an answer shows nowhere.</summary>
internal sealed class AnswerTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<RunAnswer> answers = [];

    public RunAnswer this[int number]
    {
        get
        {
            lock (gate)
            {
                return answers[number];
            }
        }
    }

    public int GetOrAdd(RunAnswer answer)
    {
        var key = Describe(answer);
        lock (gate)
        {
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = answers.Count);
                answers.Add(answer);
            }

            return number;
        }
    }

    private static string Describe(RunAnswer answer) =>
        $"{answer.Status} {answer.Action?.Name} {answer.IsUnsettled} {Join(answer.OtherActions.Select(a => a.Name))} {Join(answer.Offers.Select(s => s.Name))} {Join(answer.OpenOffers.Select(s => s.Name))}";

    private static string Join(IEnumerable<string> names) => string.Join(',', names);

    /// <summary>The answer of a decision. What else it may be comes in order of declaration.</summary>
    public static RunAnswer ToAnswer(Decision decision) => new(
        decision.Status,
        decision.Action,
        decision.IsUnsettled,
        [.. decision.OtherActions.OrderBy(a => a.Ordinal)],
        decision.Offers,
        decision.OpenOffers);
}

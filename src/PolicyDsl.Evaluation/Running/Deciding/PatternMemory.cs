using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Decisions by which rules fire and which are open: what is decided depends on nothing else, so the interpreter settles each pattern once. Memory is bounded: with too
/// many patterns it starts anew.
/// </summary>
internal sealed class PatternMemory(PolicyPlan plan, DecisionMasks masks)
{
    /// <summary>A rule takes two bits of a word: 1 where it fires, 2 where it is open.</summary>
    public const int RulesPerWord = 32;
    public const int MaxPatterns = 100_000;

    private readonly long[] pattern = new long[(plan.Rules.Length + RulesPerWord - 1) / RulesPerWord];
    private readonly TupleTable known = new((plan.Rules.Length + RulesPerWord - 1) / RulesPerWord);
    private readonly List<Decision> decisions = [];

    public Decision Get(int row)
    {
        masks.WritePattern(row, pattern);
        if (known.Count >= MaxPatterns)
        {
            known.Clear();
            decisions.Clear();
        }

        var number = known.GetOrAdd(pattern, out var isNew);
        if (isNew)
        {
            decisions.Add(Settle());
        }

        return decisions[number];
    }

    private Decision Settle()
    {
        var truths = new Truth[plan.Rules.Length];
        for (var rule = 0; rule < truths.Length; rule++)
        {
            truths[rule] = ((pattern[rule / RulesPerWord] >> (2 * (rule % RulesPerWord))) & 3) switch
            {
                1 => Truth.True,
                2 => Truth.Unknown,
                _ => Truth.False,
            };
        }

        return plan.Interpreter.Decide(truths);
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>What the answers of a population may turn out to be: an unsettled one may be any of several actions.</summary>
internal static class PossibleActions
{
    /// <summary>The actions that an answer may be; null where it may also be none, or nobody knows.</summary>
    public static ImmutableArray<ActionSymbol>? Of(DecidedAnswer answer, ImmutableArray<ActionSymbol> actions)
    {
        ImmutableArray<int> ordinals = answer.PossibleAction switch
        {
            { Kind: ValueKind.Exact, Low: var only } => [(int)only],
            { Kind: ValueKind.Alternatives, Members: var several } => several,
            _ => [],
        };
        return ordinals.IsEmpty || ordinals.Any(o => o < 0 || o >= actions.Length) ? null : [.. ordinals.Select(o => actions[o])];
    }

    /// <summary>Whether an answer is one of the actions counted: unknown where only some of those that it may be are.</summary>
    public static Truth Is(DecidedAnswer answer, ImmutableArray<ActionSymbol> actions, Func<ActionSymbol, bool> counts)
    {
        if (Of(answer, actions) is { } possible)
        {
            return possible.All(counts) ? Truth.True : possible.Any(counts) ? Truth.Unknown : Truth.False;
        }

        // Nothing decided is no action; with actions beside it, it may be one of those.
        return answer.PossibleAction switch
        {
            { Kind: ValueKind.Exact } => Truth.False,
            { Kind: ValueKind.Alternatives, Members: var several } => several.Any(o => o >= 0 && o < actions.Length && counts(actions[o])) ? Truth.Unknown : Truth.False,
            _ => Truth.Unknown,
        };
    }

    /// <summary>How many incidents certainly and how many possibly are something.</summary>
    public static (long Least, long Most) Count(Population population, Func<DecidedAnswer, Truth> test)
    {
        var (least, most) = (0L, 0L);
        foreach (var group in population.Classes)
        {
            var truth = test(group.Answer);
            least += truth == Truth.True ? group.Incidents : 0;
            most += truth == Truth.False ? 0 : group.Incidents;
        }

        return (least, most);
    }

    /// <summary>One price out of several: from the lowest to the highest, with a central value where there is only one.</summary>
    public static Amount Span(IReadOnlyCollection<Amount> prices) =>
        prices.Distinct().Count() == 1 ? prices.First() : Amount.Between(prices.Min(p => p.Low), prices.Max(p => p.High));
}

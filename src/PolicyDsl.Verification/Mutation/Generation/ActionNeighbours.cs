using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>All actions from the mildest to the harshest, for the ones next to one.</summary>
internal sealed class ActionNeighbours(IEnumerable<ActionSymbol> actions)
{
    private readonly ImmutableArray<string> ordered = [.. actions.OrderBy(a => a, Mildness.Order).Select(a => a.Name)];

    /// <summary>The next milder and the next harsher action, where there are such.</summary>
    public IEnumerable<string> Find(string action)
    {
        var index = ordered.IndexOf(action);
        if (index > 0)
        {
            yield return ordered[index - 1];
        }

        if (index >= 0 && index + 1 < ordered.Length)
        {
            yield return ordered[index + 1];
        }
    }
}

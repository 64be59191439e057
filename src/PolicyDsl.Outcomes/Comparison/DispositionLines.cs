using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>Counts of actions under each contender. Actions are known by name, as each contender has a vocabulary of its own.</summary>
internal static class DispositionLines
{
    public const string None = "none";
    public const string Outside = "outside";

    public static ImmutableArray<DispositionLine> Make(ImmutableArray<ContenderWork> contenders, ImmutableArray<ComparedCell> cells)
    {
        var counts = contenders.Select(c => Count(c, cells)).ToImmutableArray();
        var actions = contenders.SelectMany(c => c.Scope.All<ActionSymbol>()).DistinctBy(a => a.Name, StringComparer.Ordinal)
            .Where(a => counts.Any(c => c.ContainsKey(a.Name)))
            .Order(Mildness.Order)
            .Select(a => new DispositionLine(a.Name, a.DisplayName, a.Severity, OfEach(a.Name)));
        var others = new[] { (None, "Nothing decided"), (Outside, "Outside") }
            .Where(o => counts.Any(c => c.ContainsKey(o.Item1)))
            .Select(o => new DispositionLine(o.Item1, o.Item2, null, OfEach(o.Item1)));
        return [.. actions, .. others];

        ImmutableArray<long> OfEach(string action) => [.. counts.Select(c => c.GetValueOrDefault(action))];
    }

    /// <summary>The name of a contender's answer for an incident.</summary>
    public static string NameOf(int code, ImmutableArray<ActionSymbol> actions) => code switch
    {
        ContenderWork.None => None,
        ContenderWork.Outside => Outside,
        _ => actions[code].Name,
    };

    private static Dictionary<string, long> Count(ContenderWork contender, ImmutableArray<ComparedCell> cells)
    {
        ImmutableArray<ActionSymbol> actions = [.. contender.Scope.All<ActionSymbol>()];
        var codes = new Dictionary<int, long>();
        foreach (var cell in cells)
        {
            var code = contender.CodeOf(cell);
            codes[code] = codes.GetValueOrDefault(code) + cell.Incidents;
        }

        return codes.ToDictionary(c => NameOf(c.Key, actions), c => c.Value, StringComparer.Ordinal);
    }
}

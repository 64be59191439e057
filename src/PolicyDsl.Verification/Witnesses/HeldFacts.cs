using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>The facts of operations of a kind, by name, for the rules of every policy in the universe.</summary>
internal static class HeldFacts
{
    public static DecideOptions Of(Universe universe, Kind kind)
    {
        var holding = universe.Terms.Where(t => t.Source is FactSource && kind[t].Low == 1).Select(t => (FactSource)t.Source).ToList();
        var rules = universe.Models.SelectMany(m => m.Policy.Rules).ToList();
        return holding.Count == 0 ? DecideOptions.Default : new DecideOptions
        {
            ActiveCrackdowns = [.. rules.OfType<CrackdownSymbol>().Where(r => Holds(FactKind.UnderCrackdown, r.Name))],
            AlternativesInForce = [.. rules.Where(r => r.Alternative is not null && Holds(FactKind.AlternativeInForce, r.Name))],
            ExhaustedResources = [.. universe.Models.SelectMany(m => m.Policy.Resources).Where(r => Holds(FactKind.Exhausted, r.Name))],
        };

        bool Holds(FactKind fact, string name) => holding.Exists(f => f.Kind == fact && f.SymbolName == name);
    }
}

using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Policies;

/// <summary>A policy in plain sentences, one for each rule, with its reasons; conditions stand as they are written.</summary>
internal static class PolicyProse
{
    public static IEnumerable<string> Head(PolicySymbol policy)
    {
        yield return policy.AppliesWhen is { } scope
            ? $"The policy applies where {Condition(scope)}."
            : "The policy applies to every incident.";
    }

    public static string Tell(RuleSymbol rule)
    {
        var title = rule.Title is { } given ? $" ({given})" : "";
        var when = rule.When is { } condition ? $"where {Condition(condition)}" : "";
        var unless = rule.Unless is { } exempt ? $", unless {Condition(exempt)}" : "";
        var crackdown = rule is CrackdownSymbol ? "while it is on, " : "";
        return $"`{rule.Name}`{title}: {crackdown}{when}{unless}, {Answer(rule)}.{Order(rule)}{Reason("Because", rule.Because)}{Reason("Benefit", rule.Benefit)}{Reason("Legal basis", rule.Legal)}";
    }

    public static string Tail(PolicySymbol policy) => policy.Otherwise is { } otherwise
        ? $"Otherwise `{otherwise.Name}`."
        : "Where no rule decides, nothing is decided.";

    private static string Answer(RuleSymbol rule)
    {
        var offers = rule.Offers.IsEmpty ? "" : $"offer {Names(rule.Offers)}";
        if (rule.Action is not { } action)
        {
            return offers;
        }

        var to = rule.To.IsEmpty ? "" : $" to {Names(rule.To)}";
        var within = rule.Within is { } length ? $" within {length}" : "";
        var with = rule.Partners.IsEmpty ? "" : $" together with {Names(rule.Partners)}";
        var otherwise = rule.Alternative is { } alternative ? $" (`{alternative.Name}` where that cannot be)" : "";
        return $"`{action.Name}`{to}{within}{with}{otherwise}{(offers.Length == 0 ? "" : $", and {offers}")}";
    }

    private static string Order(RuleSymbol rule) => rule.OverridesAll
        ? $" It sets aside every other rule{(rule.OverridesExcept.IsEmpty ? "" : $" but {Names(rule.OverridesExcept)}")}."
        : rule.OverridesByName.IsEmpty ? "" : $" It sets aside {Names(rule.OverridesByName)}.";

    private static string Reason(string word, string? text) => text is null ? "" : $" {word}: {text.TrimEnd('.')}.";

    private static string Condition(BoundExpression condition) =>
        $"`{string.Join(' ', condition.Location.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}`";

    private static string Names(IEnumerable<Symbol> symbols) => Phrase.Join([.. symbols.Select(s => $"`{s.Name}`")]);
}

using System.Globalization;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>The sentences in which decisions and the parts of rules in them are told, to those who read explanations and failed tests alike.</summary>
internal static class Sentences
{
    /// <summary>What was decided, as the end of a sentence: <c>`divert` to `treatment` within 2 days, by `divert_users`</c>.</summary>
    public static string Disposition(Decision decision) => decision.Status switch
    {
        DecisionStatus.Outside when decision.IsUnsettled => $"outside the policy as far as is known; whether it applies is unknown{ForWantOf(decision.ScopeUnknownFields)}",
        DecisionStatus.Outside => "outside the policy",
        DecisionStatus.None => "nothing is decided: no rule stands and there is no `otherwise`",
        DecisionStatus.Conflict => $"a conflict between {Conflict(decision)}; the mildest is taken, {Answer(decision)}{InPlace(decision)}",
        _ => $"{Answer(decision)}{InPlace(decision)}, by {Deciders(decision)}",
    };

    /// <summary>What there is to say besides the disposition.</summary>
    public static IEnumerable<string> Remarks(Decision decision)
    {
        if (decision.IsUnsettled && decision.Status != DecisionStatus.Outside)
        {
            yield return $"It is unsettled: {Names(decision.OpenRules.Where(r => r.Action is not null))} could change it, were what is unknown known.";
        }

        if (!decision.Offers.IsEmpty)
        {
            yield return $"Offered: {Names(decision.Offers)}.";
        }

        if (!decision.Partners.IsEmpty)
        {
            yield return $"Together with {Names(decision.Partners)}.";
        }
    }

    public static string Rule(RuleOutcome outcome, Decision decision) => outcome.State switch
    {
        RuleState.Fired when outcome.Rule.Action is null => $"{Title(outcome.Rule)} fires and offers {Names(outcome.Rule.Offers)}.",
        RuleState.Fired when decision.ReplacedBy is { } resource && decision.Rules.Contains(outcome.Rule) =>
            $"{Title(outcome.Rule)} fires and names `{decision.ReplacedAction?.Name}`, which `{decision.Action?.Name}` replaces while `{resource.Name}` is exhausted.",
        RuleState.Fired when decision.Rules.Contains(outcome.Rule) => $"{Title(outcome.Rule)} fires and decides.",
        RuleState.Fired => $"{Title(outcome.Rule)} fires and names `{outcome.Rule.Action?.Name}`, which is not taken.",
        RuleState.SetAside => $"{Title(outcome.Rule)} fires and is set aside by {Names(outcome.SetAsideBy)}{(outcome.Rule.Offers.IsEmpty ? "" : "; its offers stand")}.",
        RuleState.Open => $"{Title(outcome.Rule)} is open{ForWantOf(outcome.UnknownFields)}.",
        RuleState.Inactive => $"{Title(outcome.Rule)} is not active.",
        _ => $"{Title(outcome.Rule)} does not fire.",
    };

    /// <summary>The grounds that a firing rule states.</summary>
    public static IEnumerable<string> Grounds(RuleOutcome outcome)
    {
        if (outcome.State is not (RuleState.Fired or RuleState.SetAside))
        {
            yield break;
        }

        if (outcome.Rule.Because is { } because)
        {
            yield return $"Because: {because}";
        }

        if (outcome.Rule.Benefit is { } benefit)
        {
            yield return $"Benefit: {benefit}";
        }

        if (outcome.Rule.Legal is { } legal)
        {
            yield return $"Legal ground: {legal}";
        }
    }

    /// <summary>Names in back quotes, the last after <c>and</c>.</summary>
    public static string Names(IEnumerable<Symbol> symbols) => List(symbols.Select(s => s.Name));

    public static string List(IEnumerable<string> names)
    {
        string[] quoted = [.. names.Select(n => $"`{n}`")];
        return quoted.Length < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }

    private static string Answer(Decision decision)
    {
        var to = decision.To.IsEmpty ? "" : $" to {Names(decision.To)}";
        return $"`{decision.Action?.Name}`{to}{(decision.Within is { } within ? string.Create(CultureInfo.InvariantCulture, $" within {within}") : "")}";
    }

    private static string InPlace(Decision decision) =>
        decision.ReplacedBy is { } resource ? $" in place of `{decision.ReplacedAction?.Name}` while `{resource.Name}` is exhausted" : "";

    private static string Deciders(Decision decision) => decision.ByOtherwise ? "`otherwise`" : Names(decision.Rules);

    private static string Conflict(Decision decision) => string.Join(" and ", decision.Outcomes
        .Where(o => o.State == RuleState.Fired && o.Rule.Action is not null)
        .Select(o => $"`{o.Rule.Name}` (`{o.Rule.Action?.Name}`)"));

    private static string ForWantOf(IReadOnlyCollection<string> fields) => fields.Count == 0 ? "" : $" for want of {List(fields)}";

    private static string Title(RuleSymbol rule) =>
        $"{char.ToUpperInvariant(rule.Kind[0])}{rule.Kind[1..]} `{rule.Name}`{(rule.Title is { } title ? $" ({title})" : "")}";
}

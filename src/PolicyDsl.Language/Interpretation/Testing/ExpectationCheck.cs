using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>
/// Compares a decision with one expectation. Services and rules that are named must be among those of the decision; others may be too. In a
/// conflict nothing is decided that a test could rely on, so only <c>expect conflict</c> and what is said of offers and open rules can be met.
/// </summary>
internal static class ExpectationCheck
{
    /// <summary>Why an expectation is not met, as one sentence, or null.</summary>
    public static string? FindFailure(Expectation expectation, Decision decision) => expectation switch
    {
        ExpectDisposition expected => FindFailure(expected, decision),
        ExpectNot expected => Names(decision, expected.Action) ? $"expected anything but `{expected.Action.Name}`, but {Found(decision)}" : null,
        ExpectOffer expected => decision.Offers.Contains(expected.Service) == expected.IsOffered ? null : OfferFailure(expected, decision),
        ExpectOpen expected => FindFailure(expected, decision),
        ExpectConflict => decision.Status == DecisionStatus.Conflict ? null : $"expected a conflict, but {Found(decision)}",
        ExpectNothing => decision.Status == DecisionStatus.None ? null : $"expected that nothing is decided, but {Found(decision)}",
        ExpectOutside => decision.Status == DecisionStatus.Outside ? null : $"expected it to be outside the policy, but {Found(decision)}",
        _ => null,
    };

    private static string? FindFailure(ExpectDisposition expected, Decision decision)
    {
        var isMet = decision.Status == DecisionStatus.Decided
            && decision.Action == expected.Action
            && expected.To.All(decision.To.Contains)
            && expected.By.All(decision.Rules.Contains);
        if (isMet)
        {
            return null;
        }

        var to = expected.To.IsEmpty ? "" : $" to {Sentences.Names(expected.To)}";
        var by = expected.By.IsEmpty ? "" : $" by {Sentences.Names(expected.By)}";
        return $"expected `{expected.Action.Name}`{to}{by}, but {Found(decision)}{Open(decision)}";
    }

    private static string? FindFailure(ExpectOpen expected, Decision decision)
    {
        var outcome = decision.Outcomes.FirstOrDefault(o => o.Rule == expected.Rule);
        return outcome switch
        {
            { State: RuleState.Open } => null,
            null => $"expected `{expected.Rule.Name}` to be open, but {Found(decision)}",
            _ => $"expected `{expected.Rule.Name}` to be open, but: {Sentences.Rule(outcome, decision).TrimEnd('.')}",
        };
    }

    private static string OfferFailure(ExpectOffer expected, Decision decision)
    {
        var offers = decision.Offers.IsEmpty ? "nothing is offered" : $"the offers are {Sentences.Names(decision.Offers)}";
        return $"expected {(expected.IsOffered ? "" : "no ")}offer of `{expected.Service.Name}`, but {offers}";
    }

    private static bool Names(Decision decision, ActionSymbol action) => decision.Action == action
        || (decision.Status == DecisionStatus.Conflict && decision.Outcomes.Any(o => o.State == RuleState.Fired && o.Rule.Action == action));

    private static string Found(Decision decision) => decision.Status switch
    {
        DecisionStatus.Outside => $"the incident is {Sentences.Disposition(decision)}",
        DecisionStatus.None => Sentences.Disposition(decision),
        DecisionStatus.Conflict => $"there is {Sentences.Disposition(decision)}",
        _ => $"the policy decides {Sentences.Disposition(decision)}",
    };

    private static string Open(Decision decision) =>
        decision.IsUnsettled && decision.Status != DecisionStatus.Outside ? $"; {Sentences.Names(decision.OpenRules)} stayed open" : "";
}

using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>What measures count of the answers of a run.</summary>
internal static class Answers
{
    public static DecidedAnswer ToDecidedAnswer(this RunAnswer answer)
    {
        var ordinal = answer.Action?.Ordinal ?? (int)DecidedAnswer.NoAction.Low;
        return new DecidedAnswer(Value.Of((long)ordinal), answer.Offers)
        {
            PossibleAction = Value.OneOf([ordinal, .. answer.OtherActions.Select(a => a.Ordinal)]),
            OpenOffers = answer.OpenOffers,
        };
    }
}

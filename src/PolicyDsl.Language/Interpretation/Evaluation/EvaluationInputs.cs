using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>What expressions read besides the entity that they are about. What is not given makes the expressions that want it unknown.</summary>
public sealed record EvaluationInputs
{
    /// <summary>The earlier incidents, for histories.</summary>
    public IIncidentHistory? History { get; init; }

    /// <summary>The values of histories where someone has computed them already; <see cref="History"/> is then not asked.</summary>
    public Func<BoundHistory, Value>? HistoryValue { get; init; }

    /// <summary>The row of a data file, for columns.</summary>
    public IRowValues? Row { get; init; }

    /// <summary>What was decided, for the conditions of measures.</summary>
    public DecidedAnswer? Answer { get; init; }

    /// <summary>The figures of a measure that are not about one incident: aggregates, costs, rates, other measures.</summary>
    public Func<BoundExpression, Value>? Figure { get; init; }

    /// <summary>Told of every text of a row that cannot be read, with the expression that could not read it.</summary>
    public Action<BoundExpression, string>? Unreadable { get; init; }
}

/// <summary>The answer that a measure counts: a policy's, or what was recorded.</summary>
/// <param name="Action">The ordinal of the action; <see cref="NoAction"/> where none was decided; unknown where it is not known.</param>
/// <param name="Offers">The services offered; null where that is not known.</param>
public sealed record DecidedAnswer(Value Action, ImmutableArray<ServiceSymbol>? Offers)
{
    /// <summary>Every action that it may be once what is unknown is known; <see cref="Action"/> where that is settled.</summary>
    public Value PossibleAction { get; init; } = Action;

    /// <summary>The services of which it is open whether they are offered.</summary>
    public ImmutableArray<ServiceSymbol> OpenOffers { get; init; } = [];

    /// <summary>The answer of a policy that decides nothing: a known value that equals no action.</summary>
    public static readonly Value NoAction = Value.Of(-1L);

    public static DecidedAnswer Of(Decision decision)
    {
        var ordinal = decision.Action?.Ordinal ?? (int)NoAction.Low;
        return new DecidedAnswer(Value.Of((long)ordinal), decision.Offers)
        {
            PossibleAction = Value.OneOf([ordinal, .. decision.OtherActions.Select(a => a.Ordinal)]),
            OpenOffers = decision.OpenOffers,
        };
    }

    /// <summary>Whether a service is offered, as far as that is known.</summary>
    public Truth HasOffer(ServiceSymbol service) =>
        Offers is not { } offers || OpenOffers.Contains(service) ? Truth.Unknown : offers.Contains(service) ? Truth.True : Truth.False;
}

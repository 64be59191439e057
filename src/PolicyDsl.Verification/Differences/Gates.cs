using System.Collections.Immutable;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Differences;

/// <summary>A kind of change that must not happen to any incident.</summary>
public enum GateKind
{
    /// <summary>No incident is treated more severely than before.</summary>
    Harsher,

    /// <summary>No incident is treated less severely than before.</summary>
    Milder,

    /// <summary>No incident is offered other services than before.</summary>
    Offers,

    /// <summary>No service is taken from any incident to which it was offered.</summary>
    FewerOffers,

    /// <summary>No decision changes at all: disposition, offers, or details.</summary>
    Any,
}

/// <summary>What came of a gate.</summary>
public enum GateVerdict
{
    Proved,
    Refuted,

    /// <summary>Only terms taken as independent allow such a change, and no incident could be built.</summary>
    PossiblyRefuted,

    /// <summary>The proof is larger than its budget.</summary>
    Undecided,
}

/// <param name="Gate">What was asked.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Change">The change that the example shows, or that is possible; null where none is.</param>
/// <param name="Example">The incident that refutes it; null unless refuted.</param>
public sealed record GateResult(GateKind Gate, GateVerdict Verdict, Change? Change, ChangeExample? Example)
{
    /// <summary>The terms that stood in the way of an example.</summary>
    public ImmutableArray<string> IndependentTerms { get; init; } = [];

    /// <summary>Whether a change is one that a gate forbids.</summary>
    public static bool Forbids(GateKind gate, Change change) => gate switch
    {
        GateKind.Harsher => change.Direction == ChangeDirection.Harsher,
        GateKind.Milder => change.Direction == ChangeDirection.Milder,
        GateKind.Offers => change.Kind == ChangeKind.Offer,
        GateKind.FewerOffers => change is { Kind: ChangeKind.Offer, To: ChangeFinder.NotOffered },
        _ => true,
    };
}

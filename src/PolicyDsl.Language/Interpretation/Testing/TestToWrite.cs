using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>A test that is not written yet.</summary>
/// <param name="Title">Its title; a policy has one test of a title.</param>
/// <param name="Incident">The incident given, with what it refers to.</param>
/// <param name="Expectations">What is expected; locations are not looked at.</param>
public sealed record TestToWrite(string Title, EntityInstance Incident, ImmutableArray<Expectation> Expectations)
{
    public ImmutableArray<EntityInstance> Earlier { get; init; } = [];

    /// <summary>Clauses that the test is about: what they read is told, besides what the policy reads.</summary>
    public ImmutableArray<ClauseSymbol> Clauses { get; init; } = [];

    public DecideOptions Facts { get; init; } = DecideOptions.Default;

    /// <summary>Lines that document the test, above it.</summary>
    public ImmutableArray<string> Documentation { get; init; } = [];

    /// <summary>The expectation that a decision is what it is.</summary>
    public static ImmutableArray<Expectation> Expect(Decision decision) => decision switch
    {
        { Status: DecisionStatus.Outside } => [new ExpectOutside(null)],
        { Status: DecisionStatus.Conflict } => [new ExpectConflict(null)],
        { Action: { } action } => [new ExpectDisposition(action, decision.To, decision.Rules, null)],
        _ => [new ExpectNothing(null)],
    };
}

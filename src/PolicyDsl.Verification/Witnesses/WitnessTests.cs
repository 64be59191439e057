using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Logic;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A finding as a test: it fails now and passes once the policy is mended.</summary>
/// <param name="Name">In words that a file may be called by, as <c>human_rights_first.callers_are_safe</c>; one of each in a policy.</param>
public sealed record WitnessTest(string Name, TestToWrite Test);

/// <summary>
/// Turns the incidents that proofs found into tests that expect what the policy should do of them. Where more than one mend is right a test takes the
/// milder: of two rules in conflict the milder decides, and less does not lead to a harsher answer than more.
/// </summary>
public static class WitnessTests
{
    /// <summary>By clause, then by conflict, then the gap; findings without an incident have none.</summary>
    public static ImmutableArray<WitnessTest> Find(PolicyProof proof, ImmutableArray<ActionSymbol> actions) =>
    [
        .. proof.Verdicts.Where(v => v is { Verdict: Verdict.Violated, Witness: not null }).Select(v => OfClause(v, actions)).OfType<WitnessTest>(),
        .. proof.Logic.Conflicts.Found.Select(OfConflict).OfType<WitnessTest>(),
        .. proof.Logic.Gap is { Case.Witness: { } witness } && LogicChecks.FindUsual(actions) is { } mildest
            ? new[] { Create("gap", "Something is decided", witness, [new ExpectDisposition(mildest, [], [], null)], "Nothing is decided now. Expect what is right; the mildest action that does something stands here for it.") }
            : [],
    ];

    private static WitnessTest? OfClause(ClauseVerdict verdict, ImmutableArray<ActionSymbol> actions)
    {
        if (verdict.Witness is not { } witness)
        {
            return null;
        }

        var expectations = verdict.Clause.Form switch
        {
            LogicalForm form => Expect(form, witness.Decision, actions),
            NeverFallsForm when witness.OtherDecision is { } other => ExpectNone(actions.Where(a => a.Severity > (other.Action?.Severity ?? 0))),
            _ => [],
        };
        string[] documentation = [$"Now: {witness.Disposition}.", .. witness is { OtherText: { } text, OtherDisposition: { } disposition } ? new[] { $"But given {text}: {disposition}.", "One of the two has to change; here the harsher one does." } : []];
        if (expectations.IsEmpty)
        {
            return null;
        }

        var test = Create(verdict.Clause.QualifiedName, verdict.Clause.DisplayName, witness, expectations, documentation);
        return test with { Test = test.Test with { Clauses = [verdict.Clause] } };
    }

    private static ImmutableArray<Expectation> Expect(LogicalForm form, Decision decision, ImmutableArray<ActionSymbol> actions) => form switch
    {
        NeverForm never => ExpectNone(never.Target.Actions),
        NeverHarsherForm limit => ExpectNone(actions.Where(a => a.Severity > limit.Limit.Severity)),
        AlwaysForm { Target.Actions: [var only] } => [new ExpectDisposition(only, [], [], null)],
        AlwaysForm always when decision.Action is null => [new ExpectDisposition(always.Target.Actions.OrderBy(a => a, Mildness.Order).First(), [], [], null)],
        AlwaysForm always => ExpectNone(actions.Except(always.Target.Actions)),
        AlwaysOfferForm offer => [.. offer.Services.Where(s => !decision.Offers.Contains(s)).Select(s => new ExpectOffer(s, true, null))],
        _ => [],
    };

    private static ImmutableArray<Expectation> ExpectNone(IEnumerable<ActionSymbol> actions) => [.. actions.Order(Mildness.Order).OfType<ActionSymbol>().Select(a => new ExpectNot(a, null))];

    private static WitnessTest? OfConflict(RuleConflict conflict)
    {
        var mildest = Mildness.Order.Compare(conflict.Actions.One, conflict.Actions.Other) <= 0 ? conflict.Actions.One : conflict.Actions.Other;
        return conflict.Case.Witness is not { } witness ? null : Create(
            $"conflict.{conflict.One.Name}.{conflict.Other.Name}",
            $"{conflict.One.Name} and {conflict.Other.Name} do not conflict",
            witness,
            [new ExpectDisposition(mildest, [], [], null)],
            $"Now: {witness.Disposition}.", "Expect what is right; the milder of the two stands here for it.");
    }

    private static WitnessTest Create(string name, string title, ClauseWitness witness, ImmutableArray<Expectation> expectations, params IEnumerable<string> documentation) =>
        new(name, new TestToWrite(title, witness.Incident, expectations) { Earlier = witness.Earlier, Facts = witness.Facts, Documentation = [.. documentation] });
}

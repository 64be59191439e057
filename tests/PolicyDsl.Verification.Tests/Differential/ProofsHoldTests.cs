using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Logic;
using PolicyDsl.Verification.Principles;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>
/// Whole proofs of random policies of all constructs, terms taken as independent included: no random incident breaks what is proved, and every incident that
/// is shown breaks what it is shown for, as the interpreter decides it here once more.
/// </summary>
public class ProofsHoldTests(ITestOutputHelper output)
{
    private const int CasesPerPolicy = 40;

    [Theory]
    [InlineData(70_000, 50)]
    public void What_is_proved_no_incident_breaks_and_what_is_shown_breaks_it(int firstSeed, int policies)
    {
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = firstSeed; seed < firstSeed + policies; seed++)
        {
            var features = (seed % 2 == 0 ? PolicyFeatures.All : PolicyFeatures.Exact) with { Rules = 4, Clauses = 8, Depth = 2 };
            if (RandomPolicy.Find(seed, features) is { } policy)
            {
                Try(policy, seed, tally);
            }
        }

        output.WriteLine($"{policies} seeds from {firstSeed}");
        foreach (var (what, count) in tally)
        {
            output.WriteLine($"{count} {what}");
        }

        Assert.True(tally.GetValueOrDefault("logical clause Proved") > policies / 4, "hardly anything is proved");
        Assert.True(tally.GetValueOrDefault("logical clause Violated") > policies / 2, "hardly anything is refuted");
    }

    [SeedsFact]
    public void Proofs_hold_for_the_seeds_asked_for()
    {
        var (first, count) = SeedRequest.Find() ?? (0, 0);
        What_is_proved_no_incident_breaks_and_what_is_shown_breaks_it(first, count);
    }

    private static void Try(RandomPolicy policy, int seed, SortedDictionary<string, int> tally)
    {
        try
        {
            var model = DiagramChecks.Model(policy);
            var verdicts = ClauseProofs.Prove(model, policy.Clauses);
            foreach (var verdict in verdicts)
            {
                Count($"{(verdict.Clause.Form is NeverFallsForm ? "order" : "logical")} clause {verdict.Verdict}");
                Assert.True(IsShown(verdict, model.Interpreter), Tell(policy, seed, $"{verdict.Clause.Name} is not broken by the incident that is shown"));
            }

            var conflicts = ConflictCheck.Find(model);
            foreach (var conflict in conflicts.Found)
            {
                Count(conflict.Case.Witness is null ? "conflict possible" : "conflict shown");
                var isShown = conflict.Case.Witness is not { } witness || Decide(model, witness).Status == DecisionStatus.Conflict;
                Assert.True(isShown, Tell(policy, seed, $"{conflict.One.Name} and {conflict.Other.Name} do not conflict where it is shown"));
            }

            var gap = GapCheck.Find(model);
            Assert.True(gap?.Case.Witness is not { } undecided || Decide(model, undecided).Status == DecisionStatus.None, Tell(policy, seed, "the gap is none"));
            TryCases(policy, seed, model, (verdicts, conflicts, gap));
        }
        catch (BudgetExceededException)
        {
            Count("policies out of budget");
        }

        void Count(string what) => tally[what] = tally.GetValueOrDefault(what) + 1;
    }

    private static void TryCases(
        RandomPolicy policy,
        int seed,
        PolicyModel model,
        (IEnumerable<ClauseVerdict> Verdicts, ConflictResult Conflicts, PolicyGap? Gap) proofs)
    {
        var proved = proofs.Verdicts.Where(v => v.Verdict == Verdict.Proved).ToList();
        var cases = new CaseGenerator(policy, seed);
        for (var i = 0; i < CasesPerPolicy && cases.FindNext() is { } random; i++)
        {
            var decision = model.Interpreter.Decide(random.Incident, random.History, random.Facts);
            var broken = proved.Find(v => v.Clause.Form switch
            {
                LogicalForm form => ClauseTrial.Try(form, model.Interpreter, random.Incident, random.History, decision).IsBroken,
                NeverFallsForm form => Falls(model.Interpreter, form, random, decision),
                _ => false,
            });
            Assert.True(broken is null, Tell(policy, seed, $"{broken?.Clause.Name} is proved and broken by\n{CaseText.Write(random)}"));
            Assert.True(
                decision.Status != DecisionStatus.Conflict || !proofs.Conflicts.Found.IsEmpty || !proofs.Conflicts.Undecided.IsEmpty,
                Tell(policy, seed, $"no conflict was found, but there is one:\n{CaseText.Write(random)}"));
            Assert.True(decision.Status != DecisionStatus.None || proofs.Gap is not null, Tell(policy, seed, $"no gap was found, but there is one:\n{CaseText.Write(random)}"));
        }
    }

    private static bool IsShown(ClauseVerdict verdict, Interpreter interpreter)
    {
        if (verdict.Verdict != Verdict.Violated)
        {
            return verdict.Witness is null;
        }

        if (verdict.Witness is not { } witness)
        {
            return false;
        }

        var history = new ListedHistory(witness.Earlier);
        var decision = interpreter.Decide(witness.Incident, history, witness.Facts);
        return verdict.Clause.Form is LogicalForm form
            ? ClauseTrial.Try(form, interpreter, witness.Incident, history, decision).IsBroken
            : witness.OtherDecision is { Status: not DecisionStatus.Outside } other && SeverityOf(decision) > SeverityOf(other);
    }

    /// <summary>Whether the same incident with more of a stored field, nothing given that derives from it, is treated less severely; other terms are passed over.</summary>
    private static bool Falls(Interpreter interpreter, NeverFallsForm form, RandomCase random, Decision decision)
    {
        if (decision.Status == DecisionStatus.Outside || form.Term is not BoundFieldAccess { Receiver: BoundSubject, Field: var field } || random.Incident[field].Kind != ValueKind.Exact
            || random.Incident.Entity.Fields.Any(f => f is { IsStored: true, Formula: not null } && random.Incident[f].Kind != ValueKind.Unknown))
        {
            return false;
        }

        var before = random.Incident[field];
        foreach (var step in new[] { 1, field.Type.Scale / 2, field.Type.Scale, 5 * field.Type.Scale, 100 * field.Type.Scale }.Where(s => s > 0))
        {
            random.Incident[field] = Value.Of(before.Low + step);
            var isPossible = !field.Entity.Invariants.Any(i => interpreter.Evaluate(i, random.Incident, NoHistory.Instance).ToTruth() == Truth.False);
            var after = interpreter.Decide(random.Incident, random.History, random.Facts);
            random.Incident[field] = before;
            if (isPossible && after.Status != DecisionStatus.Outside && SeverityOf(after) < SeverityOf(decision))
            {
                return true;
            }
        }

        return false;
    }

    private static Decision Decide(PolicyModel model, ClauseWitness witness) =>
        model.Interpreter.Decide(witness.Incident, new ListedHistory(witness.Earlier), witness.Facts);

    private static int SeverityOf(Decision decision) => decision.Action?.Severity ?? 0;

    private static string Tell(RandomPolicy policy, int seed, string what) => string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {what}\n{policy.Text}");
}

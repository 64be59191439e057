using System.Globalization;
using System.Numerics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Differences;

/// <summary>
/// Random pairs of policies and random incidents: an incident is in a change exactly where the interpreters show it, in a box only where it is in the
/// change, and boxes with what is not shown make up the change.
/// </summary>
public class RandomDifferenceTests(ITestOutputHelper output)
{
    private const int Pairs = 60;
    private const int CasesOfEach = 15;

    [Fact]
    public void Changes_are_where_the_interpreters_differ()
    {
        var (compared, cases, changed) = (0, 0, 0);
        for (var seed = 0; seed < Pairs; seed++)
        {
            if (FindPair(seed) is not { } pair)
            {
                continue;
            }

            var random = new CaseGenerator(pair.Before, seed);
            List<RandomCase> recorded = [.. Enumerable.Range(0, CasesOfEach).Select(_ => random.FindNext()).OfType<RandomCase>()];
            var difference = PolicyDiffer.Compare(new DifferenceRequest
            {
                Recorded = (_, add) => recorded.Select((c, i) => Record(pair.Before, pair.After, c, i)).ToList().ForEach(add),
                Before = new ModelledPolicy(pair.Before.Policy, pair.Before.Scope),
                After = new ModelledPolicy(pair.After.Policy, pair.After.Scope),
                MaxBoxes = 3,
                Budget = new DiagramBudget { MaxNodes = 60_000, MaxSteps = 300_000 },
            });
            if (difference.Verdict == DifferenceVerdict.Undecided)
            {
                continue;
            }

            difference.Universe?.Diagrams.StartQuestion();
            if (!CheckBoxes(difference, seed))
            {
                continue;
            }

            compared++;
            foreach (var given in recorded)
            {
                cases++;
                changed += Check(difference, pair.Before, pair.After, given, seed) ? 1 : 0;
            }

            CheckCounts(difference, pair.Before, pair.After, recorded, seed);
        }

        output.WriteLine($"{compared} pairs, {cases} incidents, {changed} of them decided differently");
        Assert.InRange(compared, Pairs / 3, Pairs);
        Assert.InRange(changed, 20, cases - 20);
    }

    private static bool Check(PolicyDifference difference, RandomPolicy before, RandomPolicy after, RandomCase given, int seed)
    {
        var (universe, finder) = (difference.Universe, difference.Finder);
        Assert.NotNull(universe);
        Assert.NotNull(finder);
        var old = new Interpreter(before.Policy, before.Scope).Decide(given.Incident, given.History, FactsFor(before, given.Facts));
        var now = new Interpreter(after.Policy, after.Scope).Decide(given.Incident, given.History, FactsFor(after, given.Facts));
        var kind = universe.Abstract(universe.Models[0], given.Incident, given.History, AllFacts(before, after, given.Facts));
        foreach (var change in difference.Changes)
        {
            var isThere = universe.Diagrams.Evaluate(change.Where, kind) == 1;
            Assert.True(isThere == finder.Shows(change, old, now), $"seed {seed}, {change}: the diagram says {isThere}\n{before.Text}\n----\n{after.Text}\n----\n{CaseText.Write(given)}");
            foreach (var box in change.Boxes)
            {
                Assert.True(isThere || universe.Diagrams.Evaluate(box.Where, kind) == 0, $"seed {seed}, {change}: in the box {string.Join(", ", box.Conditions)} without the change");
            }
        }

        var isChanged = Outcome.Of(old).Name != Outcome.Of(now).Name;
        Assert.True(isChanged == difference.Changes.Any(c => c.Kind == ChangeKind.Disposition && finder.Shows(c, old, now)), $"seed {seed}: a change is missing: {Outcome.Of(old).Name} → {Outcome.Of(now).Name}\n{Diffs.Tell(difference)}\n{before.Text}\n----\n{after.Text[..after.Text.IndexOf("enum offence", StringComparison.Ordinal)]}\n----\n{CaseText.Write(given)}");
        return isChanged;
    }

    private static RecordedIncident Record(RandomPolicy before, RandomPolicy after, RandomCase given, int number) => new(
        number.ToString(CultureInfo.InvariantCulture),
        given.Incident,
        given.History,
        new Interpreter(before.Policy, before.Scope).Decide(given.Incident, given.History),
        new Interpreter(after.Policy, after.Scope).Decide(given.Incident, given.History));

    /// <summary>Recorded incidents are counted as both interpreters decide them, one by one.</summary>
    private static void CheckCounts(PolicyDifference difference, RandomPolicy before, RandomPolicy after, List<RandomCase> cases, int seed)
    {
        var (recorded, finder, universe) = (difference.Recorded, difference.Finder, difference.Universe);
        Assert.NotNull(recorded);
        Assert.NotNull(finder);
        Assert.NotNull(universe);
        var incidents = cases.Select((c, i) => Record(before, after, c, i)).ToList();
        Assert.Equal(incidents.Count, recorded.Incidents);
        Assert.Equal(incidents.Count(i => Outcome.Of(i.Before).Name != Outcome.Of(i.After).Name), recorded.Changed.Incidents);
        Assert.Equal(recorded.Changed.Incidents, recorded.Harsher + recorded.Milder + recorded.Other);
        foreach (var ofChange in recorded.OfEach)
        {
            var all = incidents.Where(i => finder.Shows(ofChange.Change, i.Before, i.After)).ToList();
            Assert.Equal((all.Count, string.Join(' ', all.Take(3).Select(i => i.Id))), (ofChange.All.Incidents, string.Join(' ', ofChange.All.First)));
            Assert.Equal(all.Count(i => i.Before.IsUnsettled || i.After.IsUnsettled), ofChange.All.Unsettled);
            var inBoxes = all.Count(i => ofChange.Change.Boxes.Any(b => universe.Diagrams.Evaluate(b.Where, universe.Abstract(universe.Models[0], i.Instance, i.History, DecideOptions.Default)) == 1));
            Assert.True(all.Count == inBoxes + ofChange.NotShown.Incidents, $"seed {seed}, {ofChange.Change}");
        }
    }

    /// <summary>False where the check itself is larger than the budget.</summary>
    private static bool CheckBoxes(PolicyDifference difference, int seed)
    {
        try
        {
            CheckAllBoxes(difference, seed);
            return true;
        }
        catch (BudgetExceededException)
        {
            return false;
        }
    }

    private static void CheckAllBoxes(PolicyDifference difference, int seed)
    {
        var universe = difference.Universe;
        Assert.NotNull(universe);
        int[] variables = [.. Enumerable.Range(0, universe.VariableCount)];
        foreach (var change in difference.Changes)
        {
            var covered = universe.Diagrams.OrAll(change.Boxes.Select(b => b.Where));
            covered = universe.Diagrams.And(covered, universe.Valid);
            Assert.True(universe.Diagrams.Implies(covered, change.Where), $"seed {seed}, {change}: a box reaches outside");
            Assert.Equal(change.Kinds, universe.Diagrams.Count(covered, variables) + change.KindsNotShown);
            Assert.All(change.Boxes, b => Assert.Equal(b.Kinds, universe.Diagrams.Count(universe.Diagrams.And(b.Where, universe.Valid), variables)));
            Assert.All(change.Boxes.Where(b => b.Example is not null), b => Assert.True(
                difference.Finder?.Shows(change, b.Example?.Before.Decision ?? throw new InvalidOperationException(), b.Example.After.Decision)));
        }

        // What two boxes say in the same words is the same.
        foreach (var told in difference.Changes.SelectMany(c => c.Boxes).GroupBy(b => string.Join(", ", b.Conditions), StringComparer.Ordinal))
        {
            Assert.True(told.Select(b => universe.Diagrams.And(b.Where, universe.Valid)).Distinct().Count() == 1, $"seed {seed}: `{told.Key}` is said of different boxes");
        }

        Assert.True(difference.CountKinds(ChangeKind.Disposition) <= difference.Kinds, $"seed {seed}");
        Assert.Equal(BigInteger.Zero, difference.Verdict == DifferenceVerdict.Same ? difference.KindsChanged : BigInteger.Zero);
    }

    /// <summary>Half of the pairs are a policy and itself without a line; in the others the rules are of another seed.</summary>
    private static (RandomPolicy Before, RandomPolicy After)? FindPair(int seed)
    {
        var features = seed % 4 < 2 ? PolicyFeatures.All : PolicyFeatures.Exact;
        if (RandomPolicy.Find(seed, features) is not { } before)
        {
            return null;
        }

        var random = new RandomChoice(seed);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var text = seed % 2 == 0 ? WithoutALine(before.Text, random) : WithRulesOf(before.Text, PolicyGenerator.Write(seed + 1_000 + attempt, features));
            if (text != before.Text && RandomPolicy.Find(text) is { } after)
            {
                return (before, after);
            }
        }

        return null;
    }

    private static string WithoutALine(string text, RandomChoice random)
    {
        var cut = text.IndexOf("enum offence", StringComparison.Ordinal);
        var lines = text[..cut].Split('\n').ToList();
        lines.RemoveAt(1 + random.Below(lines.Count - 1));
        return string.Join('\n', lines) + text[cut..];
    }

    private static string WithRulesOf(string text, string other) =>
        other[..other.IndexOf("enum offence", StringComparison.Ordinal)] + text[text.IndexOf("enum offence", StringComparison.Ordinal)..];

    private static DecideOptions FactsFor(RandomPolicy policy, DecideOptions facts) => new()
    {
        ActiveCrackdowns = [.. policy.Policy.Rules.OfType<CrackdownSymbol>().Where(c => facts.ActiveCrackdowns.Any(o => o.Name == c.Name))],
        AlternativesInForce = [.. policy.Policy.Rules.Where(r => facts.AlternativesInForce.Any(o => o.Name == r.Name))],
        ExhaustedResources = [.. policy.Policy.Resources.Where(r => facts.ExhaustedResources.Any(o => o.Name == r.Name))],
    };

    private static DecideOptions AllFacts(RandomPolicy before, RandomPolicy after, DecideOptions facts)
    {
        var (old, now) = (FactsFor(before, facts), FactsFor(after, facts));
        return new DecideOptions
        {
            ActiveCrackdowns = old.ActiveCrackdowns.Union(now.ActiveCrackdowns),
            AlternativesInForce = old.AlternativesInForce.Union(now.AlternativesInForce),
            ExhaustedResources = old.ExhaustedResources.Union(now.ExhaustedResources),
        };
    }
}

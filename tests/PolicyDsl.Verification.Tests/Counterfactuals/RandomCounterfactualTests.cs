using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Counterfactuals;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tests.Differential;
using PolicyDsl.Verification.Witnesses;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Counterfactuals;

/// <summary>
/// Random policies and incidents: every way that is told replays, changes nothing that may not be changed, and is no larger than what trying all values of one field finds.
/// </summary>
public class RandomCounterfactualTests(ITestOutputHelper output)
{
    private const int CasesPerPolicy = 4;

    [Theory]
    [InlineData(81_000, 30)]
    public void Every_way_replays_and_none_is_larger_than_it_need_be(int firstSeed, int policies)
    {
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = firstSeed; seed < firstSeed + policies; seed++)
        {
            var features = (seed % 3 == 0 ? PolicyFeatures.All : PolicyFeatures.Exact) with { Rules = 3, Clauses = 0, Depth = 2 };
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

        Assert.True(tally.GetValueOrDefault("ways of 1") > policies, "hardly anything is found");
        Assert.True(tally.GetValueOrDefault("single changes by trial") > policies, "hardly anything is tried");
    }

    [SeedsFact]
    public void Ways_are_right_for_the_seeds_asked_for()
    {
        var (first, count) = SeedRequest.Find() ?? (0, 0);
        Every_way_replays_and_none_is_larger_than_it_need_be(first, count);
    }

    private static void Try(RandomPolicy policy, int seed, SortedDictionary<string, int> tally)
    {
        try
        {
            var model = DiagramChecks.Model(policy);
            var cases = new CaseGenerator(policy, seed);
            for (var i = 0; i < CasesPerPolicy; i++)
            {
                if (cases.FindNext() is { } next)
                {
                    Try(model, policy, next, string.Create(CultureInfo.InvariantCulture, $"seed {seed}, case {i}\n{policy.Text}\n{CaseText.Write(next)}"), tally);
                }
            }
        }
        catch (BudgetExceededException)
        {
            Add(tally, "undecided");
        }
    }

    private static void Try(PolicyModel model, RandomPolicy policy, RandomCase next, string place, SortedDictionary<string, int> tally)
    {
        var past = new ReplayedHistory(next.History, next.Incident);
        var result = new CounterfactualFinder(model).Find(next.Incident, next.History, next.Facts);
        foreach (var other in result.Others)
        {
            foreach (var way in other.Ways)
            {
                Assert.True(Outcome.Of(model.Interpreter.Decide(way.Incident, past, next.Facts)) == other.Outcome, $"{other.Outcome.Name} does not replay: {place}");
                Assert.All(way.Changes, c => Assert.True(ChangeableFields.IsChangeable(c.Path) && c.After.IsKnown && c.After != c.Before, $"{c.Name}: {place}"));
                Add(tally, $"ways of {way.Changes.Length}");
            }

            foreach (var (one, larger) in other.Ways.SelectMany(a => other.Ways.Where(b => b != a).Select(b => (a, b))))
            {
                Assert.False(one.Changes.All(c => larger.Changes.Any(d => d.Name == c.Name)), $"{other.Outcome.Name} has a way within another: {place}");
            }
        }

        CheckProtected(model, next, result, place, tally);
        foreach (var (outcome, field, value) in SingleChanges(model, policy, next, past).DistinctBy(c => c.Outcome))
        {
            Add(tally, "single changes by trial");
            var other = result.Others.FirstOrDefault(o => o.Outcome == outcome);
            var isFound = other is not null && ((!other.Ways.IsEmpty && other.Ways[0].Changes.Length == 1) || !other.NotFollowed.IsEmpty);
            Assert.True(isFound, $"{outcome.Name} by {field} = {value} was missed: {place}");
        }
    }

    /// <summary>Each value of a protected field gives what is said: nothing else, or what it flips to.</summary>
    private static void CheckProtected(PolicyModel model, RandomCase next, CounterfactualResult result, string place, SortedDictionary<string, int> tally)
    {
        foreach (var field in result.Flips.Where(f => f.Type is EnumType && Replays.Read(next.Incident, f.Path[..^1]).Entity is not null))
        {
            var somebody = Replays.Read(next.Incident, field.Path[..^1]).Entity;
            for (var i = 0L; i < ((EnumType)field.Type).Enum.Members.Length; i++)
            {
                var copy = new CopiedEntities(next.Incident);
                copy.Change(field.Path[..^1], field.Path[^1], Value.Of(i));
                var past = new ReplayedHistory(next.History, next.Incident, somebody, copy.Find(field.Path[..^1]));
                var decision = model.Interpreter.Decide(copy.Root, past, next.Facts);
                var expected = field.Flips.FirstOrDefault(f => f.Value == Value.Of(i))?.Outcome ?? Outcome.Of(result.Decision);
                Add(tally, $"protected values, {field.Verdict}");
                Assert.True(Outcome.Of(decision) == expected, $"{field.Name} = {i}: {place}");
            }
        }
    }

    private static IEnumerable<(Outcome Outcome, string Field, string Value)> SingleChanges(PolicyModel model, RandomPolicy policy, RandomCase next, ReplayedHistory past)
    {
        var now = Outcome.Of(model.Interpreter.Decide(next.Incident, past, next.Facts));
        var parts = WitnessParts.Of(model);
        var constants = new PolicyConstants(policy);
        foreach (var path in Paths(next.Incident, []).Where(ChangeableFields.IsChangeable))
        {
            foreach (var value in Values(path[^1].Type, constants).Where(v => v != Replays.Read(next.Incident, path)))
            {
                var copy = new CopiedEntities(next.Incident);
                copy.Change(path[..^1], path[^1], value);
                if (Replays.IsConsistent(parts, copy.Root) && !Replays.ContradictsItself(model, copy.Root, next.Incident, path[..^1])
                    && Outcome.Of(model.Interpreter.Decide(copy.Root, past, next.Facts)) is var outcome && outcome != now)
                {
                    yield return (outcome, FieldSource.PathText(path), new ValueFormatter([]).Format(value, path[^1].Type));
                }
            }
        }
    }

    private static IEnumerable<Value> Values(TypeSymbol type, PolicyConstants constants) => type switch
    {
        EnumType { Enum.Members: var members } => members.Select(m => Value.Of((long)m.Ordinal)),
        SetType { Element.Enum.Members: var members } => members.Select(m => Value.Set([m.Ordinal])).Prepend(Value.Set([])),
        { IsOrdered: true } => constants.Of(type).SelectMany(c => new[] { c - 1, c, c + 1 }).Distinct().Select(Value.Of),
        _ when type == BasicType.Boolean => [Value.False, Value.True],
        _ => [],
    };

    private static IEnumerable<ImmutableArray<FieldSymbol>> Paths(EntityInstance entity, ImmutableArray<FieldSymbol> above) => entity.Entity.Fields.Where(f => f.IsStored)
        .SelectMany(f => f.Type is not EntityType ? [above.Add(f)] : entity[f].Entity is { } target && above.IsEmpty ? Paths(target, above.Add(f)) : []);

    private static void Add(SortedDictionary<string, int> tally, string what) => tally[what] = tally.GetValueOrDefault(what) + 1;
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>
/// Thousands of random incidents break no policy that keeps a clause. That they would break one that does not is shown on the bad
/// policies: the same incidents break nearly all of them.
/// </summary>
public sealed class RandomTrialTests(ITestOutputHelper output)
{
    private const int Seed = 20240101;
    private const int Incidents = 2_000;

    public static TheoryData<string, string> GoodLogical => CompiledSample.Rows(areGood: true, typeof(LogicalForm));

    public static TheoryData<string, string> GoodOrder => CompiledSample.Rows(areGood: true, typeof(NeverFallsForm));

    [Theory]
    [MemberData(nameof(GoodLogical))]
    [MemberData(nameof(GoodOrder))]
    public void No_random_incident_breaks_a_good_policy(string clause, string name)
    {
        var (breaking, tried) = Try(CompiledSample.Get(clause, name), Incidents);

        Assert.True(breaking is null, $"seed {Seed}: {clause}/{name} is broken by\n{breaking}");
        Assert.True(tried > Incidents / 20, $"only {tried} of {Incidents} incidents are what the clause is about");
    }

    [Fact]
    public void Random_incidents_break_nearly_all_bad_policies()
    {
        var bad = CompiledSample.Rows(areGood: false, typeof(LogicalForm), typeof(NeverFallsForm)).Select(r => CompiledSample.Get((string)r[0], (string)r[1])).ToList();

        var missed = bad.Where(s => Try(s, Incidents).Breaking is null).Select(s => $"{s.Sample.Clause}/{s.Sample.Name}").ToList();

        output.WriteLine($"seed {Seed}; not broken: {string.Join(", ", missed)}");
        Assert.True(missed.Count * 10 <= bad.Count, $"{missed.Count} of {bad.Count} bad policies are not broken: {string.Join(", ", missed)}");
    }

    private static (string? Breaking, int Tried) Try(CompiledSample sample, int count)
    {
        var interpreter = new Interpreter(sample.Policy, sample.Compilation.Scope);
        var cases = new FocusedCases(sample, Seed);
        var tried = 0;
        for (var i = 0; i < count; i++)
        {
            if (cases.FindNext() is { } random)
            {
                var (isConcerned, breaking) = sample.Clause.Form is LogicalForm form ? Try(form, interpreter, random) : TryPair(sample, interpreter, random, i);
                if (breaking is not null)
                {
                    return (breaking, tried);
                }

                tried += isConcerned ? 1 : 0;
            }
        }

        return (null, tried);
    }

    private static (bool IsConcerned, string? Breaking) Try(LogicalForm form, Interpreter interpreter, RandomCase random)
    {
        var decision = interpreter.Decide(random.Incident, random.History, random.Facts);
        var trial = ClauseTrial.Try(form, interpreter, random.Incident, random.History, decision);
        return (trial.Applies == Truth.True, trial.IsBroken ? $"{decision.Action?.Name}\n{CaseText.Write(random)}" : null);
    }

    /// <summary>The incident and the same one with a higher value; both in scope.</summary>
    private static (bool IsConcerned, string? Breaking) TryPair(CompiledSample sample, Interpreter interpreter, RandomCase random, int number)
    {
        var term = RisingTerm.Of(sample.Clause);
        if (term.FindValue(random.Incident) is not { } value)
        {
            return (false, null);
        }

        var step = term.Path[^1].Type.Scale * (1 + (number % 60));
        var (lower, higher) = (term.With(random.Incident, value), term.With(random.Incident, value + step));
        var normalizer = new EntityNormalizer(sample.Compilation.Scope);
        if (term.HolderIn(higher) is { } holder && normalizer.Normalize(holder).Broken.Length > 0)
        {
            return (false, null);
        }

        var decisions = new[] { lower, higher }.Select(i => interpreter.Decide(i, random.History, random.Facts)).ToList();
        if (decisions.Any(d => d.Status == DecisionStatus.Outside))
        {
            return (false, null);
        }

        var (before, after) = (decisions[0].Action?.Severity ?? 0, decisions[1].Action?.Severity ?? 0);
        return (true, after < before ? $"{decisions[0].Action?.Name} at {value}, {decisions[1].Action?.Name} at {value + step}\n{CaseText.Write(random)}" : null);
    }
}

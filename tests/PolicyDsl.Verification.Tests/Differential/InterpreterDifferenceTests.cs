using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>The diagrams against the interpreter, for random policies of all constructs and random incidents, partly known ones included.</summary>
public class InterpreterDifferenceTests(ITestOutputHelper output)
{
    private const int CasesPerPolicy = 12;

    [Theory]
    [InlineData(1_000, 300, 3)]
    [InlineData(2_000, 30, 12)]
    public void Diagrams_say_of_every_incident_what_the_interpreter_says(int firstSeed, int policies, int rules)
    {
        var features = PolicyFeatures.All with { Rules = rules };
        var (cases, tooLarge) = (0, 0);
        for (var seed = firstSeed; seed < firstSeed + policies; seed++)
        {
            if (RandomPolicy.Find(seed, features) is not { } policy)
            {
                continue;
            }

            try
            {
                cases += Compare(policy, seed);
            }
            catch (BudgetExceededException)
            {
                tooLarge++;
            }
        }

        output.WriteLine($"seeds from {firstSeed}: {cases} cases, {tooLarge} policies too large");
        Assert.InRange(tooLarge, 0, policies / 20);
        Assert.InRange(cases, policies * CasesPerPolicy * 3 / 4, int.MaxValue);
    }

    [SeedsFact]
    public void Diagrams_say_what_the_interpreter_says_for_the_seeds_asked_for()
    {
        var (first, count) = SeedRequest.Find() ?? (0, 0);
        Diagrams_say_of_every_incident_what_the_interpreter_says(first, count, 4);
    }

    private static int Compare(RandomPolicy policy, int seed)
    {
        var model = DiagramChecks.Model(policy);
        var generator = new CaseGenerator(policy, seed);
        var cases = 0;
        for (var i = 0; i < CasesPerPolicy && generator.FindNext() is { } random; i++)
        {
            if (DiagramChecks.FindDifference(policy, model, random) is { } difference)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, case {i}: {difference}\n\n{FailingCase.Write(policy, random, seed)}"));
            }

            cases++;
        }

        return cases;
    }
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Mutation;
using PolicyDsl.Verification.Tests.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Verification.Tests.Mutation;

public sealed class DiagramComparerTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Equivalent => new()
    {
        { "rule r { when person.age is at least 18 and person.age is at least 16 then warn }", "`and person.age is at least 16` is left out in rule `r`" },
        { "rule r { when certainly (weapon is known) then warn }", "`certainly (weapon is known)` becomes `(weapon is known)` in rule `r`" },
        { "rule a { when weapon is knife then arrest overrides b, c }\nrule b { when dangerous then warn overrides c }\nrule c { when uses_minors then seize }", "`overrides c` is left out in rule `a`" },
        { "rule r { when weapon in [knife, firearm] or weapon is firearm then warn }", "`weapon in [knife, firearm]` becomes `weapon in [knife]` in rule `r`" },
        { "rule r { when person has at least 1 incidents or any(incidents of person) then warn }", "`has at least 1` becomes `has at least 2` in rule `r`" },
        { "applies when weapon is knife\nrule r { when weapon is knife then warn }\notherwise advise", "`otherwise advise` becomes `otherwise seize` in `otherwise`" },
    };

    public static TheoryData<string, string> Different => new()
    {
        { "rule r { when person.age is at least 18 and person.age is at least 20 then warn }", "`and person.age is at least 20` is left out in rule `r`" },
        { "rule r { when certainly (weapon is knife) then warn }\notherwise advise", "`certainly (weapon is knife)` becomes `(weapon is knife)` in rule `r`" },
        { "rule a { when weapon is knife then arrest overrides b }\nrule b { when dangerous then warn }", "`overrides b` is left out in rule `a`" },
        { "rule r { when weapon is knife then divert to treatment }", "`to treatment` is left out in rule `r`" },
        { "rule r { when weapon is knife offer naloxone, medical_aid }", "`offer naloxone` is left out in rule `r`" },
        { "rule r { when any(incidents of person within past 30 days) then warn }", "`within past 30 days` becomes `within past 60 days` in rule `r`" },
        { "rule r { when weapon is knife then divert to treatment, otherwise warn }", "`otherwise warn` becomes `otherwise seize` in rule `r`" },
        { "rule r { when offence in [supply, robbery] or offence in violent then warn }", "`offence in [supply, robbery]` becomes `offence in [supply]` in rule `r`" },
        { "applies when weapon is knife\nrule r { when dangerous then warn }\notherwise warn", "`applies when` is left out" },
        { "rule r { when dangerous then arrest }\nresource hours 10 hours per week, when exhausted warn", "`when exhausted warn` becomes `when exhausted seize` in resource `hours`" },
    };

    [Theory]
    [MemberData(nameof(Equivalent))]
    public void A_change_that_changes_no_decision_is_equivalent(string lines, string sentence)
    {
        Assert.Equal(MutantDifference.None, Compare(lines, sentence).Difference);
    }

    [Theory]
    [MemberData(nameof(Different))]
    public void A_change_of_a_decision_is_a_difference(string lines, string sentence)
    {
        Assert.Equal(MutantDifference.Some, Compare(lines, sentence).Difference);
    }

    [Fact]
    public void Past_the_budget_the_comparison_is_undecided()
    {
        var comparison = Compare("rule r { when person.age is at least 18 and offence in violent then warn }", "rule `r` never fires", new DiagramBudget { MaxNodes = 10 });

        Assert.Equal(MutantDifference.Undecided, comparison.Difference);
        Assert.NotNull(comparison.Reason);
    }

    [Fact]
    public void What_is_equivalent_decides_random_incidents_as_the_original_does()
    {
        var (equivalent, different, undecided) = (0, 0, 0);
        for (var seed = 0; seed < 30; seed++)
        {
            var text = PolicyGenerator.Write(seed, PolicyFeatures.All);
            if (RandomPolicy.Find(text) is not { } policy)
            {
                continue;
            }

            var root = policy.Compilation.Trees[^1].Source;
            var compiler = new MutantCompiler([root], new MemorySources([], root));
            var comparer = new DiagramComparer(policy.Compilation, compiler, new DiagramBudget { MaxNodes = 200_000, MaxSteps = 2_000_000 });
            foreach (var mutant in MutantSample.Take(MutantGenerator.Generate(policy.Compilation, _ => true), 8))
            {
                var mutated = compiler.Compile(mutant);
                if (mutated.HasErrors || mutated.Policy is not { } changed)
                {
                    continue;
                }

                var comparison = comparer.Compare(mutant, mutated);
                if (comparison.Difference != MutantDifference.None)
                {
                    (different, undecided) = comparison.Difference == MutantDifference.Some ? (different + 1, undecided) : (different, undecided + 1);
                    continue;
                }

                equivalent++;
                var replay = new MutantReplay(new Interpreter(policy.Policy, policy.Scope), new Interpreter(changed, mutated.Scope), mutated.Scope);
                var cases = new CaseGenerator(policy, seed);
                for (var i = 0; i < 30; i++)
                {
                    Assert.False(
                        cases.FindNext() is { } random && replay.Differs(random.Incident, random.Earlier, random.Facts, random.CoversFrom),
                        $"seed {seed}: {mutant.Sentence} is told to be equivalent\n{text}");
                }
            }
        }

        output.WriteLine($"{equivalent} equivalent, {different} different, {undecided} undecided");
        Assert.True(equivalent > 20 && different > 20);
    }

    private static MutantComparison Compare(string lines, string sentence, DiagramBudget? budget = null)
    {
        var (compilation, compiler) = Mutants.Compile("policy p\nusing idpc\n" + lines);
        var mutant = Assert.Single(Mutants.Generate(compilation), m => m.Sentence == sentence);
        var mutated = compiler.Compile(mutant);
        Assert.False(mutated.HasErrors);
        return new DiagramComparer(compilation, compiler, budget).Compare(mutant, mutated);
    }
}

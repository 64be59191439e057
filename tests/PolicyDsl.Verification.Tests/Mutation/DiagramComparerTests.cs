using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Mutation;
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
        Assert.NotEqual(MutantDifference.None, Compare(lines, sentence).Difference);
    }

    [Theory]
    [InlineData("rule r { when weapon is knife then warn }\notherwise advise", "`then warn` becomes `then seize` in rule `r`", "given incident { weapon: knife }\n    expect warn\n")]
    [InlineData("rule r { when person.age is at least 18 then warn }\notherwise advise", "`is at least 18` becomes `is more than 18` in rule `r`", "given incident { person: { age: 18 } }\n    expect warn\n")]
    [InlineData("rule r { when weapon is knife offer naloxone }\notherwise advise", "`weapon is knife` becomes `weapon is not knife` in rule `r`", "given incident { weapon: none }\n    expect advise\n    expect no offer naloxone\n")]
    [InlineData("applies when offence in drug_offences\nrule r { when offence is supply then warn }\notherwise advise", "`applies when` is left out", "expect outside\n")]
    [InlineData("rule r { when any(incidents of person where offence is supply within past 30 days) then warn }\notherwise advise", "`within past 30 days` becomes `within past 60 days` in rule `r`", "days before, offence: supply }\n")]
    [InlineData("rule r { when weapon is knife then divert to treatment, otherwise warn }", "`otherwise warn` becomes `otherwise seize` in rule `r`", "given otherwise of r\n")]
    [InlineData("rule r { when dangerous then arrest }\nresource hours 10 hours per week, when exhausted warn", "`when exhausted warn` becomes `when exhausted seize` in resource `hours`", "given exhausted hours\n")]
    public void A_suggested_test_gives_what_the_policy_reads_and_expects_what_it_decides(string lines, string sentence, string expected)
    {
        Assert.Contains(expected, Compare(lines, sentence).SuggestedTest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rule r { when offence is supply unless minor then arrest }\notherwise advise", "`unless minor` is left out in rule `r`", "clause `human_rights_first.")]
    [InlineData("rule a { when weapon is knife then warn overrides b }\nrule b { when uses_minors then seize }\notherwise advise", "`overrides b` is left out in rule `a`", "rules `a` and `b` conflict")]
    public void A_proof_notices_a_clause_that_no_longer_holds_and_a_new_conflict(string lines, string sentence, string notice)
    {
        Assert.StartsWith(notice, Compare(lines, sentence).Notice, StringComparison.Ordinal);
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
        for (var seed = 0; seed < 40; seed++)
        {
            var text = PolicyGenerator.Write(seed, PolicyFeatures.All);
            if (RandomPolicy.Find(text) is not { } policy)
            {
                continue;
            }

            var root = policy.Compilation.Trees[^1].Source;
            var compiler = new MutantCompiler([root], new MemorySources([], root));
            foreach (var mutant in MutantSample.Take(MutantGenerator.Generate(policy.Compilation, _ => true), 8))
            {
                var mutated = compiler.Compile(mutant);
                if (mutated.HasErrors || mutated.Policy is not { } changed)
                {
                    continue;
                }

                var differs = Differ(policy, changed, mutated.Scope);
                if (differs != false)
                {
                    (different, undecided) = differs == true ? (different + 1, undecided) : (different, undecided + 1);
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

    private static bool? Differ(RandomPolicy policy, PolicySymbol changed, GlobalScope scope)
    {
        try
        {
            var budget = new DiagramBudget { MaxNodes = 200_000, MaxSteps = 2_000_000 };
            var universe = Universe.Create([new ModelledPolicy(policy.Policy, policy.Scope), new ModelledPolicy(changed, scope)], budget);
            var difference = new DecisionDifference(universe.Models[0], universe.Models[1]);
            return universe.Diagrams.Intersects(difference.FindDecided(), universe.Valid) || universe.Diagrams.Intersects(difference.FindOpen(), universe.Valid);
        }
        catch (BudgetExceededException)
        {
            return null;
        }
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

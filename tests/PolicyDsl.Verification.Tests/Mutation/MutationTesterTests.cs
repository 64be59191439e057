using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Verification.Tests.Mutation;

public sealed class MutationTesterTests
{
    private const string Rule = "rule adults { when person.age is at least 18 then warn }\notherwise advise\n";

    [Fact]
    public void A_change_that_no_test_notices_survives_and_one_that_a_test_notices_is_killed_by_it()
    {
        var run = Mutants.Try(Rule + "test \"an adult is warned\" { given incident { person: { age: 30 } } expect warn }");

        Assert.Equal(MutantOutcome.Survived, run.Get("`is at least 18` becomes `is more than 18` in rule `adults`").Outcome);
        var killed = run.Get("`is at least 18` becomes `is less than 18` in rule `adults`");
        Assert.Equal((MutantOutcome.Killed, "test \"an adult is warned\" fails"), (killed.Outcome, killed.Note));
    }

    [Fact]
    public void Tests_that_notice_every_change_give_the_whole_score()
    {
        var run = Mutants.Try(Rule + """
            test "from 18 on people are warned" {
                given incident { }
                for each { person.age => expect; 17 => advise; 18 => warn }
            }
            """);

        Assert.Empty(run.Results.Where(r => r.Outcome != MutantOutcome.Killed).Select(r => r.Mutant.Sentence));
        Assert.Equal((1.0, 1.0), (run.LowestScore, run.HighestScore));
    }

    [Fact]
    public void Without_tests_what_no_clause_notices_survives()
    {
        var run = Mutants.Try(Rule);

        Assert.Equal(MutantOutcome.Survived, run.Get("rule `adults` never fires").Outcome);
        Assert.All(run.Results.Where(r => r.Outcome == MutantOutcome.Killed), r => Assert.StartsWith("clause ", r.Note, StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_compile_is_told_and_not_counted()
    {
        var run = Mutants.Try("""
            rule a { when weapon is knife then arrest overrides b }
            rule b { when dangerous then warn overrides c }
            rule c { when uses_minors then warn yields to a }
            """);

        Assert.Equal(MutantOutcome.DoesNotCompile, run.Get("`yields to a` becomes `overrides a` in rule `c`").Outcome);
        Assert.Equal(run.Results.Length - run.DoNotCompile, run.Counted);
    }

    [Fact]
    public void A_clause_that_a_change_breaks_notices_it()
    {
        var run = Mutants.Try("""
            partners health_service
            complaints "The ombudsman"
            rule r { when offence in personal_use then call_in }
            """);

        var killed = run.Get("`then call_in` becomes `then divert` in rule `r`");
        Assert.Equal(MutantOutcome.Killed, killed.Outcome);
        Assert.StartsWith("clause `partnership.", killed.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_tries_a_sample_and_says_so()
    {
        var (compilation, compiler) = Mutants.Compile("policy p\nusing idpc\n" + Rule);
        var run = new MutationTester(compiler.Compile, [new TestJudge()]).Run(Mutants.Generate(compilation), limit: 2);

        Assert.True(run.IsSample);
        Assert.Equal(2, run.Results.Length);
    }

    [Fact]
    public void Undecided_changes_make_the_score_a_range()
    {
        var (compilation, compiler) = Mutants.Compile("policy p\nusing idpc\n" + Rule + "test \"t\" { given incident { person: { age: 30 } } expect warn }");
        var run = new MutationTester(compiler.Compile, [new TestJudge()], new Undecided()).Run(Mutants.Generate(compilation));

        Assert.Equal((double)run.Killed / (run.Killed + run.Undecided), run.LowestScore);
        Assert.Equal(1.0, run.HighestScore);
    }

    private sealed class Undecided : IMutantComparer
    {
        public MutantComparison Compare(Mutant mutant, Language.Compilation mutated) => new(MutantDifference.Undecided, "it would take too long");
    }
}

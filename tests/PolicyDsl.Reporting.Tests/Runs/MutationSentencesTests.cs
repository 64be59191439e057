using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Tests;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Reporting.Tests.Runs;

public sealed class MutationSentencesTests
{
    [Fact]
    public void A_score_is_told_with_its_counts_and_is_never_rounded_up_to_all()
    {
        Assert.Equal("Score 99.9%: 2,999 noticed of 3,000, 1 not noticed.", MutationSentences.Score(Run((MutantOutcome.Killed, 2_999), (MutantOutcome.Survived, 1))));
        Assert.Equal("Score 100%: 3 noticed of 3, 0 not noticed.", MutationSentences.Score(Run((MutantOutcome.Killed, 3), (MutantOutcome.Equivalent, 7))));
    }

    [Fact]
    public void What_is_undecided_makes_the_score_a_range_and_may_leave_the_threshold_open()
    {
        var run = Run((MutantOutcome.Killed, 6), (MutantOutcome.Survived, 2), (MutantOutcome.Undecided, 2));

        Assert.Equal("Score 60% to 75%: 6 noticed of 10, 2 not noticed, 2 undecided.", MutationSentences.Score(run));
        Assert.Equal((true, null, false), (MutationSentences.Judge(run, 0.6), MutationSentences.Judge(run, 0.7), MutationSentences.Judge(run, 0.8)));
        Assert.Equal("At least 70% was asked for; whether it is met is not settled.", MutationSentences.Gate(run, 0.7));
    }

    [Fact]
    public void Where_no_change_counts_there_is_no_score_and_no_threshold_is_met()
    {
        var run = Run((MutantOutcome.Equivalent, 1), (MutantOutcome.DoesNotCompile, 2));

        Assert.Equal("No change counts, so there is no score.", MutationSentences.Score(run));
        Assert.Null(MutationSentences.Judge(run, 0));
        Assert.Equal("Not counted: 1 that decide every possible incident as the policy does and 2 that do not compile.", MutationSentences.NotCounted(run));
    }

    [Fact]
    public void Survivors_and_undecided_changes_are_findings_at_their_places()
    {
        var findings = MutationSentences.ToDiagnostics(Run((MutantOutcome.Killed, 1), (MutantOutcome.Survived, 1), (MutantOutcome.Undecided, 1))).ToList();

        Assert.Equal([TestFindings.MutantSurvived.Id, TestFindings.MutantUndecided.Id], findings.Select(f => f.Id));
        Assert.Equal("Nothing notices it if `a` becomes `b` in rule `r`.", findings[0].Message);
        Assert.Equal("Add this test: test \"t\" { given incident { a: b } expect c }", findings[0].Hint);
        Assert.Equal("It is not settled whether a decision changes if `a` becomes `b` in rule `r`: it costs too much.", findings[1].Message);
    }

    private static MutationRun Run(params (MutantOutcome Outcome, int Count)[] outcomes)
    {
        var mutant = new Mutant(MutantKind.Comparison, new MutantPlace("rule", "r"), new Location(new SourceText("a", "p.policy"), new TextSpan(0, 1)), [], "`a` becomes `b` in rule `r`");
        var results = outcomes.SelectMany(o => Enumerable.Repeat(Create(mutant, o.Outcome), o.Count)).ToImmutableArray();
        return new MutationRun(results.Length, results);
    }

    private static MutantResult Create(Mutant mutant, MutantOutcome outcome) => new(
        mutant,
        outcome,
        outcome == MutantOutcome.Undecided ? "it costs too much" : null,
        outcome == MutantOutcome.Survived ? "test \"t\" {\n    given incident { a: b }\n    expect c\n}\n" : null);
}

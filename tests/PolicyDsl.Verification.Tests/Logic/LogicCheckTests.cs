using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Logic;

namespace PolicyDsl.Verification.Tests.Logic;

/// <summary>What proofs say about the logic of a policy: PD2001 to PD2010.</summary>
public sealed class LogicCheckTests
{
    [Theory]
    [InlineData("offence is supply", "offence in personal_use")]
    [InlineData("offence in [supply, robbery]", "offence not in [supply, robbery]")]
    [InlineData("person.age is less than 18", "person.age is at least 18")]
    [InlineData("minor and offence is supply", "not minor")]
    [InlineData("offence is supply and (drug is heroin or drug is cocaine)", "drug is cannabis_herb")]
    [InlineData("young", "person.age in 30..40")]
    [InlineData("quantity is more than 2 g", "quantity in 500 mg..2 g")]
    [InlineData("quantity + 1 g is more than 3 g", "quantity is at most 2 g")]
    [InlineData("offence is possession", "drug is none and possibly not (drug is none)")]
    public void Rules_that_never_meet_do_not_conflict(string one, string other) => Assert.DoesNotContain(Find(one, other), d => d.Id == "PD2001");

    [Theory]
    [InlineData("offence is supply", "minor")]
    [InlineData("person.age is at most 18", "person.age is at least 18")]
    [InlineData("offence is supply or minor", "offence is theft")]
    [InlineData("possibly offence is supply", "offence is supply")]
    [InlineData("quantity is at least 2 g", "quantity in 500 mg..2 g")]
    [InlineData("person has at least 2 incidents where offence is supply within past 30 days", "person has at least 3 incidents within past 365 days")]
    public void Rules_that_meet_conflict_and_an_incident_shows_it(string one, string other)
    {
        var finding = Assert.Single(Find(one, other), d => d.Id == "PD2001");

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("Rules `first` and `second` conflict, given ", finding.Message, StringComparison.Ordinal);
        Assert.Single(finding.Related);
    }

    [Theory]
    [InlineData("patrol : integer required\n invariant patrol is at least 3\n invariant patrol is less than 3")]
    [InlineData("invariant 1 > 2")]
    public void Where_no_incident_is_possible_that_is_all_that_is_said(string members)
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            $"policy p\nusing idpc.vocabulary\nextend entity incident {{ {members} }}\nrule r {{ when offence is supply then arrest }}\nprinciple own rank 2 {{ clause c never arrest when offence is supply }}\n");

        var proof = PolicyProof.Run(compilation);

        Assert.Equal("PD2011", Assert.Single(proof.Logic.Diagnostics).Id);
        Assert.Equal("there is no incident in scope at all, so nothing breaks it", Assert.Single(proof.Verdicts).Reason);
    }

    [Fact]
    public void Either_fix_of_a_conflict_settles_it()
    {
        var text = Text("offence is supply", "minor");
        var finding = Assert.Single(Check(text).Diagnostics, d => d.Id == "PD2001");
        Assert.Equal(2, finding.Fixes.Length);
        foreach (var fix in finding.Fixes)
        {
            Assert.False(fix.IsSafe);
            Assert.DoesNotContain(Check(Apply(text, fix)).Diagnostics, d => d.Id == "PD2001");
        }
    }

    [Fact]
    public void The_otherwise_of_a_rule_may_conflict_where_its_own_action_does_not()
    {
        var report = Check(Text("offence is supply", "minor", "divert to treatment, otherwise summons", "divert"));

        var conflict = Assert.Single(report.Conflicts.Found);
        Assert.Equal(("summons", "divert"), (conflict.Actions.One.Name, conflict.Actions.Other.Name));
        Assert.Contains("`otherwise` of `first` in force", conflict.Case.Witness?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_conflicts_fifty_are_shown_and_the_others_counted()
    {
        var rules = string.Concat(Enumerable.Range(0, 24).Select(i => $"rule r{i} {{ when quantity is more than {i} g then {(i % 2 == 0 ? "warn" : "summons")} }}\n"));
        var report = Check($"policy p\nusing idpc\n{rules}otherwise advise\n");

        Assert.Equal((50, 94), (report.Conflicts.Found.Length, report.Conflicts.Others));
        Assert.Contains("50 pairs are shown, and 94 more may conflict", Assert.Single(report.Diagnostics, d => d.Id == "PD2003").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_is_shown_by_the_plainest_incident_and_mended_by_its_fix()
    {
        const string Text = "policy p\nusing idpc\nrule r {\n    when offence is not supply\n    then warn\n}\n";
        var finding = Assert.Single(Check(Text).Diagnostics, d => d.Id == "PD2002");

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith("Policy `p` decides nothing given offence one of supply, ", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Check(Apply(Text, Assert.Single(finding.Fixes))).Diagnostics, d => d.Id == "PD2002");
    }

    [Fact]
    public void A_policy_that_reaches_every_incident_has_no_gap()
    {
        var report = Check("policy p\nusing idpc\nrule r { when possibly offence is supply then warn }\nrule q { when certainly not (offence is supply) then advise }\n");

        Assert.True(report.IsGapSettled);
        Assert.Null(report.Gap);
        Assert.Empty(report.Diagnostics);
    }

    [Theory]
    [InlineData("offence is supply and offence is theft", "its `when` is true for no incident")]
    [InlineData("offence is supply unless possibly offence is supply", "wherever its `when` is true, its `unless` is true or unknown")]
    [InlineData("offence is possession and drug is none", "its `when` is true for no incident")]
    [InlineData("count(incidents of person within past 7 days) is at least 3 and count(incidents of person within past 30 days) is at most 2", "its `when` is true for no incident")]
    public void A_rule_that_never_fires_is_dead(string when, string why)
    {
        var finding = Assert.Single(Check($"policy p\nusing idpc\nrule r {{\n    when {when}\n    then warn\n}}\notherwise advise\n").Diagnostics);

        Assert.Equal("PD2004", finding.Id);
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
        Assert.Equal("Remove rule `r`", Assert.Single(finding.Fixes).Title);
    }

    [Fact]
    public void A_rule_below_others_wherever_it_fires_never_decides()
    {
        var finding = Assert.Single(Find("offence is supply", "offence is supply and minor", "warn overrides second"), d => d.Id == "PD2005");

        Assert.Contains("rule `second` never decides: wherever it fires, `first` fires and is above it", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_of_a_rule_that_never_meets_is_needless_and_its_fix_takes_it_out()
    {
        var text = Text("offence is supply", "offence is theft", "warn overrides second");
        var finding = Assert.Single(Check(text).Diagnostics);

        Assert.Equal(("PD2006", "`overrides second` changes no decision: the two never fire together."), (finding.Id, finding.Message));
        Assert.Empty(Check(Apply(text, Assert.Single(finding.Fixes))).Diagnostics);
    }

    [Fact]
    public void An_override_that_the_order_of_others_repeats_is_a_note_and_all_that_is_reported_may_go()
    {
        const string Text = """
            policy p
            using idpc
            rule a { when offence is supply and minor then advise overrides b, c }
            rule b { when offence is supply and not minor or drug is heroin then warn overrides c }
            rule c { when offence is supply or drug is heroin then summons }
            otherwise advise
            """;
        var finding = Assert.Single(Check(Text).Diagnostics);

        Assert.Equal(("PD2006", Severity.Info), (finding.Id, finding.Severity));
        Assert.Contains("`overrides c` changes no decision: the order of other rules says the same", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_that_decides_somewhere_is_kept()
    {
        Assert.Empty(Check(Text("offence is supply", "minor", "warn overrides second")).Diagnostics);
        Assert.Empty(Check(Text("offence is supply", "minor", "warn overrides all")).Diagnostics);
        Assert.Empty(Check(Text("offence is supply", "minor", "warn yields to second")).Diagnostics);
    }

    [Theory]
    [InlineData("PD2007", "when possibly offence is supply or not certainly offence is supply", "The `when` of rule `first` is true for every incident.")]
    [InlineData("PD2008", "when offence is supply unless offence is theft", "The `unless` of rule `first` is true for no incident that its `when` is true for.")]
    [InlineData("PD2010", "when offence is supply and offence is not theft", "`offence is not theft` changes nothing in the condition of rule `first`: without it the condition is true, false and unknown for the same incidents.")]
    [InlineData("PD2010", "when offence is supply and (minor or person.age is less than 10 or minor)", "`minor` changes nothing in the condition of rule `first`: without it the condition is true, false and unknown for the same incidents.")]
    public void A_condition_or_a_part_of_it_that_changes_nothing_is_told(string id, string when, string message)
    {
        var finding = Assert.Single(Check($"policy p\nusing idpc\nrule first {{ {when} then warn }}\notherwise advise\n").Diagnostics, d => d.Id == id);

        Assert.Equal(message, finding.Message);
    }

    [Fact]
    public void A_part_that_tells_false_from_unknown_is_kept() =>
        Assert.Empty(Check("policy p\nusing idpc\nrule first { when quantity is known and quantity is at most 2 g then warn }\notherwise advise\n").Diagnostics);

    [Fact]
    public void What_only_repeats_the_scope_is_a_note()
    {
        var finding = Assert.Single(Check("policy p\nusing idpc\napplies when offence is supply\nrule first { when offence is supply and minor then warn }\notherwise advise\n").Diagnostics);

        Assert.Equal(("PD2010", Severity.Info), (finding.Id, finding.Severity));
    }

    [Fact]
    public void A_scope_that_nothing_is_in_is_an_error_and_the_only_one()
    {
        var finding = Assert.Single(Check("policy p\nusing idpc\napplies when offence is supply and offence is theft\nrule first { when minor then warn }\n").Diagnostics);

        Assert.Equal(("PD2008", Severity.Error), (finding.Id, finding.Severity));
    }

    [Fact]
    public void A_define_that_says_what_another_says_adds_nothing()
    {
        var findings = Check("policy p\nusing idpc\ndefine a = person.age is less than 18\ndefine b = not (person.age is at least 18)\nrule r { when a and offence is supply then warn }\nrule q { when b and offence is theft then warn }\notherwise advise\n").Diagnostics;

        Assert.Equal("The define `b` adds nothing: it means the same as `a`.", Assert.Single(findings).Message);
    }

    [Fact]
    public void What_is_out_of_budget_is_told_and_not_passed()
    {
        var compilation = TestCompilation.CompileWithoutErrors(Text("offence is supply and quantity is more than 3 g", "minor and drug is heroin"));
        var proof = PolicyProof.Run(compilation, new DiagramBudget { MaxSteps = 1 });

        Assert.Contains(proof.Logic.Diagnostics, d => d.Id == "PD2003");
        Assert.Contains(proof.Verdicts, v => v.Verdict == PolicyDsl.Language.Principles.Verdict.Undecided);
        Assert.DoesNotContain(proof.Verdicts, v => v.Verdict == PolicyDsl.Language.Principles.Verdict.PossiblyViolated);
    }

    private static string Text(string one, string other, string then = "warn", string otherThen = "summons") =>
        $"policy p\nusing idpc\ndefine young = person.age is at most 20\nrule first {{ when {one} then {then} }}\nrule second {{ when {other} then {otherThen} }}\notherwise advise\n";

    private static ImmutableArray<Diagnostic> Find(string one, string other, string then = "warn") => Check(Text(one, other, then)).Diagnostics;

    private static LogicReport Check(string text) => PolicyProof.Run(TestCompilation.CompileWithoutErrors(text)).Logic;

    private static string Apply(string text, CodeFix fix) => FixApplier.Apply(
        new SourceText(text, TestCompilation.MainPath),
        [new Diagnostic(LogicFindings.Conflict, Severity.Error, fix.Edits[0].Location, "") { Fixes = [fix with { IsSafe = true }] }]).Text;
}

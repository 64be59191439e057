using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Verification.Tests.Differences;

/// <summary>Changes that a reader sees at once are told in the boxes that a reader would write.</summary>
public class KnownChangeTests
{
    [Theory]
    [InlineData(
        "rule a { when offence is supply then arrest }\notherwise advise",
        "rule a { when offence is supply then warn }\notherwise advise",
        "Milder: arrest → warn\n  offence supply [a | a]")]
    [InlineData(
        "rule a { when quantity is more than 5 g then arrest }\notherwise advise",
        "rule a { when quantity is more than 2 g then arrest }\notherwise advise",
        "Harsher: advise → arrest\n  quantity more than 2 g and at most 5 g [otherwise | a]")]
    [InlineData(
        "rule a { when offence in personal_use and quantity is at most 5 g then arrest }\notherwise advise",
        "rule a { when offence in personal_use and quantity is at most 5 g unless minor then divert }\notherwise advise",
        """
        Milder: arrest → advise
          offence consumption or possession, quantity at most 5 g, possibly person.minor [a | otherwise]
        Milder: arrest → divert
          offence consumption or possession, quantity at most 5 g, not person.minor [a | a]
        """)]
    [InlineData(
        "rule a { when offence is supply then arrest }\notherwise advise",
        "applies when offence is not robbery\nrule a { when offence is supply then arrest }\notherwise advise",
        "Milder: advise → outside the scope\n  offence possibly robbery [otherwise | ]")]
    [InlineData(
        "rule a { when offence is supply then arrest }",
        "rule a { when offence is supply then arrest }\notherwise advise",
        "Harsher: no decision → advise\n  offence possibly not supply [ | otherwise]")]
    [InlineData(
        "rule a { when drugs has heroin offer naloxone }\notherwise advise",
        "rule a { when drugs has any of market offer naloxone }\notherwise advise",
        "Other: offer naloxone: not offered → offered\n  drugs has cocaine and without heroin [ | a]")]
    [InlineData(
        "rule a { when offence is supply then divert to treatment within 3 days with clinic }\notherwise advise",
        "rule a { when offence is supply then divert to treatment within 1 week with council }\notherwise advise",
        "Other: deadline: 3 days → 1 week\n  offence supply [a | a]\nOther: with clinic: yes → no\n  offence supply [a | a]\nOther: with council: no → yes\n  offence supply [a | a]")]
    [InlineData(
        "rule a { when count(incidents of person where offence is supply) is at least 3 then arrest }\notherwise advise",
        "define sales = count(incidents of person where offence is supply)\nrule a { when sales is at least 2 then arrest }\notherwise advise",
        "Harsher: advise → arrest\n  sales at least 2 and possibly at most 2 [otherwise | a]")]
    [InlineData(
        "rule a { when person.minor is unknown then arrest }\notherwise advise",
        "otherwise advise",
        """
        Milder: arrest → advise
          person.minor unknown [a | otherwise]
        """)]
    [InlineData(
        "rule a { when note is \"gun\" then arrest }\notherwise advise",
        "rule a { when note is \"knife\" then arrest }\notherwise advise",
        "Harsher: advise → arrest\n  note \"knife\" [otherwise | a]\nMilder: arrest → advise\n  note \"gun\" [a | otherwise]")]
    public void Known_changes_have_these_boxes(string before, string after, string expected)
    {
        var told = Diffs.Tell(Diffs.Of(before, after));
        Assert.True(expected == told, told);
    }

    [Fact]
    public void Coercion_at_the_same_severity_is_harsher() => Assert.Equal(
        ChangeDirection.Harsher,
        Diffs.Of("rule a { when offence is supply then advise }", "rule a { when offence is supply then hold_back }").Changes.Single().Direction);

    [Fact]
    public void Each_box_has_an_incident_on_which_the_interpreters_differ()
    {
        var difference = Diffs.Of(
            "rule a { when offence is supply and quantity is more than 5 g or count(incidents of person within past 30 days) is at least 2 then arrest }\notherwise advise",
            "rule a { when offence is supply and quantity is more than 3 g then arrest }\notherwise warn");

        Assert.Equal(DifferenceVerdict.Different, difference.Verdict);
        Assert.All(difference.Changes.SelectMany(c => c.Boxes.Select(b => (c, b))), pair =>
        {
            Assert.NotNull(pair.b.Example);
            Assert.Equal(pair.c.From, pair.b.Example?.Before.Decision.Action?.Name);
            Assert.Equal(pair.c.To, pair.b.Example?.After.Decision.Action?.Name);
        });
    }

    [Fact]
    public void A_gate_is_proved_or_refuted_with_an_incident()
    {
        const string Before = "rule a { when offence is supply then arrest }\nrule n { when drugs has heroin offer naloxone }\notherwise advise";
        const string After = "rule a { when offence is supply then warn }\notherwise advise";

        var gates = Diffs.Of(Before, After, gates: [GateKind.Harsher, GateKind.Milder, GateKind.FewerOffers, GateKind.Any]).Gates;

        Assert.Equal([GateVerdict.Proved, GateVerdict.Refuted, GateVerdict.Refuted, GateVerdict.Refuted], gates.Select(g => g.Verdict));
        Assert.Equal("warn", gates[1].Example?.After.Decision.Action?.Name);
    }

    [Fact]
    public void What_only_independent_terms_allow_is_possible_and_no_more()
    {
        var difference = Diffs.Of(
            "rule a { when quantity * 2 > quantity * 3 and quantity > 0 g then arrest }\notherwise advise", "otherwise advise", gates: [GateKind.Milder]);

        Assert.Contains(difference.Verdict, new[] { DifferenceVerdict.Same, DifferenceVerdict.PossiblyDifferent });
        Assert.DoesNotContain(difference.Gates, g => g.Verdict == GateVerdict.Refuted);
    }

    [Fact]
    public void Past_the_budget_nothing_is_said_to_be_the_same()
    {
        var difference = PolicyDiffer.Compare(new DifferenceRequest
        {
            Before = Diffs.Model(Diffs.Text("rule a { when offence is supply and quantity is more than 5 g then arrest }\notherwise advise")),
            After = Diffs.Model(Diffs.Text("rule a { when offence is supply and quantity is more than 5 g then arrest }\notherwise advise")),
            Budget = new() { MaxNodes = 20 },
            Gates = [GateKind.Harsher],
        });

        Assert.Equal(DifferenceVerdict.Undecided, difference.Verdict);
        Assert.Equal(GateVerdict.Undecided, difference.Gates.Single().Verdict);
        Assert.NotNull(difference.WhyIncomplete);
    }

    [Fact]
    public void A_field_more_is_no_hindrance_another_member_is()
    {
        var more = Diffs.Words + "\nextend entity incident { loud : boolean }";
        var before = Diffs.Model("policy p\notherwise advise\n" + Diffs.Words);
        var after = Diffs.Model("policy p\nrule a { when loud then warn }\notherwise advise\n" + more);
        var shown = PolicyDiffer.Compare(new DifferenceRequest { Before = before, After = after });

        Assert.Equal("Harsher: advise → warn\n  loud [otherwise | a]", Diffs.Tell(shown));
        Assert.NotNull(shown.Changes[0].Boxes[0].Example);
        Assert.Equal(
            "`khat` is a member of `drug` only after.",
            string.Join(' ', SharedVocabulary.Of(before, Diffs.Model("policy p\notherwise advise\n" + Diffs.Words + "\nextend enum drug { khat }")).Differences));
    }

    [Fact]
    public void Crackdowns_of_one_policy_are_part_of_what_changes()
    {
        var difference = Diffs.Of(
            "otherwise advise",
            "otherwise advise\ncrackdown sweep { target areas where officers is at least 10 when offence is supply then arrest }");

        Assert.Equal("Harsher: advise → arrest\n  offence supply, under crackdown `sweep` [otherwise | sweep]", Diffs.Tell(difference));
        Assert.Single(difference.Changes[0].Boxes[0].Example?.After.Facts.ActiveCrackdowns ?? []);
    }
}

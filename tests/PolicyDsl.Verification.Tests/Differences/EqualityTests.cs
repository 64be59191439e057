using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Verification.Tests.Differences;

/// <summary>Policies that mean the same have no difference, however they are written.</summary>
public class EqualityTests
{
    private const string Base = """
        define heavy = quantity is more than 5 g
        define often = count(incidents of person where offence is supply and heavy within past 365 days)
        rule a { when offence in personal_use and not heavy unless person.minor then divert to treatment within 2 days with clinic overrides b }
        rule b { when offence is supply or heavy or often is at least 3 then arrest because "It is so." }
        rule c { when drugs has heroin offer naloxone }
        otherwise advise
        """;

    public static TheoryData<string, string> Same => new()
    {
        { "itself", Base },
        { "the order of rules", """
            otherwise advise
            rule c { when drugs has heroin offer naloxone }
            rule b { when offence is supply or heavy or often is at least 3 then arrest because "It is so." }
            rule a { when offence in personal_use and not heavy unless person.minor then divert to treatment within 2 days with clinic overrides b }
            define often = count(incidents of person where offence is supply and heavy within past 365 days)
            define heavy = quantity is more than 5 g
            """ },
        { "renamed defines", Base.Replace("heavy", "bulky", StringComparison.Ordinal).Replace("often", "repeatedly", StringComparison.Ordinal) },
        { "renamed rules", Base.Replace("rule a", "rule diversion", StringComparison.Ordinal).Replace("rule b", "rule arrests", StringComparison.Ordinal).Replace("overrides b", "overrides arrests", StringComparison.Ordinal) },
        { "rewritten conditions", """
            rule a { when not (minor or quantity > 5 g) and not (not (offence in personal_use)) then divert to treatment within 48 hours with clinic overrides b }
            rule b { when quantity > 5 g or offence = supply or person has at least 3 incidents where offence is supply and quantity > 5 g within past 365 days then arrest }
            rule c { when drugs has any of opioids offer naloxone }
            otherwise advise
            """ },
        { "a rule in two", """
            define heavy = quantity is more than 5 g
            define often = count(incidents of person where offence is supply and heavy within past 365 days)
            rule a { when offence in personal_use and not heavy unless person.minor then divert to treatment within 2 days with clinic overrides b, d }
            rule b { when offence is supply or heavy then arrest }
            rule d { when often is at least 3 then arrest }
            rule c { when drugs has heroin offer naloxone }
            otherwise advise
            """ },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void What_means_the_same_has_no_difference(string what, string text)
    {
        var difference = Diffs.Of(Base, text, gates: [GateKind.Any, GateKind.Harsher]);

        Assert.True(difference.Verdict == DifferenceVerdict.Same, $"{what}:\n{Diffs.Tell(difference)}");
        Assert.Empty(difference.Changes);
        Assert.All(difference.Gates, g => Assert.Equal(GateVerdict.Proved, g.Verdict));
        Assert.True(difference.Kinds > 0);
        Assert.Contains("quantity", difference.Terms);
    }

    [Fact]
    public void Being_in_a_set_is_more_than_being_one_or_the_other_where_only_alternatives_are_known()
    {
        var difference = Diffs.Of(
            "rule a { when offence in personal_use then divert }\notherwise advise", "rule a { when offence is consumption or offence is possession then divert }\notherwise advise");

        Assert.Equal("Milder: divert → advise\n  offence consumption or possession, not known which [a | otherwise]", Diffs.Tell(difference));
    }

    [Fact]
    public void Words_are_told_apart_from_meaning()
    {
        var difference = Diffs.Of(
            "owner \"A\"\nrule a \"One\" { when offence is supply then arrest because \"Because.\" }\notherwise advise",
            "owner \"B\"\nrule a { when offence is supply then arrest because \"For another reason.\" benefit \"Fewer sellers.\" }\notherwise advise");

        Assert.Equal(DifferenceVerdict.Same, difference.Verdict);
        Assert.Equal(
            [
                "policy owner: A → B",
                "rule `a` title: One → ",
                "rule `a` because: Because. → For another reason.",
                "rule `a` benefit:  → Fewer sellers.",
            ],
            difference.Declarations.Words.Select(w => $"{w.Where} {w.What}: {w.Before} → {w.After}"));
        Assert.Empty(difference.Declarations.Operations);
    }

    [Fact]
    public void What_changes_operations_alone_is_told_apart_too()
    {
        const string Text = "rule a { when offence is supply then arrest PRIORITY }\nrule b { when offence is robbery then arrest }\notherwise advise\nin force 2025-01-01 to TO";
        var difference = Diffs.Of(
            Text.Replace("PRIORITY", "", StringComparison.Ordinal).Replace("TO", "2026-12-31", StringComparison.Ordinal),
            Text.Replace("PRIORITY", "priority 5", StringComparison.Ordinal).Replace("TO", "2027-12-31", StringComparison.Ordinal));

        Assert.Equal(DifferenceVerdict.Same, difference.Verdict);
        Assert.Equal(
            ["policy in force: 2025-01-01 to 2026-12-31 → 2025-01-01 to 2027-12-31", "rule `a` priority:  → 5"],
            difference.Declarations.Operations.Select(w => $"{w.Where} {w.What}: {w.Before} → {w.After}"));
    }
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class ExhaustionTests
{
    private static readonly World World = World.Of("""
        resource cells 40 hours per week, when exhausted warn
        resource officers 4_000 hours per month, when exhausted advise
        resource cars 4 hours per week
        rule sellers { when offence is supply then arrest to treatment within 2 days with clinic offer naloxone }
        rule users { when offence is consumption then divert to treatment }
        rule weapons { when armed then warn with council }
        rule unordered { when drug is heroin then divert to naloxone }
        otherwise divert
        """);

    [Fact]
    public void A_harsher_disposition_is_replaced_with_all_that_belongs_to_it_while_offers_stand()
    {
        var decision = Decide(["cells"], ("offence", "supply"), ("armed", false), ("drug", "cocaine"));
        Assert.Equal((DecisionStatus.Decided, "warn", "cells", "arrest"), Answer(decision));
        Assert.Equal(["sellers"], decision.Rules.Select(r => r.Name));
        Assert.Equal(["naloxone"], decision.Offers.Select(o => o.Name));
        Assert.Empty(decision.To);
        Assert.Empty(decision.Partners);
        Assert.Null(decision.Within);
        Assert.False(decision.IsUnsettled);
    }

    [Fact]
    public void What_is_as_mild_stands_with_all_that_belongs_to_it()
    {
        var decision = Decide(["cells"], ("offence", "robbery"), ("armed", true), ("drug", "cocaine"));
        Assert.Equal((DecisionStatus.Decided, "warn", null, null), Answer(decision));
        Assert.Equal(["council"], decision.Partners.Select(p => p.Name));
    }

    [Fact]
    public void Of_several_exhausted_resources_the_mildest_replaces_and_one_that_says_nothing_never_does()
    {
        (string, object)[] given = [("offence", "supply"), ("armed", false), ("drug", "cocaine")];
        Assert.Equal((DecisionStatus.Decided, "advise", "officers", "arrest"), Answer(Decide(["cells", "officers", "cars"], given)));
        Assert.Equal((DecisionStatus.Decided, "arrest", null, null), Answer(Decide(["cars"], given)));
    }

    [Fact]
    public void Otherwise_is_replaced_too_and_no_action_never_is()
    {
        var decision = Decide(["cells"], ("offence", "assault"), ("armed", false), ("drug", "cocaine"));
        Assert.Equal((DecisionStatus.Decided, "warn", "cells", "divert"), Answer(decision));
        Assert.True(decision.ByOtherwise);
        var world = World.Of("resource cells 40 hours per week, when exhausted warn\nrule a { when armed then arrest }");
        var none = world.Interpreter.Decide(world.Incident(("armed", false)), NoHistory.Instance, new DecideOptions { ExhaustedResources = [.. world.Policy.Resources] });
        Assert.Equal((DecisionStatus.None, null, null, null), Answer(none));
    }

    [Fact]
    public void A_conflict_is_one_even_where_both_sides_are_replaced_alike()
    {
        var decision = Decide(["officers"], ("offence", "supply"), ("armed", false), ("drug", "heroin"));
        Assert.Equal((DecisionStatus.Conflict, "advise", "officers", "divert"), Answer(decision));
        Assert.Equal(["unordered"], decision.Rules.Select(r => r.Name));
    }

    [Fact]
    public void What_an_open_rule_could_not_change_is_settled()
    {
        // Whether the person consumed or sold, no more than advice is left; only a conflict with another rule could come about.
        (string, object)[] given = [("offence", "consumption|supply"), ("armed", false), ("drug", "cocaine")];
        Assert.True(Decide([], given).IsUnsettled);
        Assert.True(Decide(["officers"], given).IsUnsettled);
        (string, object)[] selling = [("offence", "possession|supply"), ("armed", false), ("drug", "cocaine")];
        Assert.True(Decide([], selling).IsUnsettled);
        var settled = Decide(["officers"], selling);
        Assert.False(settled.IsUnsettled);
        Assert.Empty(settled.OtherActions);
        Assert.Equal(["naloxone"], settled.OpenOffers.Select(o => o.Name));
    }

    [Fact]
    public void Explanations_name_the_resource()
    {
        var decision = Decide(["cells"], ("offence", "supply"), ("armed", false), ("drug", "cocaine"));
        var lines = new Explainer(World.Compilation.Scope).Explain(decision, World.Incident()).Select(l => l.Text).ToList();
        Assert.Contains("Incident `i`: `warn` in place of `arrest` while `cells` is exhausted, by `sellers`.", lines);
        Assert.Contains("Rule `sellers` fires and names `arrest`, which `warn` replaces while `cells` is exhausted.", lines);
    }

    private static (DecisionStatus, string?, string?, string?) Answer(Decision decision) =>
        (decision.Status, decision.Action?.Name, decision.ReplacedBy?.Name, decision.ReplacedAction?.Name);

    private static Decision Decide(string[] exhausted, params (string Path, object Value)[] given) => World.Interpreter.Decide(
        World.Incident(given),
        NoHistory.Instance,
        new DecideOptions { ExhaustedResources = [.. World.Policy.Resources.Where(r => exhausted.Contains(r.Name, StringComparer.Ordinal))] });
}

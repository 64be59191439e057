using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class ClauseTrialTests
{
    private static readonly World World = World.Of("""
        applies when offence is not none
        rule sellers { when offence is supply then arrest }
        rule users { when offence is consumption then divert to treatment }
        principle q "Q" rank 1 {
            clause never_arrest  never arrest when offence is supply unless certainly dangerous
            clause never_force   never coercive action when true
            clause calm          never harsher than warn when offence in [supply, consumption]
            clause always_divert always divert when offence in [consumption, assault]
            clause always_offer  always offer naloxone when drug in opioids
        }
        """);

    [Theory]
    [InlineData("never_arrest", "supply", false, true, true)]
    [InlineData("never_arrest", "supply", true, false, true)]
    [InlineData("never_arrest", "consumption", false, false, false)]
    [InlineData("never_arrest", "supply|consumption", false, false, false)]
    [InlineData("never_force", "supply", false, true, true)]
    [InlineData("never_force", "consumption", false, true, true)]
    [InlineData("never_force", "assault", false, false, false)]
    [InlineData("calm", "supply", false, true, true)]
    [InlineData("calm", "consumption", false, false, false)]
    [InlineData("always_divert", "consumption", false, false, false)]
    [InlineData("always_divert", "assault", false, true, true)]
    [InlineData("always_offer", "supply", false, true, true)]
    [InlineData("always_offer", "none", false, false, false)]
    public void A_clause_is_broken_where_it_applies_and_the_answer_is_wrong(string clause, string offence, bool armed, bool isBroken, bool isWrong)
    {
        var incident = World.Incident(("offence", offence), ("armed", armed), ("drug", "heroin"));
        var decision = World.Interpreter.Decide(incident, NoHistory.Instance);
        var form = Assert.IsAssignableFrom<LogicalForm>(World.Find<PrincipleSymbol>("q").Clauses.Single(c => c.Name == clause).Form);
        var outcome = ClauseTrial.Try(form, World.Interpreter, incident, NoHistory.Instance, decision);
        Assert.Equal((isBroken, isWrong), (outcome.IsBroken, outcome.IsAnswerWrong));
    }
}

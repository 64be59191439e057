using PolicyDsl.Language;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tests.Encoding;

/// <summary>What there can be and what not: each policy has one rule whose condition asks for something, and the world says whether any incident has it.</summary>
public sealed class UniverseTests
{
    private const string Person = "entity person { key id : text, age : integer coarse, adult : boolean = age >= 18, invariant age in 0..120 }\n";

    [Theory]
    [InlineData("age is at least 18 and age is less than 18")]
    [InlineData("age is more than 120")]
    [InlineData("certainly adult and age in 0..17")]
    [InlineData("person is unknown and age is known")]
    [InlineData("person is unknown and adult is known")]
    [InlineData("speed * 2 is at least 6 and speed is at most 2")]
    [InlineData("10 - speed is at least 6 and speed is at least 5")]
    [InlineData("at - 30 days is at least 2024-01-31T00:00 and at is at most 2024-02-29T00:00")]
    [InlineData("count(incidents of person within past 30 days) is at least 2 and count(incidents of person within past 60 days) is at most 1")]
    [InlineData("count(incidents of person where kind is theft) is at least 2 and count(incidents of person where kind in [theft, arson]) is at most 1")]
    [InlineData("count(distinct case over incidents of person) is at least 2 and count(incidents of person) is at most 1")]
    [InlineData("any(incidents of person) and count(incidents of person) is at most 0")]
    [InlineData("any(incidents of person) and person is unknown")]
    [InlineData("count(incidents of person) is less than 0")]
    [InlineData("days since last(incidents of person) is at least 3 and count(incidents of person) is at most 0")]
    [InlineData("hour of at is at least 24")]
    [InlineData("limit of kind is at least 3 and kind is arson")]
    [InlineData("kind is theft and kind is arson")]
    [InlineData("kinds has theft and not kinds has any of bad")]
    [InlineData("name = \"a\" and name = \"b\"")]
    [InlineData("must is unknown")]
    [InlineData("wanted is unknown and wanted")]
    [InlineData("certainly wanted and not possibly wanted")]
    public void There_is_no_incident_that(string condition) => Assert.True(GetKinds(condition).IsFalse);

    [Theory]
    [InlineData("age is at least 18 and age is unknown")]
    [InlineData("age is at least 18 and age is known")]
    [InlineData("not certainly adult and age in 18..20")]
    [InlineData("adult and age is unknown")]
    [InlineData("speed * 2 is at least 6 and speed is at most 3")]
    [InlineData("count(incidents of person within past 30 days) is at most 1 and count(incidents of person within past 60 days) is at least 2")]
    [InlineData("count(incidents of person where kind is theft) is at least 2 and count(incidents of person where kind is arson) is at least 2")]
    [InlineData("count(incidents of person) is unknown and person is known")]
    [InlineData("limit of kind is at least 3")]
    [InlineData("hour of at is at least 23")]
    [InlineData("kind is unknown and possibly kind is theft and possibly kind is arson")]
    [InlineData("kinds has any of bad and not kinds has theft")]
    [InlineData("speed < age")]
    public void There_is_an_incident_that(string condition) => Assert.False(GetKinds(condition).IsFalse);

    private static Diagram GetKinds(string condition)
    {
        var compilation = Compile(condition);
        var policy = Assert.IsType<Language.Symbols.PolicySymbol>(compilation.Policy);
        var universe = Universe.Create([new ModelledPolicy(policy, compilation.Scope)]);
        return universe.Diagrams.And(universe.Models[0].World, universe.Models[0].Fires(policy.Rules[0]));
    }

    private static Compilation Compile(string condition) => TestCompilation.CompileWithoutErrors($$"""
        policy p
        {{Person}}
        enum kind { none plain, theft, arson, other }
        set bad of kind { theft, arson }
        entity incident {
            key id : text, case : text, at : instant coarse, kind : kind coarse, kinds : set of kind, person : person
            speed : integer, name : text, wanted : boolean, must : integer required
        }
        action warn { severity 1 }
        table limit of kind gives integer { theft => 3, arson => 1, otherwise => unknown }
        rule r { when {{condition}} then warn }
        """);
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class NormalizerTests
{
    [Fact]
    public void A_broken_invariant_makes_the_fields_that_it_names_unknown()
    {
        var (result, incident) = Normalize("", ("drug", "none"), ("offence", "consumption"), ("armed", true));
        Assert.Single(result.Broken);
        Assert.False(result.IsRejected);
        Assert.Equal((Value.Unknown, Value.Unknown, Value.True), (Field(incident, "drug"), Field(incident, "offence"), Field(incident, "armed")));
    }

    [Fact]
    public void An_unknown_invariant_is_not_broken()
    {
        var (result, incident) = Normalize("", ("drug", "none"), ("offence", "consumption|possession"));
        Assert.Empty(result.Broken);
        Assert.NotEqual(Value.Unknown, Field(incident, "offence"));
    }

    [Fact]
    public void A_field_that_is_required_stays_and_the_row_is_rejected()
    {
        var (result, _) = Normalize("extend entity incident { grade : integer required, invariant grade in 1..3 }", ("grade", 4));
        Assert.True(result.IsRejected);
        Assert.Single(result.StillBroken);
        var (missing, _) = Normalize("extend entity incident { grade : integer required }");
        Assert.True(missing.IsRejected);
        Assert.Equal("grade", Assert.Single(missing.MissingRequired).Name);
    }

    [Fact]
    public void An_invariant_over_a_computed_field_reaches_what_it_is_computed_from()
    {
        var (result, incident) = Normalize("extend entity incident { invariant not dangerous or drug is none }", ("armed", true), ("offence", "supply"), ("drug", "heroin"));
        Assert.Single(result.Broken);
        Assert.False(result.IsRejected);
        Assert.Equal(Value.Unknown, Field(incident, "armed"));
    }

    [Fact]
    public void Repairs_that_break_another_invariant_are_repaired_too()
    {
        var (result, incident) = Normalize(
            "extend entity incident { a : integer, b : integer, invariant a in 1..3, invariant a is known or b is unknown }", ("a", 9), ("b", 1));
        Assert.Equal(2, result.Broken.Length);
        Assert.False(result.IsRejected);
        Assert.Equal(Value.Unknown, Field(incident, "b"));
    }

    [Fact]
    public void A_partly_known_value_in_a_field_that_is_not_coarse_becomes_unknown()
    {
        var (result, incident) = Normalize("", ("drug", "heroin|cocaine"), ("offence", "supply|possession"));
        Assert.Equal("drug", Assert.Single(result.NotCoarse).Name);
        Assert.Equal(Value.Unknown, Field(incident, "drug"));
        Assert.Equal(ValueKind.Alternatives, Field(incident, "offence").Kind);
    }

    [Fact]
    public void A_value_given_against_its_formula_is_counted()
    {
        var world = World.Of("");
        var person = world.Incident(("person.age", 30), ("person.minor", true))[Person(world)].Entity;
        Assert.NotNull(person);
        Assert.Equal("minor", Assert.Single(new EntityNormalizer(world.Compilation.Scope).Normalize(person).Disagreements).Name);
    }

    private static (NormalizationResult Result, EntityInstance Incident) Normalize(string items, params (string Path, object Value)[] given)
    {
        var world = World.Of(items);
        var incident = world.Incident(given);
        return (new EntityNormalizer(world.Compilation.Scope).Normalize(incident), incident);
    }

    private static Value Field(EntityInstance incident, string name) => incident[incident.Entity.Fields.Single(f => f.Name == name)];

    private static FieldSymbol Person(World world) => world.Find<EntitySymbol>("incident").Fields.Single(f => f.Name == "person");
}

using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>The smallest changes of one incident, by hand.</summary>
public class NearWitnessTests
{
    private const string Rules = """
        rule small { when offence is possession and quantity is at most 2 g and drug is heroin
            then divert }
        rule young { when person.minor
            then warn
            overrides all }
        rule again { when count(incidents of person where offence is possession within past 30 days) >= 1 and offence is possession
            then caution
            overrides small }
        """;

    [Fact]
    public void The_cheapest_field_is_changed() => Expect("divert", "quantity 5 g -> 2 g", _ => 1);

    [Fact]
    public void What_may_not_be_changed_is_not() => Expect("divert", "none", t => t.Name == "quantity" ? null : 1);

    [Fact]
    public void New_values_are_near_the_old_ones() => Expect("warn", "person.age 30 -> 17", t => t.Name == "person.age" ? 1 : null);

    [Fact]
    public void Costs_decide_between_changes() => Expect("warn", "person.minor unknown -> true; person.age 30 -> unknown", t => t.Name switch
    {
        "person.age" => 5,
        _ => 10,
    }, "person.age 30 -> 17");

    [Fact]
    public void The_past_stays_as_it_is() => Expect("caution", "none", _ => 1);

    private static void Expect(string action, string told, Func<Term, long?> cost, string? instead = null)
    {
        var policy = WitnessCase.Of(Rules);
        var incident = Recorded(policy);
        var wanted = policy.Model.Actions.First(a => a.Name == action);
        var result = policy.Finder.FindNear(
            policy.Model.Decides(wanted), incident, NoHistory.Instance, DecideOptions.Default, cost, w => w.Decision.Action == wanted);
        var formatter = new ValueFormatter(policy.Model.Actions);
        var found = result.Witness is { } near
            ? string.Join("; ", near.Changes.Select(c => $"{c.Name} {formatter.Format(c.Before, c.Term.Type)} -> {formatter.Format(c.After, c.Term.Type)}"))
            : "none";
        Assert.Equal(instead ?? told, found);
        Assert.Equal(5_000_000, incident[Field(incident, "quantity")].Low);
    }

    private static EntityInstance Recorded(WitnessCase policy)
    {
        var incident = CopiedEntities.Copy(policy.Finder.Plain);
        incident[Field(incident, "offence")] = Member(incident, "offence", "possession");
        incident[Field(incident, "drug")] = Member(incident, "drug", "heroin");
        incident[Field(incident, "quantity")] = Value.Of(5_000_000L);
        var person = incident[Field(incident, "person")].Entity ?? throw new InvalidOperationException("No person.");
        person[Field(person, "age")] = Value.Of(30L);
        return incident;
    }

    private static FieldSymbol Field(EntityInstance entity, string name) => entity.Entity.FindField(name) ?? throw new ArgumentException(name);

    private static Value Member(EntityInstance entity, string field, string member) =>
        Field(entity, field).Type is EnumType { Enum: var members } ? Value.Of((long)(members.FindMember(member)?.Ordinal ?? -1)) : throw new ArgumentException(field);
}

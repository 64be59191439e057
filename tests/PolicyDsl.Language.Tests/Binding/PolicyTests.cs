using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class PolicyTests
{
    [Fact]
    public void The_example_of_the_language_page_has_all_its_parts()
    {
        var policy = TestCompilation.CompileWithoutErrors(ReadExample()).Policy;

        Assert.NotNull(policy);
        Assert.Equal(("focused_deterrence", "Northside Division", "1.3"), (policy.Name, policy.Owner, policy.Version));
        Assert.Equal(new DateOnly(2027, 12, 31), policy.InForceTo);
        Assert.Equal(7, policy.Rules.Length);
        Assert.Equal("advise", policy.Otherwise?.Name);
        Assert.Equal(2, policy.Tests.Length);
        var crackdown = Assert.IsType<CrackdownSymbol>(policy.Rules[^1]);
        Assert.Equal((3, "week", "warn"), (crackdown.Cap ?? 0, crackdown.CapPeriod, crackdown.Alternative?.Name));
        Assert.Equal(new CalendarLength(14, CalendarUnit.Day), crackdown.Announce);
        Assert.NotNull(crackdown.Target);
        var divert = policy.Rules.Single(r => r.Name == "divert_users");
        Assert.Equal(["treatment"], divert.To.Select(s => s.Name));
        Assert.Equal(["naloxone"], divert.Offers.Select(s => s.Name));
        Assert.Equal(new CalendarLength(2, CalendarUnit.Day), divert.Within);
    }

    [Fact]
    public void The_example_of_the_language_page_has_its_order()
    {
        var policy = TestCompilation.CompileWithoutErrors(ReadExample()).Policy;

        Assert.NotNull(policy);
        Assert.Equal(
            [
                "target_violent_dealers > warn_next_level, other_dealers",
                "warn_next_level > other_dealers",
                "other_dealers > ",
                "divert_users > ",
                "bench_warrants > target_violent_dealers, warn_next_level, other_dealers, divert_users, naloxone_for_opioids, open_market",
                "naloxone_for_opioids > ",
                "open_market > target_violent_dealers, warn_next_level, other_dealers, divert_users, naloxone_for_opioids",
            ],
            policy.Rules.Select(r => $"{r.Name} > {string.Join(", ", r.Overrides.Select(o => o.Name))}"));
    }

    [Fact]
    public void Lines_said_twice_are_reported_at_the_second() => TestCompilation.Verify("""
        policy a
        using idpc
        owner "One"
        {|PD1070:owner "Two"|}
        rule r {
            when true
            then advise
            because "One"
            {|PD1070:because "Two"|}
            {|PD1070:when false|}
            with probation
            with schools, {|PD1007:probation|}
        }
        otherwise advise
        {|PD1070:otherwise warn|}
        """);

    [Fact]
    public void An_incomplete_rule_is_reported_at_its_name() => TestCompilation.Verify("""
        policy a
        using idpc
        rule {|PD1072:r|} { then advise }
        rule {|PD1073:s|} { when true }
        crackdown {|PD1072:c|} { lasts 3 days when true then advise }
        """);

    [Fact]
    public void A_circle_is_reported_at_every_rule_on_it_and_at_no_other() => TestCompilation.Verify("""
        policy a
        using idpc
        rule {|PD1074:one|} { when true then advise overrides two }
        rule {|PD1074:two|} { when true then advise overrides three }
        rule {|PD1074:three|} { when true then advise yields to two overrides one, four }
        rule four { when true then advise yields to one }
        rule {|PD1075:five|} { when true then advise yields to five }
        """);

    [Fact]
    public void Departures_need_a_clause_below_rank_one_and_a_date_to_come()
    {
        var text = """
            policy a
            using idpc
            departs from partnership.diversion_names_a_partner because "Soon." until 2025-06-30
            departs from partnership.nothing_of_this because "Soon." until 2027-01-01
            departs from human_rights_first.no_protected_ground because "Soon." until 2027-01-01
            otherwise advise
            """;

        Assert.Equal(["PD1003", "PD1077"], TestCompilation.Compile(text).Diagnostics.Select(d => d.Id));
        Assert.Equal(["PD1003", "PD1077"], TestCompilation.Compile(text, new CompilationOptions { AsOf = new(2025, 6, 30) }).Diagnostics.Select(d => d.Id));
        Assert.Equal(["PD1078", "PD1003", "PD1077"], TestCompilation.Compile(text, new CompilationOptions { AsOf = new(2025, 7, 1) }).Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void A_test_gives_fields_along_their_paths()
    {
        var compilation = TestCompilation.CompileWithoutErrors("""
            policy a
            using idpc
            otherwise advise
            crackdown c { target areas where officers is at least 10 lasts 3 months when offence is supply then warn }
            test "t" {
                given 3 earlier incidents { offence: robbery, at: 30 days before }
                given incident { offence: one of supply, possession, person: { id: unknown, age: 18..24 }, drugs: [heroin, cocaine] }
                given crackdown c
                expect warn by c
                expect not arrest
                expect no offer naloxone
                expect open c
                for each { drug, person.age, minor => expect; heroin, 31, false => advise; cocaine, 12, true => advise }
            }
            """);

        var test = Assert.Single(compilation.Tests);
        Assert.Equal("offence; person.id; person.age; drugs", string.Join("; ", test.Incident?.Fields.Select(f => string.Join('.', f.Path.Select(p => p.Name))) ?? []));
        Assert.Equal(Value.Range(18, 24), test.Incident?.Fields[2].Value);
        Assert.Equal(ValueKind.Set, test.Incident?.Fields[3].Value.Kind);
        Assert.Equal(3, Assert.Single(test.Earlier).Count);
        Assert.Equal(new CalendarLength(30, CalendarUnit.Day), test.Earlier[0].Incident.Fields[1].Before);
        Assert.Equal(4, test.Expectations.Length);
        Assert.Equal(["drug person.age person.minor", "drug person.age person.minor"], test.Cases.Select(c => string.Join(' ', c.Fields.Select(f => string.Join('.', f.Path.Select(p => p.Name))))));
        Assert.Single(test.ActiveCrackdowns);
    }

    [Fact]
    public void A_short_name_in_a_record_says_where_the_field_lives()
    {
        var compilation = TestCompilation.Verify("""
            policy a
            using idpc
            otherwise advise
            test "t" {
                given incident { {|PD1003:minor|}: true }
                expect advise
            }
            """);

        Assert.Equal("It is a field of `person`: write `person: { minor: ... }`.", Assert.Single(compilation.Diagnostics).Hint);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_of_declarations_means_nothing(int seed)
    {
        var random = new Random(seed);
        var tree = Language.Syntax.SyntaxTree.Parse(ReadExample());
        var items = tree.Root.Items.Select(i => i.ToFullString()).ToList();

        var shuffled = TestCompilation.CompileWithoutErrors(items[0] + "\n" + string.Join('\n', items.Skip(1).OrderBy(_ => random.Next()))).Policy;

        Assert.Equal(Meaning(TestCompilation.CompileWithoutErrors(ReadExample()).Policy), Meaning(shuffled));
    }

    private static IEnumerable<string> Meaning(PolicySymbol? policy) => (policy?.Rules ?? [])
        .Select(r => $"{r} {r.When?.Location.Text} {r.Unless?.Location.Text} {r.Action} {string.Join(',', r.Overrides.Select(o => o.Name).Order(StringComparer.Ordinal))}")
        .Order(StringComparer.Ordinal);

    private static string ReadExample() => Parsing.Samples.Read("tests/PolicyDsl.Language.Tests/Samples/focused-deterrence.policy");
}

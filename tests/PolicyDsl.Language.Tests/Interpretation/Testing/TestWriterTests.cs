using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Formatting;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Interpretation.Testing;

public sealed class TestWriterTests
{
    private const string More = """
        using idpc.vocabulary
        extend entity incident { paid : money coarse, held : duration coarse, seen : date coarse, witness : person, note : text, share : decimal coarse }
        """;

    private const string Rules = """
        policy p
        using idpc.vocabulary
        using "more.policy"
        applies when certainly offence is not none unless weapon is explosive
        define before = count(incidents of person within past 365 days)
        define case_count = count(distinct case over incidents of person, area within past 400 days)
        resource officers 40 hours per week, when exhausted warn
        channel letters
        rule sellers { when offence is not fraud and before is at least 1 then arrest with probation overrides users }
        rule users { when offence in personal_use or drugs has heroin then divert to treatment within 14 days, otherwise advise offer naloxone }
        rule repeated { when case_count is at least 1 then caution overrides users, sellers }
        rule minors { when not certainly person.minor and person.age in 10..80 then community_resolution yields to repeated }
        rule paying { when paid is more than 20 GBP or held is at least 90 minutes or seen < 2023-06-01 then summons overrides all }
        rule noted { when note is "said \"no\"" or share is at most 0.5 offer legal_advice }
        rule neighbours { when any(incidents of area where person = this.person and quantity is at most this.quantity) offer mentoring }
        rule seen_again { when days since last(incidents of person) is less than 30 or sum(quantity over incidents of area) > 5 g offer housing }
        rule witnessed { when witness.minor or witness = person offer safeguarding }
        rule grounds { when person.nationality is known or person.religion is "x" or area.deprivation is at least 8 or recorded_before offer employment }
        define recorded_before = any(incidents of person where recorded is arrest)
        crackdown market {
            target areas where count(incidents of area within past 28 days) is at least 20
            announce 14 days before by letters
            lasts 21 days
            rests 90 days
            when offence in drug_offences unless certainly person.minor
            then arrest at most 3 per week, otherwise seize
        }
        """;

    [Theory]
    [InlineData("otherwise advise")]
    [InlineData("rule who { when person.id is \"made 1\" or incident_is_own then charge overrides all except paying }\ndefine incident_is_own = any(incidents of person where case = this.id)")]
    public void A_written_test_is_decided_like_the_incident_it_was_written_from(string last)
    {
        var text = $"{Rules}\n{last}\n";
        var compilation = TestCompilation.CompileWithoutErrors(text, ("more.policy", More));
        var policy = Assert.IsType<PolicySymbol>(compilation.Policy);
        var fired = new HashSet<RuleSymbol>();
        for (var block = 0; block < 5; block++)
        {
            var cases = Enumerable.Range(block * 50, 50).Select(seed => MakeCase(seed, policy, compilation.Scope)).ToList();
            fired.UnionWith(cases.SelectMany(c => c.Decision.Outcomes).Where(o => o.State is RuleState.Fired or RuleState.SetAside).Select(o => o.Rule));
            var writer = new TestWriter(policy, compilation.Scope);
            var written = cases.Select(c => writer.Write(c.Test)).ToList();
            Compare(cases, written, TestCompilation.CompileWithoutErrors(text + string.Concat(written), ("more.policy", More)));
        }

        Assert.Empty(policy.Rules.Except(fired).Select(r => r.Name));
    }

    [Fact]
    public void A_test_says_no_more_than_it_must()
    {
        var world = World.Of("""
            rule sellers { when offence is supply and quantity > 1 g and age > 20 and count(incidents of person where offence in violent) is at least 2 then arrest to treatment, otherwise warn }
            otherwise advise
            """);
        var incident = world.Incident(("offence", "supply"), ("at", "2024-01-01T12:00"), ("quantity", 2.5m), ("person.age", Value.Range(18, 24)), ("person.id", "p"), ("area.id", "a"));
        var before = Enumerable.Range(0, 3).Select(_ => Earlier("robbery", "2023-12-02T12:00")).Append(Earlier("assault|robbery", "2023-12-31T23:30")).ToImmutableArray();
        var test = new TestToWrite("Three robberies", incident, [new ExpectDisposition(world.Find<ActionSymbol>("arrest"), [], [], null), new ExpectNot(world.Find<ActionSymbol>("warn"), null), new ExpectOffer(world.Find<ServiceSymbol>("naloxone"), IsOffered: false, null)])
        {
            Earlier = before,
            Facts = new DecideOptions { AlternativesInForce = [world.Rule("sellers")] },
            Documentation = ["The person robbed before."],
        };
        Assert.Equal(
            """
            /// The person robbed before.
            test "Three robberies" {
                given otherwise of sellers
                given 3 earlier incidents { at: 30 days before, offence: robbery }
                given earlier incident { at: 750 minutes before, offence: one of robbery, assault }
                given incident { offence: supply, quantity: 2.5 g, person: { age: 18..24 } }
                expect arrest
                expect not warn
                expect no offer naloxone
            }

            """.ReplaceLineEndings("\n"),
            new TestWriter(world.Policy, world.Compilation.Scope).Write(test));

        EntityInstance Earlier(string offence, string at)
        {
            var earlier = world.Incident(("offence", offence), ("at", at));
            world.Set(earlier, "person", incident[incident.Entity.FindField("person") ?? throw new InvalidOperationException()]);
            world.Set(earlier, "area", incident[incident.Entity.FindField("area") ?? throw new InvalidOperationException()]);
            return earlier;
        }
    }

    [Fact]
    public void What_contradicts_its_formula_is_written_as_unknown_and_what_nobody_reads_is_not_written()
    {
        var world = World.Of("rule r { when not possibly minor then warn }\nprinciple own rank 2 { clause c never warn when dependent }");
        var incident = world.Incident(("person.id", "p"), ("person.age", 31), ("person.minor", true), ("person.dependent", true), ("armed", true));
        var test = new TestToWrite("Minor", incident, [new ExpectNothing(null)]);
        var writer = new TestWriter(world.Policy, world.Compilation.Scope);
        Assert.Contains("given incident { person: { age: 31, minor: unknown } }", writer.Write(test), StringComparison.Ordinal);
        var clause = world.Find<PrincipleSymbol>("own").Clauses[0];
        Assert.Contains("given incident { person: { age: 31, dependent: true, minor: unknown } }", writer.Write(test with { Clauses = [clause] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_who_is_told_by_names()
    {
        var world = World.Of("rule r { when count(distinct case over incidents of person, area where age in 18..30) is at least 1 and age > 20 then warn }");
        var incident = world.Incident(("person.id", "7"), ("person.age", 31), ("area.id", Value.Unknown), ("at", Value.Unknown));
        var start = WindowTests.At("2023-01-01T00:00");
        var january = Value.Range(start, start + (31 * 86_400) - 1);
        var test = new TestToWrite("Who", incident, [new ExpectNothing(null)])
        {
            Earlier =
            [
                world.Incident(("person.id", "7"), ("person.age", 30), ("area", Value.Unknown), ("at", january)),
                world.Incident(("person.id", "8"), ("area.id", "2"), ("case", "c"), ("at", Value.Unknown)),
                world.Incident(("person.id", "9"), ("area.id", "2"), ("case", "c"), ("at", Value.Unknown)),
            ],
        };
        Snapshot.Verify(new TestWriter(world.Policy, world.Compilation.Scope).Write(test));
    }

    private static (TestToWrite Test, Decision Decision) MakeCase(int seed, PolicySymbol policy, GlobalScope scope)
    {
        var random = new Random(seed);
        var (incident, earlier) = new RandomInstances(scope, random).Make();
        var facts = DecideOptions.WithTrace with
        {
            ActiveCrackdowns = [.. policy.Rules.OfType<CrackdownSymbol>().Where(_ => random.Next(2) == 0)],
            AlternativesInForce = [.. policy.Rules.Where(r => r.Alternative is not null && random.Next(2) == 0)],
            ExhaustedResources = [.. policy.Resources.Where(_ => random.Next(3) == 0)],
        };
        var decision = new Interpreter(policy, scope).Decide(incident, new ListedHistory(earlier), facts);
        var title = string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
        return (new TestToWrite(title, incident, TestToWrite.Expect(decision)) { Earlier = earlier, Facts = facts }, decision);
    }

    private static void Compare(List<(TestToWrite Test, Decision Decision)> cases, List<string> written, Compilation compilation)
    {
        var policy = Assert.IsType<PolicySymbol>(compilation.Policy);
        var run = new TestRunner(policy, compilation.Scope).Run();
        for (var i = 0; i < cases.Count; i++)
        {
            var result = Assert.Single(run.Results[i].Cases);
            Assert.True(result.Passed, $"{result.Failures.FirstOrDefault()}\n{written[i]}");
            Assert.Equal(Tell(cases[i].Decision, written[i], compilation.Scope), Tell(Assert.IsType<Decision>(result.Decision), written[i], compilation.Scope));
            Assert.Equal(written[i], Formatter.Format(SyntaxTree.Parse(new SourceText(written[i], "t"))));
        }
    }

    /// <summary>All that is decided and why, with the value of every part of every condition.</summary>
    private static string Tell(Decision decision, string written, GlobalScope scope)
    {
        var told = new StringBuilder(written);
        foreach (var line in new Explainer(scope).Explain(decision, new EntityInstance(scope.Incident ?? throw new InvalidOperationException())))
        {
            told.Append(line).Append('\n');
        }

        return told.ToString();
    }
}

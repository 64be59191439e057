using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using PolicyDsl.Language;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Checks;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.Reporting.Tests.Checks;

public sealed class WitnessFormatTests
{
    private const string Text = """
        policy p "Example"
        using idpc.vocabulary
        using "own.policy"
        departs from own.departed because "A pilot." until 2030-01-01
        resource officers 40 hours per week, when exhausted warn
        rule users {
            when offence is possession and count(incidents of person) is at least 2
            then arrest, otherwise caution
            because "They come <again> | and again."
        }
        otherwise advise
        """;

    private const string Principle = """
        using idpc.vocabulary
        principle own "Our own" rank 2 {
            clause no_arrest "Nobody is arrested" source "Board 1 (shall)" never arrest when true
            clause no_caution "Nobody is cautioned" source "Board 2 (should)" never caution when true
            clause departed never arrest when true
            clause order "Severity does not fall" severity never falls as quantity rises
            clause possible never arrest when quantity * 2 > 1 g
            clause large never arrest when minor
            clause kept never detain when true
        }
        """;

    private static readonly Compilation Compilation = TestCompilation.CompileWithoutErrors(Text, ("own.policy", Principle));

    private static readonly PolicySymbol Policy = Assert.IsType<PolicySymbol>(Compilation.Policy);

    private static readonly CheckReport Report = MakeReport();

    [Theory]
    [InlineData(ReportFormat.Pretty)]
    [InlineData(ReportFormat.Compact)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.GitHub)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.Markdown)]
    public void Witnesses_are_written_as(ReportFormat format) => Snapshot.Verify(Write(format), ReportFormats.GetName(format));

    [Fact]
    public void Sarif_tells_the_incident_at_the_rule_to_blame()
    {
        using var log = JsonDocument.Parse(Write(ReportFormat.Sarif));
        var result = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().First(r => r.GetProperty("ruleId").GetString() == "PD3008");
        Assert.Contains("2 earlier incidents 30 days before", result.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(6, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
    }

    private static string Write(ReportFormat format) => Findings.Write(w => CheckRenderer.Write(Report, format, w, new RenderOptions()));

    private static CheckReport MakeReport()
    {
        var verdicts = PrincipleChecker.Check(Policy, Compilation.Principles).Select(Settle).ToImmutableArray();
        return new CheckReport(Findings.Provenance with { Policies = [], Data = [] })
        {
            Diagnostics = DiagnosticOrder.Sort(PrincipleChecker.Report(verdicts, Policy)),
            Files = ["main.policy", "own.policy"],
            Policies = [new PolicyCheck(Policy, verdicts)],
        };
    }

    private static ClauseVerdict Settle(ClauseVerdict verdict)
    {
        var blame = ImmutableArray.Create(new ClauseBreach(Policy.Rules[0].Location, "Rule `users` decides it", Policy.Rules[0]));
        return verdict.Clause.Name switch
        {
            "no_arrest" or "departed" => verdict with
            {
                Verdict = Verdict.Violated,
                Reason = "an incident that can happen breaks it",
                Breaches = blame,
                Witness = MakeWitness(DecideOptions.Default, "possession"),
                Kinds = (3, 1_280),
            },
            "no_caution" => verdict with
            {
                Verdict = Verdict.Violated,
                Reason = "an incident that can happen breaks it",
                Breaches = blame,
                Witness = MakeWitness(new DecideOptions { AlternativesInForce = [Policy.Rules[0]], ExhaustedResources = [.. Policy.Resources] }, "possession"),
                Kinds = (BigInteger.Pow(3, 40), BigInteger.Pow(7, 40)),
            },
            "order" => verdict with { Verdict = Verdict.Violated, Reason = "severity falls from 8 to 1", Breaches = blame, Witness = MakeWitness(DecideOptions.Default, "possession", "supply") },
            "possible" => verdict with { Verdict = Verdict.PossiblyViolated, Reason = "no incident could be built", IndependentTerms = ["quantity * 2"] },
            "large" => verdict with { Verdict = Verdict.Undecided, Reason = "the proof is out of its budget of 1,000,000 nodes" },
            _ => verdict with { Verdict = Verdict.Proved, Reason = "no incident breaks it" },
        };
    }

    private static ClauseWitness MakeWitness(DecideOptions facts, string offence, string? other = null)
    {
        var incident = MakeIncident(offence, 1_704_110_400);
        EntityInstance[] earlier = [MakeIncident("none", 1_704_110_400 - (30 * 86_400)), MakeIncident("none", 1_704_110_400 - (30 * 86_400))];
        foreach (var before in earlier)
        {
            Set(before, "person", incident[Find("person")]);
        }

        return ClauseWitness.Create(
            new Interpreter(Policy, Compilation.Scope),
            Compilation.Scope,
            new IncidentText(Compilation.Scope, MakeIncident("none", 1_704_110_400)),
            incident,
            [.. earlier],
            facts,
            other is null ? null : MakeIncident(other, 1_704_110_400));
    }

    private static EntityInstance MakeIncident(string offence, long at)
    {
        var incident = new EntityInstance(Assert.IsType<EntitySymbol>(Compilation.Scope.Incident));
        var person = new EntityInstance(Assert.IsType<EntitySymbol>(Compilation.Scope.Find("person")));
        person[person.Entity.Key ?? throw new InvalidOperationException()] = Value.Of("p");
        Set(incident, "person", Value.Of(person));
        Set(incident, "at", Value.Of(at));
        Set(incident, "offence", Value.Of((long)Assert.IsType<EnumSymbol>(Compilation.Scope.Find("offence")).Members.Single(m => m.Name == offence).Ordinal));
        return incident;
    }

    private static void Set(EntityInstance incident, string field, Value value) => incident[Find(field)] = value;

    private static FieldSymbol Find(string field) => Compilation.Scope.Incident?.FindField(field) ?? throw new ArgumentException(field);
}

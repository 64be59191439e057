using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Evaluation.Tests.Loading;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Running;

public sealed class PolicyRunTests
{
    private const string Csv = """
        id,offence,drug,age,area,action
        1,supply,heroin,40,N,arrest
        2,supply,heroin,16,N,arrest
        3,supply,cocaine,,S,summons
        4,possession,heroin,30,S,
        5,possession,cocaine,30,,no_action
        6,robbery,,22,N,arrest
        7,,heroin,22,N,arrest
        8,theft,,22,S,summons

        """;

    private const string Policy = """
        policy p "A policy"
        using idpc.vocabulary
        applies when offence in drug_offences or offence is robbery
        rule sellers { when offence is supply unless minor then arrest because "Sellers." overrides young }
        rule young   { when age < 25 then warn }
        rule users   { when offence is possession then divert to treatment within 2 days }
        rule heroin_users { when offence is possession and drug is heroin then advise }
        rule help { when drug in opioids offer naloxone }
        crackdown market { target areas where count(incidents of area within past 28 days) is at least 20 announce 14 days before by leaflets lasts 21 days when offence is supply then warn }
        """;

    private const string Dataset = """
        dataset d "Data" {
            from "data.csv"
            caution "Arrests are not offences."
            incident {
                id = `id`
                offence = match `offence` { "supply" => supply, "possession" => possession, "robbery" => robbery, "theft" => theft }
                drug = match `drug` { "heroin" => heroin, "cocaine" => cocaine, unknown => none }
                recorded = match `action` { "arrest" => arrest, "summons" => summons, "no_action" => no_action }
            }
            person { age = number(`age`) }
            area { id = `area` }
        }
        """;

    private readonly List<DecisionRow> rows = [];

    [Fact]
    public void Every_decision_is_told_in_order_of_the_data()
    {
        Run();
        Assert.Equal(
            [
                "1 decided arrest sellers - naloxone - arrest",
                "2 decided warn young - naloxone - arrest",
                "3 none - - - - sellers,young? summons",
                "4 conflict advise heroin_users - naloxone - -",
                "5 decided divert users to treatment within 2 days treatment - no_action",
                "6 decided warn young - - - arrest",
                "7 outside - - - - ? arrest",
                "8 outside - - - - - summons",
            ],
            rows.Select(Show));
    }

    [Fact]
    public void Incidents_are_counted_by_rule_and_disposition_with_what_is_wanting()
    {
        var summary = Run().Summary;
        Assert.Equal((6, 2, 1, 0), (summary.Decided, summary.Outside, summary.ScopeUnknown, summary.HistoryOnly));
        Assert.Equal((1, 1, 1, 0), (summary.Conflicts, summary.None, summary.UnsettledOutside, summary.ByOtherwise));
        Assert.Equal("advise 1, warn 2, divert 1, arrest 1", string.Join(", ", summary.Dispositions.Select(d => $"{d.Action} {d.Incidents}")));
        Assert.Equal(
            [
                "sellers fired 1 decided 1 aside 0 open 1 (person.age 1)",
                "young fired 2 decided 2 aside 0 open 1 (person.age 1)",
                "users fired 2 decided 1 aside 0 open 0 ()",
                "heroin_users fired 1 decided 1 aside 0 open 0 ()",
                "help fired 3 decided 0 aside 0 open 0 ()",
                "market fired 0 decided 0 aside 0 open 0 ()",
            ],
            summary.Rules.Select(r => $"{r.Rule} fired {r.Fired} decided {r.Decided} aside {r.SetAside} open {r.Open} ({string.Join(", ", r.Wants.Select(w => $"{w.Field} {w.Incidents}"))})"));
        Assert.Equal("users,heroin_users divert,advise advise 1", string.Join(';', summary.ConflictingRules.Select(c => $"{string.Join(',', c.Rules)} {string.Join(',', c.Actions)} {c.Taken} {c.Incidents}")));
        Assert.Equal("incident.offence 1", string.Join(", ", summary.ScopeWants.Select(w => $"{w.Field} {w.Incidents}")));
        Assert.Equal("market", string.Join(' ', summary.InactiveCrackdowns));
        Assert.Contains("Arrests are not offences.", summary.Notes);
        Assert.Contains(summary.Notes, n => n.StartsWith("No crackdown is taken as active", StringComparison.Ordinal));
        Assert.True(summary.Rows.AddsUp);
    }

    [Fact]
    public void Groups_keep_the_unknown_apart()
    {
        var summary = Run("area", "age").Summary;
        Assert.Equal("incident.area person.age", string.Join(' ', summary.By));
        Assert.Equal(
            ["N Known,16 Known:1", "N Known,22 Known:1", "N Known,40 Known:1", "S Known,30 Known:1", "S Known,unknown Unknown:1", "unknown Unknown,30 Known:1"],
            summary.Groups.Select(g => $"{string.Join(',', g.Values.Select(v => $"{v.Text} {v.Knowledge}"))}:{g.Incidents}"));
    }

    [Fact]
    public void A_name_that_is_no_field_is_answered_with_the_nearest()
    {
        using var fixture = new LoadingFixture();
        fixture.Folder.Write("data.csv", Csv);
        fixture.LoadText(Policy + "\n" + Dataset);
        Assert.NotNull(fixture.Compilation);
        Assert.Null(FieldPath.Find(fixture.Compilation.Scope, "ethnicty", out var failure));
        Assert.Equal("There is no field `ethnicty`. Did you mean `ethnicity`?", failure);
        Assert.NotNull(FieldPath.Find(fixture.Compilation.Scope, "person.age", out _));
        Assert.Equal("id", FieldPath.Find(fixture.Compilation.Scope, "id", out _)?.ToString());
    }

    [Fact]
    public void Clauses_are_tried_against_every_decided_incident()
    {
        using var fixture = new LoadingFixture();
        fixture.Folder.Write("data.csv", Csv);
        var loaded = fixture.LoadText(Policy + "\n" + Dataset + "\n" + """
            principle test_principle rank 1 {
                clause no_arrest_of_sellers never arrest when offence is supply
                clause naloxone_always always offer naloxone when drug in opioids
                clause adults never arrest when minor
            }
            """);
        Assert.NotNull(loaded.Data);
        Assert.NotNull(fixture.Compilation?.Policy);
        var trials = ClauseTrials.Try(new RunPolicy(fixture.Compilation.Policy, fixture.Compilation.Scope), loaded.Data.Columns, fixture.Compilation.Scope.All<PrincipleSymbol>().SelectMany(p => p.Clauses));
        Assert.Equal(
            ["no_arrest_of_sellers tried 6 concerned 3 unknown 0 broken 1 first 1", "naloxone_always tried 6 concerned 3 unknown 0 broken 0 first -", "adults tried 6 concerned 1 unknown 1 broken 0 first -"],
            trials.Select(t => $"{t.Clause.Name} tried {t.Tried} concerned {t.Applied} unknown {t.ConditionUnknown} broken {t.Broken} first {t.FirstIncident?.Id ?? "-"}"));
    }

    private RunResult Run(params string[] by)
    {
        using var fixture = new LoadingFixture();
        fixture.Folder.Write("data.csv", Csv);
        var loaded = fixture.LoadText(Policy + "\n" + Dataset);
        Assert.True(loaded.Data is not null, LoadingFixture.Describe(loaded));
        Assert.NotNull(fixture.Compilation?.Policy);
        var scope = fixture.Compilation.Scope;
        return PolicyRun.Run(new RunRequest
        {
            Policy = fixture.Compilation.Policy,
            Scope = scope,
            Source = loaded.Data.Columns,
            By = [.. by.Select(name => FieldPath.Find(scope, name, out _)).OfType<FieldPath>()],
            OnDecision = rows.Add,
        });
    }

    private static string Show(DecisionRow row) => string.Join(' ', new[]
    {
        row.IncidentId,
        row.StatusName,
        row.Disposition ?? "-",
        row.Rules.IsEmpty ? "-" : string.Join(',', row.Rules),
        row.To.IsEmpty ? "-" : $"to {string.Join(',', row.To)} within {row.Within}",
        row.Offers.IsEmpty ? "-" : string.Join(',', row.Offers),
        (row.OpenRules.IsEmpty ? "" : string.Join(',', row.OpenRules)) + (row.IsUnsettled ? "?" : row.OpenRules.IsEmpty ? "-" : ""),
        row.Recorded ?? "-",
    });
}

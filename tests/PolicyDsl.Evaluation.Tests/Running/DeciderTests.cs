using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Evaluation.Tests.Loading;
using PolicyDsl.Evaluation.Tests.Oracle;
using PolicyDsl.Language.Interpretation;
using Xunit.Abstractions;

namespace PolicyDsl.Evaluation.Tests.Running;

/// <summary>Indexes and memories are short cuts: the decisions are those of the interpreter on all incidents, one by one.</summary>
public sealed class DeciderTests(ITestOutputHelper output)
{
    private const int Seed = 8_128;

    private const string Histories = """
        define violence = count(distinct case over incidents of person where offence in violent within past 60 days)
        rule a { when violence is at least 2 then arrest because "Violent." overrides all }
        rule b { when count(incidents of person, area within past 2 months) is at least 1 and offence is supply then summons because "Again." }
        rule c { when days since last(incidents of area where offence is this.offence) < 20 then warn }
        rule d { when any(incidents of person where person.age < this.person.age) then divert }
        rule e { when count(incidents of case) is at least 1 offer naloxone }
        """;

    private const string Plain = """
        define grown = (age >= 18) default false
        rule a { when offence in violent and grown then arrest because "Violent." }
        rule b { when offence is supply unless minor then summons because "Again." }
        rule c { when certainly dangerous or hour of at is at least 20 then warn }
        rule d { when limit of offence is at least 2 g then divert }
        rule e { when area.id = "N" offer naloxone }
        table limit of offence gives mass { supply => 3 g, robbery => 1 g, otherwise => unknown }
        """;

    [Theory]
    [InlineData(Histories, "")]
    [InlineData(Histories, "person not followed because \"New each time.\"")]
    [InlineData(Plain, "")]
    public void Decisions_are_those_of_the_interpreter(string rules, string clause)
    {
        output.WriteLine(FormattableString.Invariant($"seed {Seed}"));
        var random = new Random(Seed);
        for (var round = 0; round < 12; round++)
        {
            using var fixture = new LoadingFixture();
            fixture.Folder.Write("data.csv", MakeFile(random));
            var loaded = fixture.LoadText($$"""
                policy p
                using idpc.vocabulary
                {{rules}}
                otherwise advise
                dataset records {
                    from "data.csv"
                    covers 2024-01-10 to 2024-12-31
                    {{clause}}
                    incident {
                        id = `id`, case = `case`
                        at = match `kind` { "m" => month(`at`, "yyyy-MM"), "t" => instant(`at`, "yyyy-MM-dd HH:mm") }
                        offence = match `offence` { "s" => supply, "r" => robbery, "a" => assault, "x" => (one of assault, theft) }
                    }
                    person { id = `who`, age = number(`age`) }
                    area { id = `where` }
                }
                """);
            Assert.True(loaded.Data is not null, LoadingFixture.Describe(loaded));
            AssertSame(fixture, loaded.Data);
        }
    }

    private static void AssertSame(LoadingFixture fixture, IncidentData data)
    {
        Assert.NotNull(fixture.Compilation?.Policy);
        var policy = new RunPolicy(fixture.Compilation.Policy, fixture.Compilation.Scope);
        var by = FieldPath.Find(policy.Scope, "age", out _);
        Assert.NotNull(by);
        List<DecisionRow> expected = [];
        List<DecisionRow> actual = [];
        var interpreted = InterpretedRun.Run(policy, data.Dataset, data.Incidents, data.Report, [by], expected.Add);
        var run = PolicyRun.Run(new RunRequest { Policy = policy.Policy, Scope = policy.Scope, Source = data.Columns, By = [by], OnDecision = actual.Add });
        Assert.Equal(expected.Select(Show), actual.Select(Show));
        Assert.Equal(SummaryText.Of(interpreted), SummaryText.Of(run.Summary));
    }

    private static string Show(DecisionRow row) =>
        $"{row.IncidentId} {row.StatusName} {row.Disposition} {string.Join(',', row.Rules)} {row.ByOtherwise} {string.Join(',', row.Offers)} {string.Join(',', row.To)} {row.Within} {string.Join(',', row.OpenRules)} {row.IsUnsettled} {row.Recorded}";

    private static string MakeFile(Random random)
    {
        var text = new StringBuilder("id,case,kind,at,offence,who,age,where\n");
        var rows = random.Next(20, 80);
        for (var i = 0; i < rows; i++)
        {
            var time = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(random.Next(0, 120 * 24 * 60 / 30) * 30);
            var (kind, at) = random.Next(0, 8) switch
            {
                0 => ("", ""),
                1 => ("m", time.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
                _ => ("t", time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            };
            text.AppendJoin(',', i, Pick(random, "c1", "c2", "c3", "c4", ""), kind, at, Pick(random, "s", "r", "a", "x", ""), Pick(random, "P", "Q", "R", ""), Pick(random, "15", "20", "18-24", ""), Pick(random, "N", "S", ""))
                .Append('\n');
        }

        return text.ToString();
    }

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}

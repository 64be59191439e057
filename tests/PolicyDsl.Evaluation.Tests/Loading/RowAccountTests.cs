using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Running;
using Xunit.Abstractions;

namespace PolicyDsl.Evaluation.Tests.Loading;

/// <summary>Whatever a file holds, every row read is in exactly one place, and nothing is lost between loading and running.</summary>
public sealed class RowAccountTests(ITestOutputHelper output)
{
    private const int Seed = 20_250_117;

    private static readonly string[] Offences = ["supply", "possession", "robbery", "arson", "", "NA", "\"quoted, text\"", "\"broken", "\"two\nlines\""];
    private static readonly string[] Numbers = ["1", "17", "300", "-5", "x", "", "NA", "1e30", "18-24"];
    private static readonly string[] Dates = ["2024-01-05", "2023-12-31", "2024-06-30", "2024-02-30", "", "tomorrow"];

    [Theory]
    [InlineData("")]
    [InlineData("one incident per `id`")]
    [InlineData("one incident per `id`, `who`")]
    public void Rows_add_up_on_dirty_files(string fold)
    {
        output.WriteLine(FormattableString.Invariant($"seed {Seed}"));
        var random = new Random(Seed);
        for (var round = 0; round < 60; round++)
        {
            var csv = MakeFile(random, fold.Length == 0);
            using var fixture = new LoadingFixture();
            fixture.Folder.Write("data.csv", csv);
            var loaded = fixture.LoadText(Text(fold));
            LoadingFixture.AssertRowsAddUp(loaded);
            if (loaded.Data is null)
            {
                Assert.NotEmpty(loaded.Report.Diagnostics);
                continue;
            }

            Assert.Equal(loaded.Report.RowsRejected, fixture.RejectedRows.Count);
            AssertRunAddsUp(fixture, loaded.Data);
        }
    }

    private static void AssertRunAddsUp(LoadingFixture fixture, Evaluation.Loading.IncidentData data)
    {
        Assert.NotNull(fixture.Compilation?.Policy);
        var told = 0;
        var by = FieldPath.Find(fixture.Compilation.Scope, "age", out _);
        Assert.NotNull(by);
        var summary = PolicyRun.Run(new RunRequest
        {
            Policy = fixture.Compilation.Policy,
            Scope = fixture.Compilation.Scope,
            Source = data.Columns,
            By = [by],
            OnDecision = _ => told++,
        }).Summary;
        Assert.True(summary.Rows.AddsUp, summary.Rows.ToString());
        Assert.Equal(data.Incidents.Length, summary.Decided + summary.Outside + summary.HistoryOnly);
        Assert.Equal(told, summary.Decided + summary.Outside);
        Assert.Equal(summary.Decided, summary.Dispositions.Sum(d => d.Incidents) + summary.None);
        Assert.Equal(summary.Decided, summary.Groups.Sum(g => g.Incidents));
        Assert.Equal(summary.Unsettled, summary.Groups.Sum(g => g.Unsettled));
    }

    private static string Text(string fold) => $$"""
        policy p
        using idpc.vocabulary
        applies when offence in drug_offences or offence is robbery
        rule sellers { when offence is supply unless minor then arrest because "Sellers." }
        rule users { when offence is possession then warn }
        dataset d {
            from "data.csv"
            missing "NA"
            decides 2024-01-01 to 2024-12-31
            keep rows where `who` is known because "Nobody."
            {{fold}}
            incident {
                {{(fold.Length == 0 ? "" : "case = `id`")}}
                at = min of date(`day`, "yyyy-MM-dd")
                offence = most serious of match `offence` { "supply" => supply, "possession" => possession, "robbery" => robbery }
                quantity = sum of (number(`n`) * 1 g)
            }
            person { id = first of `who`, age = max of number(`age`) }
        }
        """;

    private static string MakeFile(Random random, bool plain)
    {
        var text = new StringBuilder("id,who,offence,day,n,age\n");
        var rows = random.Next(0, 40);
        for (var i = 0; i < rows; i++)
        {
            string[] cells =
            [
                plain ? i.ToString(CultureInfo.InvariantCulture) : random.Next(0, 12).ToString(CultureInfo.InvariantCulture),
                random.Next(0, 6) == 0 ? "" : "P" + random.Next(0, 4).ToString(CultureInfo.InvariantCulture),
                Pick(random, Offences),
                Pick(random, Dates),
                Pick(random, Numbers),
                Pick(random, Numbers),
            ];
            text.AppendJoin(',', cells.Take(random.Next(0, 15) == 0 ? random.Next(1, 6) : 6));
            text.Append(random.Next(0, 12) == 0 ? ",more" : "").Append(random.Next(0, 8) == 0 ? "\r\n" : "\n");
            text.Append(random.Next(0, 20) == 0 ? "\n" : "");
        }

        return text.ToString();
    }

    private static string Pick(Random random, string[] texts) => texts[random.Next(texts.Length)];
}

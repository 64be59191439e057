using System.Text.Json;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Checks;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.Reporting.Tests.Diagnostics;

public sealed class DiagnosticFormatTests
{
    private static readonly CheckReport Report = new(Findings.Provenance)
    {
        Diagnostics = DiagnosticOrder.Sort(Findings.All),
        Files = [Findings.Source.Path],
    };

    [Theory]
    [InlineData(ReportFormat.Pretty)]
    [InlineData(ReportFormat.Compact)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.GitHub)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.Markdown)]
    public void A_check_is_written_as(ReportFormat format) => Snapshot.Verify(Write(format), ReportFormats.GetName(format));

    [Fact]
    public void The_results_of_sarif_are_written_as()
    {
        using var log = JsonDocument.Parse(Write(ReportFormat.Sarif));
        Snapshot.Verify(log.RootElement.GetProperty("runs")[0].GetProperty("results").ToString());
    }

    [Fact]
    public void Verbose_output_shows_suppressed_findings_with_their_reason()
    {
        var text = Findings.Write(w => PrettyDiagnostics.Write(Findings.All, w, new RenderOptions(IsVerbose: true)));
        Assert.Contains("suppressed because: The rule that uses it comes next month.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("next month", Write(ReportFormat.Pretty), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_findings_of_one_kind_are_counted_and_not_all_shown()
    {
        var text = Findings.Write(w => PrettyDiagnostics.Write(Enumerable.Repeat(Findings.Error, 120).Append(Findings.Warning), w, new RenderOptions()));
        Assert.Contains("… and 70 more of PD0001; --verbose shows them all.", text, StringComparison.Ordinal);
        Assert.Equal(50, text.Split("error[PD0001]").Length - 1);
        Assert.Contains("warning[PD2001]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_decorates_and_changes_no_character()
    {
        var plain = Findings.Write(w => CheckRenderer.Write(Report, ReportFormat.Pretty, w, new RenderOptions()));
        var coloured = Findings.Write(w => CheckRenderer.Write(Report, ReportFormat.Pretty, w, new RenderOptions(UseColor: true)));
        Assert.NotEqual(plain, coloured);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public void Equal_findings_of_two_compilations_are_listed_once_and_in_order_of_place()
    {
        var sorted = DiagnosticOrder.Sort([Findings.Warning, Findings.Error, Findings.Warning]);
        Assert.Equal(["PD2001", "PD0001"], sorted.Select(d => d.Id));
    }

    [Fact]
    public void Every_finding_of_sarif_points_at_its_rule_and_keeps_its_suppression()
    {
        using var log = JsonDocument.Parse(Write(ReportFormat.Sarif));
        var run = log.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            Assert.Equal(rule.GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
            Assert.NotEmpty(rule.GetProperty("fullDescription").GetProperty("text").GetString() ?? "");
            Assert.True(result.GetProperty("partialFingerprints").TryGetProperty("policyLine/v1", out _));
            Assert.Equal(result.GetProperty("ruleId").GetString() == "PD2501", result.TryGetProperty("suppressions", out var suppressions));
            Assert.True(suppressions.ValueKind == JsonValueKind.Undefined || suppressions[0].GetProperty("justification").GetString() is { Length: > 0 });
        }
    }

    [Fact]
    public void A_fingerprint_stays_when_lines_before_the_finding_move()
    {
        var moved = new SourceText("// a new line\n" + Findings.Source.Text, Findings.Source.Path);
        var after = Findings.Error with { Location = new Location(moved, new TextSpan(moved.Text.IndexOf("weigth", StringComparison.Ordinal), 6)) };
        Assert.Equal(Fingerprint(Findings.Error), Fingerprint(after));
    }

    [Fact]
    public void Json_says_the_same_twice_and_knows_no_clock()
    {
        var first = Write(ReportFormat.Json);
        Assert.Equal(first, Write(ReportFormat.Json));
        Assert.DoesNotContain(DateTimeOffset.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) + "-" + DateTimeOffset.UtcNow.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture), first, StringComparison.Ordinal);
    }

    private static string Fingerprint(Diagnostic diagnostic)
    {
        var text = Findings.Write(w => Reporting.Formats.SarifReport.Write(w, [diagnostic], Findings.Provenance));
        using var log = JsonDocument.Parse(text);
        return log.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("partialFingerprints").GetProperty("policyLine/v1").GetString() ?? "";
    }

    private static string Write(ReportFormat format) => Findings.Write(w => CheckRenderer.Write(Report, format, w, new RenderOptions()));
}

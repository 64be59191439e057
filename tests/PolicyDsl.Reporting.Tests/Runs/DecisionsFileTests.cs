using System.Text.Json;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Reporting.Runs;

namespace PolicyDsl.Reporting.Tests.Runs;

public sealed class DecisionsFileTests
{
    private static readonly DecisionRow Row = new()
    {
        IncidentId = "17, \"b\"",
        Status = DecisionStatus.Decided,
        Disposition = "divert",
        Rules = ["a", "b"],
        Offers = ["naloxone"],
        To = ["treatment"],
        Within = "2 days",
        OpenRules = ["c"],
        IsUnsettled = true,
        Recorded = "arrest",
    };

    [Fact]
    public void Csv_has_a_line_per_incident_and_quotes_what_needs_it() => Assert.Equal(
        "incident,status,disposition,rules,otherwise,to,within,offers,open_rules,unsettled,recorded\n"
        + "\"17, \"\"b\"\"\",decided,divert,a;b,false,treatment,2 days,naloxone,c,true,arrest\n",
        Write(DecisionsFormat.Csv));

    [Fact]
    public void Json_lines_have_an_object_per_incident()
    {
        var line = Assert.Single(Write(DecisionsFormat.Ndjson).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        using var json = JsonDocument.Parse(line);
        Assert.Equal("17, \"b\"", json.RootElement.GetProperty("incident").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("rules").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("unsettled").GetBoolean());
    }

    private static string Write(DecisionsFormat format) => Findings.Write(w =>
    {
        var file = new DecisionsFile(w, format);
        file.WriteHeader();
        file.Write(Row);
    });
}

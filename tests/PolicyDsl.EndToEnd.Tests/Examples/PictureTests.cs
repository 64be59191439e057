using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyDsl.Testing;

namespace PolicyDsl.EndToEnd.Tests.Examples;

/// <summary>The picture of the README, drawn from the figures that its first command gives. <c>POLICYDSL_ACCEPT=1</c> rewrites it.</summary>
public sealed class PictureTests
{
    private const int Left = 170;
    private const int BarWidth = 560;
    private const int RowHeight = 46;

    private static readonly Dictionary<string, string> Colours = new(StringComparer.Ordinal)
    {
        ["no_action"] = "#bdbdbd",
        ["advise"] = "#c7e9c0",
        ["divert"] = "#41ab5d",
        ["call_in"] = "#9ecae1",
        ["summons"] = "#fdae6b",
        ["eradicate"] = "#a63603",
        ["arrest"] = "#cb181d",
    };

    [Fact]
    public void The_picture_of_the_readme_shows_what_the_command_gives()
    {
        var run = Tool.Run(
            Repository.Root,
            "compare",
            "examples/2-focused-deterrence/focused-deterrence.policy",
            "examples/3-war-on-drugs/war-on-drugs.policy",
            "examples/4-public-health-first/public-health-first.policy",
            "--data",
            "examples/2-focused-deterrence/minnesota.policy",
            "--format",
            "json",
            "--quiet");
        using var result = JsonDocument.Parse(run.Output);

        var picture = Draw(result.RootElement);

        var path = Repository.GetPath("docs", "images", "minnesota.svg");
        if (Environment.GetEnvironmentVariable("POLICYDSL_ACCEPT") == "1")
        {
            File.WriteAllText(path, picture);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), picture);
        var arrests = result.RootElement.GetProperty("dispositions").EnumerateArray().Single(d => d.GetProperty("action").GetString() == "arrest").GetProperty("ofEach");
        var diverted = result.RootElement.GetProperty("dispositions").EnumerateArray().Single(d => d.GetProperty("action").GetString() == "divert").GetProperty("ofEach");
        var said = string.Create(CultureInfo.InvariantCulture, $"would have made {arrests[2].GetInt32():N0} arrests where {arrests[0].GetInt32():N0} are on record");
        var readme = File.ReadAllText(Repository.GetPath("README.md")).ReplaceLineEndings(" ");
        Assert.Contains(said, readme, StringComparison.Ordinal);

        // Focused deterrence arrests nobody in its scope here: all its arrests are recorded ones that it leaves as they are.
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"In each of these totals {arrests[1].GetInt32():N0} arrests lie outside"), readme, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"diverts {diverted[3].GetInt32():N0} people"), readme, StringComparison.Ordinal);
    }

    private static string Draw(JsonElement result)
    {
        var names = result.GetProperty("contenders").EnumerateArray().Select(c => c.GetProperty("title").GetString()?.Split(',')[0] ?? "").ToArray();
        var actions = result.GetProperty("dispositions").EnumerateArray().Select(d => (
            Name: d.GetProperty("action").GetString() ?? "none",
            Counts: d.GetProperty("ofEach").EnumerateArray().Select(n => n.GetInt32()).ToArray())).ToArray();
        var total = result.GetProperty("compared").GetInt32();
        var height = 60 + (names.Length * RowHeight) + 40;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"{height}\" viewBox=\"0 0 760 {height}\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>Dispositions of {total:N0} incidents, Minnesota 2018: {string.Join("; ", names.Select((n, i) => $"{n}: {string.Join(", ", actions.Where(a => a.Counts[i] > 0).Select(a => $"{a.Name.Replace('_', ' ')} {a.Counts[i]:N0}"))}"))}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"760\" height=\"{height}\" fill=\"#ffffff\"/>\n<text x=\"12\" y=\"26\" font-size=\"15\" font-weight=\"bold\">Dispositions of {total:N0} incidents, NIBRS Minnesota 2018</text>\n");
        for (var row = 0; row < names.Length; row++)
        {
            DrawRow(svg, names[row], [.. actions.Select(a => (a.Name, a.Counts[row]))], total, 44 + (row * RowHeight));
        }

        DrawLegend(svg, [.. actions.Select(a => a.Name)], height - 24);
        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawRow(StringBuilder svg, string name, (string Action, int Count)[] parts, int total, int y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{y + 21}\" text-anchor=\"end\">{name}</text>\n");
        var before = 0;
        foreach (var (action, count) in parts.Where(p => p.Count > 0))
        {
            var x = Left + (before * BarWidth / (double)total);
            var width = count * BarWidth / (double)total;
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.0}\" y=\"{y}\" width=\"{width:0.0}\" height=\"32\" fill=\"{Colours.GetValueOrDefault(action, "#756bb1")}\"/>\n");
            if (width >= 36)
            {
                var ink = action is "arrest" or "eradicate" ? "#ffffff" : "#000000";
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (width / 2):0.0}\" y=\"{y + 21}\" text-anchor=\"middle\" fill=\"{ink}\">{count:N0}</text>\n");
            }

            before += count;
        }
    }

    private static void DrawLegend(StringBuilder svg, string[] actions, int y)
    {
        var x = 60;
        foreach (var action in actions)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"12\" height=\"12\" fill=\"{Colours.GetValueOrDefault(action, "#756bb1")}\"/>\n<text x=\"{x + 16}\" y=\"{y + 11}\" font-size=\"12\">{action.Replace('_', ' ')}</text>\n");
            x += 30 + (action.Length * 8);
        }
    }
}

using System.Text.Json;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.EndToEnd.Tests.Configuration;

/// <summary>The published schema and the reader say the same of every configuration that the project shows or ships.</summary>
public sealed class SchemaTests
{
    private const string Fence = "```json policydsl.json\n";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static TheoryData<string, string> Shown()
    {
        var data = new TheoryData<string, string>();
        foreach (var page in Directory.GetFiles(Repository.GetPath("docs"), "*.md").Append(Repository.GetPath("README.md")).Where(File.Exists))
        {
            foreach (var sample in File.ReadAllText(page).ReplaceLineEndings("\n").Split(Fence).Skip(1))
            {
                data.Add(Path.GetFileName(page), sample[..sample.IndexOf("\n```", StringComparison.Ordinal)]);
            }
        }

        foreach (var file in Directory.GetFiles(Repository.GetPath("examples"), RootName, SearchOption.AllDirectories).Append(Repository.GetPath("src", "PolicyDsl.Cli", "Templates", RootName)))
        {
            data.Add(Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file));
        }

        return data;
    }

    private static string RootName => "policydsl.json";

    [Theory]
    [MemberData(nameof(Shown))]
    public void What_is_shown_fits_the_schema_and_is_read(string where, string text)
    {
        Assert.Empty(Validate(text));
        Assert.True(ConfigurationReader.Read(new SourceText(text, where)).Faults.IsEmpty, where);
    }

    [Theory]
    [InlineData("{ \"sevrities\": {} }")]
    [InlineData("{ \"severities\": { \"PD2501\": \"loud\" } }")]
    [InlineData("{ \"severities\": { \"PD0001\": \"off\" } }")]
    [InlineData("{ \"suppressions\": {} }")]
    [InlineData("{ \"suppressions\": [ { \"id\": \"PD2501\", \"path\": \"x.policy\" } ] }")]
    [InlineData("{ \"suppressions\": [ { \"id\": \"PD2501\", \"path\": \"x.policy\", \"reason\": \" \" } ] }")]
    [InlineData("{ \"suppressions\": [ { \"id\": \"PD2501\", \"path\": \"x.policy\", \"reason\": \"r\", \"until\": \"soon\" } ] }")]
    [InlineData("{ \"format\": { \"width\": 20 } }")]
    [InlineData("{ \"format\": { \"width\": 80.5 } }")]
    [InlineData("{ \"failLevel\": \"off\" }")]
    [InlineData("{ \"data\": \"\" }")]
    [InlineData("[]")]
    public void What_the_schema_refuses_the_reader_refuses(string text)
    {
        Assert.NotEmpty(Validate(text));
        Assert.NotEmpty(ConfigurationReader.Read(new SourceText(text, "policydsl.json")).Faults);
    }

    private static List<string> Validate(string text)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.GetPath("docs", "policydsl.schema.json")));
        using var value = JsonDocument.Parse(text, Lenient);
        return [.. JsonSchema.Validate(schema.RootElement, value.RootElement)];
    }
}

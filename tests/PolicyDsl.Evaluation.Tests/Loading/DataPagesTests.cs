using System.Text.RegularExpressions;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Evaluation.Tests.Loading.Columnar;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.Evaluation.Tests.Loading;

/// <summary>Every message about data can be had, by the example of its page.</summary>
public sealed partial class DataPagesTests
{
    /// <summary>Its sample would need bytes that no page can hold; <see cref="Bytes_that_are_not_UTF_8_are_named"/> stands in.</summary>
    private const string NeedsBytes = "PD4029";

    public static TheoryData<string> Ids => [.. typeof(DataErrors).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().Select(d => d.Id).Where(id => id != NeedsBytes)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_of_a_page_gives_its_message_and_nothing_else(string id)
    {
        var page = DiagnosticPage.Read(id);
        var sample = Sample().Match(File.ReadAllText(Repository.GetPath("docs", "diagnostics", id + ".md")));
        Assert.True(sample.Success);
        Assert.Equal(id, string.Join(' ', Load(page, sample.Groups["text"].Value, sample.Groups["strict"].Success).Select(d => d.Id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_a_page_says_to_write_instead_does_not_give_its_message(string id)
    {
        var page = DiagnosticPage.Read(id);
        if (page.Right is { } right)
        {
            Assert.DoesNotContain(id, Load(page, right, isStrict: false).Select(d => d.Id));
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_named()
    {
        using var fixture = new LoadingFixture();
        File.WriteAllBytes(Path.Combine(fixture.Folder.Root, "data.csv"), [.. "id\n"u8, 0xE9, (byte)'\n']);
        var result = fixture.LoadText("using idpc.vocabulary\ndataset d { from \"data.csv\"\n incident { id = `id` } }");
        Assert.Equal(NeedsBytes, LoadingFixture.Findings(result));
        Assert.Equal("é", LoadingFixture.Ids(result));
    }

    private static List<Diagnostic> Load(DiagnosticPage page, string text, bool isStrict)
    {
        using var folder = new DataWorkspace();
        foreach (var (path, content) in page.Files)
        {
            folder.Write(path, content);
        }

        var compilation = folder.Compile(text);
        var result = BothLoaders.Load(new LoadRequest { Dataset = compilation.Datasets[0], Scope = compilation.Scope, Root = folder.Root, IsStrict = isStrict });
        var found = result.Report.Diagnostics.ToList();
        if (result.Data is { } data && compilation.Policy is { } policy)
        {
            found.AddRange(PolicyRun.Run(new RunRequest { Policy = policy, Scope = compilation.Scope, Source = data.Columns }).Diagnostics);
        }

        return found;
    }

    [GeneratedRegex("```policy-on-data(?<strict> strict)?\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();
}

using System.Text.RegularExpressions;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>Every message about expressions can be had, by the example of its page, and what the page says to write instead is free of messages.</summary>
public sealed partial class ExpressionPagesTests
{
    public static TheoryData<string> Ids => [.. typeof(ExpressionErrors).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_of_a_page_gives_its_message_and_nothing_else(string id) =>
        Assert.Equal(id, string.Join(' ', FindMessages(id, ErrorSample()).Select(d => d.Id)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_a_page_says_to_write_instead_has_no_message(string id) =>
        Assert.Equal("", TestCompilation.Describe(FindMessages(id, Sample())));

    private static IEnumerable<Diagnostic> FindMessages(string id, Regex fence)
    {
        var page = File.ReadAllText(Repository.GetPath("docs", "diagnostics", id + ".md"));
        return TestCompilation.Compile(fence.Match(page).Groups["text"].Value).Diagnostics;
    }

    [GeneratedRegex("```policy-error\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ErrorSample();

    [GeneratedRegex("```policy\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();
}

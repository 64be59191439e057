using System.Text.RegularExpressions;
using PolicyDsl.Testing;

namespace PolicyDsl.EndToEnd.Tests.Architecture;

public sealed partial class DocumentLinkTests
{
    public static TheoryData<string> Pages =>
    [
        .. new[] { "README.md" }
            .Concat(new[] { "docs", "examples" }.SelectMany(folder => Directory.GetFiles(Repository.GetPath(folder), "*.md", SearchOption.AllDirectories)))
            .Select(p => Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, p))),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        var path = Repository.GetPath(page);
        var folder = Path.GetDirectoryName(path) ?? Repository.Root;
        foreach (Match link in Links().Matches(File.ReadAllText(path)))
        {
            var target = link.Groups["target"].Value.Split('#')[0];
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            {
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to `{target}`, which is not there.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_file_that_a_page_names_in_code_is_there(string page)
    {
        foreach (Match name in SourcePaths().Matches(File.ReadAllText(Repository.GetPath(page))))
        {
            Assert.True(Path.Exists(Repository.GetPath(name.Groups["path"].Value)), $"{page} names `{name.Groups["path"].Value}`, which is not there.");
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`(?<path>(src|tests|docs|examples)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex SourcePaths();
}

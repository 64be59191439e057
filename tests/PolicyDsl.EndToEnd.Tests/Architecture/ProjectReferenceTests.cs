using System.Xml.Linq;
using PolicyDsl.Testing;

namespace PolicyDsl.EndToEnd.Tests.Architecture;

public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["PolicyDsl.Language"] = [],
        ["PolicyDsl.Evaluation"] = ["PolicyDsl.Language"],
        ["PolicyDsl.Outcomes"] = ["PolicyDsl.Evaluation", "PolicyDsl.Language"],
        ["PolicyDsl.Verification"] = ["PolicyDsl.Language"],
        ["PolicyDsl.Reporting"] = ["PolicyDsl.Outcomes", "PolicyDsl.Evaluation", "PolicyDsl.Verification", "PolicyDsl.Language"],
        ["PolicyDsl.Cli"] = ["PolicyDsl.Reporting"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Repository.GetPath("src")).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_below_it(string project)
    {
        Assert.Contains(project, Allowed);
        Assert.Subset(Allowed[project].ToHashSet(), References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)).ToHashSet());
    }

    [Fact]
    public void The_language_needs_no_package()
    {
        Assert.Empty(References("PolicyDsl.Language", "PackageReference"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_has_its_test_project(string project)
    {
        var tests = project == "PolicyDsl.Cli" ? "PolicyDsl.EndToEnd.Tests" : $"{project}.Tests";

        Assert.True(File.Exists(Repository.GetPath("tests", tests, $"{tests}.csproj")));
    }

    private static IEnumerable<string> References(string project, string kind) => XDocument
        .Load(Repository.GetPath("src", project, $"{project}.csproj"))
        .Descendants(kind)
        .Select(r => r.Attribute("Include")?.Value.Replace('\\', '/') ?? "");
}

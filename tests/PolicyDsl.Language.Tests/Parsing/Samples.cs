using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Parsing;

/// <summary>Valid files to test with: the blocks of the language page, and whatever the standard library holds.</summary>
internal static class Samples
{
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. FindPolicies("tests", "PolicyDsl.Language.Tests", "Samples"),
        .. FindPolicies("src", "PolicyDsl.Language", "Library", "idpc"),
    ];

    public static TheoryData<string> Names { get; } = [.. Paths.Select(p => Path.GetRelativePath(Repository.Root, p))];

    public static string Read(string name) => File.ReadAllText(Repository.GetPath(name));

    public static IEnumerable<string> ReadAll() => Paths.Select(File.ReadAllText);

    private static IEnumerable<string> FindPolicies(params string[] folder)
    {
        var path = Repository.GetPath(folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, "*.policy", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
    }
}

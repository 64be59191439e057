using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks;

/// <summary>A part of a page of the docs that a program writes, between two marks.</summary>
internal static class PageSection
{
    public static void Write(string page, string name, string text)
    {
        var (begin, end) = ($"<!-- {name}: written by the command below -->\n", $"<!-- end of {name} -->\n");
        var path = Repository.GetPath("docs", page);
        var before = File.ReadAllText(path);
        var (from, to) = (before.IndexOf(begin, StringComparison.Ordinal), before.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"docs/{page} has no section `{name}`.");
        }

        File.WriteAllText(path, before[..(from + begin.Length)] + text + before[to..]);
    }
}

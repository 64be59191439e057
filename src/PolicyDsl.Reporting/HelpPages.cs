using System.Collections.Immutable;
using System.Reflection;
using System.Text;

namespace PolicyDsl.Reporting;

/// <summary>A help page as shipped inside the tool.</summary>
/// <param name="Name">The id of a diagnostic, as in <c>PD2001</c>.</param>
/// <param name="Markdown">The whole page.</param>
public sealed record HelpPage(string Name, string Markdown)
{
    /// <summary>The title without its hash mark.</summary>
    public string Title => Markdown.Split('\n')[0].TrimStart('#').Trim();

    /// <summary>The first paragraph after the title, on one line.</summary>
    public string Summary => string.Join(' ', Markdown.Split('\n')
        .Select(l => l.Trim())
        .SkipWhile(l => l.StartsWith('#') || l.Length == 0)
        .TakeWhile(l => l.Length > 0));
}

/// <summary>The pages of docs/diagnostics, embedded so that they can be read without a network or a checkout.</summary>
public static class HelpPages
{
    private const string Prefix = "diagnostics/";

    /// <summary>The page of a diagnostic, or null where it has none.</summary>
    public static HelpPage? Find(string id)
    {
        using var stream = typeof(HelpPages).Assembly.GetManifestResourceStream($"{Prefix}{id}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new HelpPage(id, reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    /// <summary>The ids that have a page, in order.</summary>
    public static ImmutableArray<string> Ids =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => Path.GetFileNameWithoutExtension(n))
            .Order(StringComparer.Ordinal)];
}

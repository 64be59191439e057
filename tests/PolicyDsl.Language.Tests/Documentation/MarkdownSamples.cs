using System.Text.RegularExpressions;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Documentation;

/// <summary>Fenced blocks of the documents, with the word after the fence.</summary>
internal static partial class MarkdownSamples
{
    public static IEnumerable<(string Kind, string Text, int Line)> Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return Fences().Matches(text).Select(m => (m.Groups["kind"].Value, m.Groups["text"].Value, text[..m.Index].Count(c => c == '\n') + 1));
    }

    public static string DiagnosticsFolder => Repository.GetPath("docs", "diagnostics");

    [GeneratedRegex("^```(?<kind>[a-z-]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}

using System.Collections.Immutable;

namespace PolicyDsl.Testing;

/// <summary>
/// The page of a diagnostic with its samples: a block <c>policy-error</c> that gives it, a block <c>policy</c> that does not, and
/// blocks <c>file NAME</c> with the files that both may use. A page may lack the first where no single source gives the message.
/// </summary>
public sealed record DiagnosticPage(string Id, string Heading, string? Error, string? Right, ImmutableArray<(string Path, string Text)> Files)
{
    public static DiagnosticPage Read(string id)
    {
        var lines = File.ReadAllLines(Repository.GetPath("docs", "diagnostics", id + ".md"));
        var blocks = new List<(string Info, string Text)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, l => l.StartsWith("```", StringComparison.Ordinal));
            blocks.Add((lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]) + "\n"));
            i = end;
        }

        return new DiagnosticPage(id, lines[0], Find(blocks, "policy-error"), Find(blocks, "policy"), [.. blocks
            .Where(b => b.Info.StartsWith("file ", StringComparison.Ordinal))
            .Select(b => (b.Info["file ".Length..], b.Text))]);
    }

    private static string? Find(List<(string Info, string Text)> blocks, string info) =>
        blocks.Where(b => b.Info == info).Select(b => b.Text).FirstOrDefault();
}

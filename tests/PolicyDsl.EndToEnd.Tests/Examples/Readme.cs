using System.Globalization;

namespace PolicyDsl.EndToEnd.Tests.Examples;

/// <summary>
/// The commands of a README. They stand in blocks fenced as <c>console</c>: a line <c>$ policydsl ...</c> is a command, the
/// lines below it its output, or it ends in <c>&gt; FILE</c>; a line <c># exit N</c> below gives the exit code. Rewriting
/// replaces shown output from the last command to the first, so that line numbers stay true. Cost: the length of the page.
/// </summary>
internal sealed class Readme
{
    private const string Fence = "```";
    private const string Prompt = "$ policydsl ";
    private const string ExitMark = "# exit ";

    private readonly string path;
    private readonly List<string> lines;

    public Readme(string path)
    {
        this.path = path;
        lines = [.. File.ReadAllLines(path)];
        Commands = ReadCommands();
    }

    public string Folder => Path.GetDirectoryName(path) ?? ".";

    public IReadOnlyList<ReadmeCommand> Commands { get; }

    /// <summary>Puts actual output in place of what the page shows or names.</summary>
    public void Accept(IReadOnlyList<(ReadmeCommand Command, string Output)> results)
    {
        foreach (var (command, output) in results.Reverse())
        {
            if (command.OutputFile is { } file)
            {
                var target = Path.Combine(Folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(target) ?? Folder);
                File.WriteAllText(target, output);
                continue;
            }

            lines.RemoveRange(command.FirstOutputLine - 1, command.Output.Count);
            lines.InsertRange(command.FirstOutputLine - 1, LinesOf(output));
        }

        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    public static IReadOnlyList<string> LinesOf(string output)
    {
        var all = output.ReplaceLineEndings("\n").Split('\n');
        return all[^1].Length == 0 ? all[..^1] : all;
    }

    private List<ReadmeCommand> ReadCommands()
    {
        var commands = new List<ReadmeCommand>();
        var inside = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
                inside = !inside && lines[i] == Fence + "console";
            else if (inside && lines[i].StartsWith(Prompt, StringComparison.Ordinal))
                commands.Add(ReadCommand(i));
        }

        return commands;
    }

    private ReadmeCommand ReadCommand(int start)
    {
        var words = Words(lines[start][Prompt.Length..]);
        var redirect = words.IndexOf(">");
        var end = start + 1;
        while (end < lines.Count && lines[end] != Fence && !lines[end].StartsWith(Prompt, StringComparison.Ordinal))
            end++;

        var output = lines[(start + 1)..end];
        while (output.Count > 0 && output[^1].Length == 0)
            output.RemoveAt(output.Count - 1);

        var exitCode = 0;
        if (output.Count > 0 && output[^1].StartsWith(ExitMark, StringComparison.Ordinal))
        {
            exitCode = int.Parse(output[^1][ExitMark.Length..], CultureInfo.InvariantCulture);
            output.RemoveAt(output.Count - 1);
        }

        return new ReadmeCommand(
            start + 1,
            redirect < 0 ? words : words[..redirect],
            redirect < 0 ? null : words[redirect + 1],
            start + 2,
            output,
            exitCode);
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var (piece, index) in text.Split('"').Select((piece, index) => (piece, index)))
        {
            if (index % 2 == 1)
                words.Add(piece);
            else
                words.AddRange(piece.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return words;
    }
}

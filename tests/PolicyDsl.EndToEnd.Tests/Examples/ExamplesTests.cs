using PolicyDsl.Testing;

namespace PolicyDsl.EndToEnd.Tests.Examples;

/// <summary>
/// The READMEs below examples/ tell the truth: each command is run as a process in its folder, and prints what the page shows.
/// <c>POLICYDSL_ACCEPT=1</c> writes what came in place of what was expected.
/// </summary>
public sealed class ExamplesTests
{
    public static TheoryData<string> Folders()
    {
        var data = new TheoryData<string>();
        foreach (var folder in Directory.GetDirectories(ExamplesFolder()).Order(StringComparer.Ordinal))
            data.Add(Path.GetFileName(folder));
        return data;
    }

    [Fact]
    public void There_are_six_example_folders() => Assert.Equal(6, Folders().Count);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Each_command_of_a_readme_prints_what_the_readme_shows(string folder)
    {
        var readme = new Readme(Path.Combine(ExamplesFolder(), folder, "README.md"));
        Assert.NotEmpty(readme.Commands);
        var results = readme.Commands.Select(command => (command, result: Tool.Run(readme.Folder, [.. command.Arguments]))).ToList();
        if (Environment.GetEnvironmentVariable("POLICYDSL_ACCEPT") == "1")
            readme.Accept([.. results.Select(pair => (pair.command, pair.result.Output))]);

        foreach (var (command, result) in results)
            AssertSame(new Readme(Path.Combine(readme.Folder, "README.md")), command, result);
    }

    private static void AssertSame(Readme readme, ReadmeCommand command, ToolResult result)
    {
        var now = readme.Commands.Single(other => other.Arguments.SequenceEqual(command.Arguments) && other.OutputFile == command.OutputFile);
        var expected = now.OutputFile is { } file
            ? File.ReadAllText(Path.Combine(readme.Folder, file))
            : string.Join('\n', now.Output);
        var shown = string.Join('\n', Readme.LinesOf(result.Output)).TrimEnd('\n');
        var what = $"policydsl {string.Join(' ', command.Arguments)} (README.md, line {now.Line})";
        Assert.True(command.ExitCode == result.ExitCode, $"{what}: exit {result.ExitCode} in place of {command.ExitCode}\n{result.Error}{result.Output}");
        Assert.Equal(what + "\n" + string.Join('\n', Readme.LinesOf(expected)).TrimEnd('\n'), what + "\n" + shown);
    }

    private static string ExamplesFolder() => Repository.GetPath("examples");
}

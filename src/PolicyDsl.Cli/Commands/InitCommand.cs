using System.CommandLine;
using System.Reflection;
using System.Text;
using PolicyDsl.Cli.Hosting;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>init FOLDER</c>: a first policy with tests, a small data set, a configuration file and a CI job. It overwrites nothing.</summary>
internal static class InitCommand
{
    private const string Prefix = "templates/";

    public static Command Create(CommandHost host)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "Where to put the files; created if it is not there.",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("init", "Start a policy: a policy with tests, a small data set, a CI file.") { folder };
        command.SetAction(result => Run(host.Terminal, result.GetValue(folder) ?? "."));
        return command;
    }

    private static int Run(Terminal terminal, string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal)
            .ToList();
        var taken = names.Where(n => Path.Exists(Path.Combine(folder, n))).ToList();
        if (File.Exists(folder) || taken.Count > 0)
        {
            throw new CommandException(
                ExitCodes.Usage,
                File.Exists(folder) ? $"`{folder}` is a file." : $"`{folder}` has {string.Join(", ", taken.Select(n => $"`{n}`"))} already; nothing was written.",
                "Name a folder that has none of these, as in `policydsl init my-policy`.");
        }

        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            CreateFolder(Path.GetDirectoryName(path) ?? folder);
            AtomicFile.Write(path, ReadTemplate(assembly, name));
            terminal.Output.Write($"{path.Replace('\\', '/')}\n");
        }

        var shown = folder.Replace('\\', '/');
        terminal.WriteNote($"Next: policydsl check {shown}; policydsl test {shown}; policydsl run {shown}");
        return ExitCodes.Holds;
    }

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Undecided, $"The folder `{path}` cannot be made: {e.Message}");
        }
    }

    private static string ReadTemplate(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"The template {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Diagnostics;

namespace PolicyDsl.Cli.Configuration;

/// <summary>The configuration that holds for a file: that of its root folder, read whole or refused.</summary>
internal sealed record ProjectConfiguration(RootFolder Root, ConfigurationFile File)
{
    /// <exception cref="CommandException">The file is there and cannot be taken as it stands.</exception>
    public static ProjectConfiguration Load(RootFolder root)
    {
        if (root.ConfigurationPath is not { } path)
        {
            return new ProjectConfiguration(root, ConfigurationFile.Empty);
        }

        var (source, failure) = SourceReader.TryReadFile(path, ShownPath.Of(path));
        if (source is null)
        {
            throw new CommandException(ExitCodes.Usage, $"`{ShownPath.Of(path)}` {failure}.");
        }

        var (file, faults) = ConfigurationReader.Read(source);
        return faults.IsEmpty ? new ProjectConfiguration(root, file) : throw Describe(faults[0], faults.Length);
    }

    public string GetRelativePath(string fullPath) => Path.GetRelativePath(Root.FullPath, fullPath).Replace('\\', '/');

    private static CommandException Describe(ConfigurationFault fault, int count) => new(
        ExitCodes.Usage,
        $"{DiagnosticOrder.FormatPlace(fault.Location)}: {fault.Message}{(count > 1 ? $" ({count - 1} more after this one.)" : "")}",
        fault.Hint);
}

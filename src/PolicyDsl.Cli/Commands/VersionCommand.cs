using System.CommandLine;
using System.Reflection;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>version</c>: which tool this is.</summary>
internal static class VersionCommand
{
    /// <summary>The version of the tool, as in <c>0.1.0</c>.</summary>
    public static string ToolVersion { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static Command Create(CommandHost host)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("version", "Print the version of the tool, its language and its runtime.") { json };
        command.SetAction(result => Run(host.Terminal.Output, result.GetValue(json)));
        return command;
    }

    private static int Run(TextWriter output, bool isJson)
    {
        if (!isJson)
        {
            output.Write($"policydsl {ToolVersion}\n");
            return ExitCodes.Holds;
        }

        JsonReport.WriteObject(output, writer =>
        {
            writer.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
            writer.WriteString("tool", "policydsl");
            writer.WriteString("version", ToolVersion);
            writer.WriteString("runtime", System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
            writer.WriteString("platform", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier);
        });
        return ExitCodes.Holds;
    }
}

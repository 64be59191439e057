using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyDsl.Cli.Commands;

namespace PolicyDsl.Cli.Hosting;

/// <summary>A file with what is needed to mend a fault of the tool: version, system, command line and stack, and nothing of the user's data.</summary>
internal static class CrashReport
{
    /// <summary>Writes the report and returns a sentence that says where it is.</summary>
    public static string Write(Exception exception, IReadOnlyList<string> arguments)
    {
        var text = $"""
            policydsl {VersionCommand.ToolVersion}
            runtime {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}
            command policydsl {string.Join(' ', arguments)}

            {exception}

            """;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
        foreach (var folder in (string[])[Path.GetTempPath(), Environment.CurrentDirectory])
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"policydsl-fault-{name}.txt"));
            try
            {
                File.WriteAllText(path, text);
                return $"A report is in `{path}`; send it with the files that show the fault.";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next folder may do.
            }
        }

        return $"No report could be written. {exception.GetType().Name}: {exception.Message}";
    }
}

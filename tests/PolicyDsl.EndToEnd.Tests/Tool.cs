using System.Diagnostics;

namespace PolicyDsl.EndToEnd.Tests;

/// <summary>What a run of the tool left behind.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit {ExitCode}\n{Output}\n--- stderr ---\n{Error}";
}

/// <summary>Runs the tool as a process, as its users do.</summary>
public static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static ToolResult Run(string folder, params string[] arguments) => Run(folder, null, [], arguments);

    public static ToolResult Run(string folder, string? input, (string Name, string Value)[] environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        return Finish(process);
    }

    public static Process Start(string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Dll);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("POLICYDSL_", StringComparison.Ordinal) || k is "NO_COLOR" or "FORCE_COLOR").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The tool does not start.");
    }

    public static ToolResult Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The tool takes longer than {Patience}.");
        }

        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Runs the tool through a shell, for pipes and redirections; <c>$TOOL</c> stands for it.</summary>
    public static ToolResult RunInShell(string folder, string script)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["TOOL"] = $"dotnet {Dll}";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The shell does not start.");
        process.StandardInput.Close();
        return Finish(process);
    }

    private static string Dll => Path.Combine(AppContext.BaseDirectory, "policydsl.dll");
}

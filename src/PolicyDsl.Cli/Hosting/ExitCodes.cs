namespace PolicyDsl.Cli.Hosting;

/// <summary>What the tool answers to its caller; each number has one meaning, and they never change.</summary>
internal static class ExitCodes
{
    /// <summary>All that was asked holds.</summary>
    public const int Holds = 0;

    /// <summary>Findings at or above the fail level: a violated principle, an error, a failed test.</summary>
    public const int Findings = 1;

    /// <summary>Could not decide, too little data to say, or the result could not be delivered.</summary>
    public const int Undecided = 2;

    /// <summary>The policy does not compile.</summary>
    public const int DoesNotCompile = 3;

    /// <summary>The data cannot be read.</summary>
    public const int Data = 4;

    /// <summary>Wrong usage: options, arguments, the configuration file.</summary>
    public const int Usage = 5;

    /// <summary>A fault of the tool itself.</summary>
    public const int Fault = 70;

    public const int Interrupted = 130;
}

/// <summary>Ends a verb with a message for the user and an exit code; never a fault of the tool.</summary>
internal sealed class CommandException(int exitCode, string message, string? hint = null) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What to do instead, or null.</summary>
    public string? Hint { get; } = hint;
}

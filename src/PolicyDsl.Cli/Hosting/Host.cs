using System.CommandLine;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// Runs one command line: builds the commands it names, runs the verb, and turns whatever happens into a message and an exit code. A pipe
/// that is closed by its reader ends nothing but the writing: the verb still gives its own exit code.
/// </summary>
internal static class Host
{
    public static int Run(string[] arguments)
    {
        using var terminal = new Terminal();
        using var interruption = new Interruption();
        try
        {
            var code = Invoke(arguments, terminal, interruption.Token);
            terminal.Output.Flush();
            return code;
        }
        catch (CommandException e)
        {
            terminal.WriteError(e.Message, e.Hint);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.WriteError($"A file cannot be read or written: {e.Message}");
            return ExitCodes.Undecided;
        }
        catch (OutOfMemoryException)
        {
            terminal.WriteError("There is not enough memory for this.");
            return ExitCodes.Undecided;
        }
        catch (Exception e)
        {
            terminal.WriteError("The tool itself is at fault; what you asked for has no answer.", CrashReport.Write(e, arguments));
            return ExitCodes.Fault;
        }
    }

    private static int Invoke(string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var root = CommandTree.Create(arguments, terminal, cancellationToken);
        var result = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        root.Apply(result, terminal);
        if (result.Errors.Count > 0 && result.Action is not System.CommandLine.Help.HelpAction)
        {
            return UsageReport.Write(result, arguments, terminal);
        }

        if (UsageReport.FindOptionAmongArguments(result, arguments) is { } option)
        {
            return UsageReport.WriteUnknown(option, result, terminal);
        }

        return result.Invoke(new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// The only place that touches the console: results to standard output, messages and progress to standard error, both UTF-8 without a
/// byte order mark. Standard output is buffered and flushed before a message, so that the two keep their order on a terminal.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The host's output, through which everything else writes.")]
internal sealed class Terminal : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public Terminal()
    {
        Output = new StreamWriter(new ResultStream(Console.OpenStandardOutput()), Utf8, 1 << 14) { NewLine = "\n" };
        Error = new StreamWriter(new ResultStream(Console.OpenStandardError(), isForMessages: true), Utf8, 1 << 10) { NewLine = "\n", AutoFlush = true };
        SetColor(ColorChoice.Auto);
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public bool IsQuiet { get; set; }

    public bool IsVerbose { get; set; }

    public bool OutputHasColor { get; private set; }

    public bool ErrorHasColor { get; private set; }

    public static bool OutputIsTerminal => !Console.IsOutputRedirected;

    public static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>Shows the cursor, which progress hides, when the process ends in the middle of it.</summary>
    public static void ShowCursor()
    {
        if (ErrorIsTerminal)
        {
            Console.OpenStandardError().Write("\u001b[?25h\n"u8);
        }
    }

    public void SetColor(ColorChoice choice)
    {
        OutputHasColor = Decide(choice, OutputIsTerminal);
        ErrorHasColor = Decide(choice, ErrorIsTerminal);
    }

    /// <summary>A line to standard error that <c>--quiet</c> keeps back.</summary>
    public void WriteNote(string text)
    {
        if (!IsQuiet)
        {
            Output.Flush();
            Error.WriteLine(DisplayText.Clean(text));
        }
    }

    /// <summary>Something that went wrong, and what to do about it, to standard error.</summary>
    public void WriteError(string message, string? hint = null)
    {
        TryFlush();
        var writer = new StyledWriter(Error, ErrorHasColor);
        writer.Write("error", Style.Error).WriteLine($": {DisplayText.Clean(message)}");
        if (hint is not null)
        {
            writer.Write("help", Style.Bold).WriteLine($": {DisplayText.Clean(hint)}");
        }
    }

    /// <summary>Clears the screen between two rounds of <c>--watch</c>; nothing where output is not a terminal.</summary>
    public void ClearScreen()
    {
        Output.Flush();
        if (OutputIsTerminal)
        {
            Output.Write("\u001b[2J\u001b[3J\u001b[H");
            Output.Flush();
        }
    }

    public void Dispose()
    {
        TryFlush();
        Error.Flush();
    }

    private static bool Decide(ColorChoice choice, bool isTerminal) => choice switch
    {
        ColorChoice.Always => true,
        ColorChoice.Never => false,
        _ when IsSet("NO_COLOR") => false,
        _ when IsSet("FORCE_COLOR") => Environment.GetEnvironmentVariable("FORCE_COLOR") is not ("0" or "false"),
        _ => isTerminal && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private void TryFlush()
    {
        try
        {
            Output.Flush();
        }
        catch (CommandException)
        {
            // The caller has been told already, or there is nobody left to tell.
        }
    }
}

internal enum ColorChoice
{
    Auto,
    Always,
    Never,
}

namespace PolicyDsl.Reporting.Text;

/// <summary>A style of text, by meaning.</summary>
public enum Style
{
    Plain,
    Bold,
    Muted,
    Error,
    Warning,
    Info,
    Good,
}

/// <summary>Writes text with decoration that can be switched off; without it the same characters come out.</summary>
public sealed class StyledWriter(TextWriter output, bool useColor)
{
    public TextWriter Output { get; } = output;

    public StyledWriter Write(string text, Style style = Style.Plain)
    {
        if (!useColor || style == Style.Plain || text.Length == 0)
        {
            Output.Write(text);
            return this;
        }

        Output.Write(GetCode(style));
        Output.Write(text);
        Output.Write("\u001b[0m");
        return this;
    }

    public void WriteLine(string text = "", Style style = Style.Plain)
    {
        Write(text, style);
        Output.Write('\n');
    }

    private static string GetCode(Style style) => style switch
    {
        Style.Bold => "\u001b[1m",
        Style.Muted => "\u001b[2m",
        Style.Error => "\u001b[1;31m",
        Style.Warning => "\u001b[1;33m",
        Style.Info => "\u001b[1;36m",
        Style.Good => "\u001b[1;32m",
        _ => "",
    };
}

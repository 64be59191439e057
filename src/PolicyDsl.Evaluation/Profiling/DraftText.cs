using System.Globalization;
using System.Text;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Lines of a declaration, indented, and the spelling of names and texts in the language.</summary>
internal sealed class DraftText
{
    private const int MaxShown = 60;

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "") => _text.Append(' ', line.Length == 0 ? 0 : 4 * _depth).Append(line).Append('\n');

    public void Comment(string line) => Line($"// {line}");

    public void Open(string line)
    {
        Line(line);
        _depth++;
    }

    public void Close(string line)
    {
        _depth--;
        Line(line);
    }

    public override string ToString() => _text.ToString();

    /// <summary>The name of a column between back quotes.</summary>
    public static string Column(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>Whether a column can be named in the language at all: a name cannot hold a line break.</summary>
    public static bool IsNameable(string name) => !name.Any(char.IsControl);

    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)letter:X}}}"),
                _ => text.Append(letter),
            };
        }

        return text.Append('"').ToString();
    }

    public static string Shorten(string value) => value.Length <= MaxShown ? value : value[..(char.IsHighSurrogate(value[MaxShown - 1]) ? MaxShown - 1 : MaxShown)] + "…";

    /// <summary>The name of an enum member in small letters, its words apart.</summary>
    public static string Words<T>(T member)
        where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var letter in $"{member}")
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}

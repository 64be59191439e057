using System.Globalization;
using System.Text;

namespace PolicyDsl.Reporting.Text;

/// <summary>
/// Text as it may be shown on a terminal. Sources and data are not trusted: an escape sequence or a direction mark in one must not
/// change what the reader sees, so control characters appear as pictures and direction marks as their code.
/// </summary>
public static class DisplayText
{
    private const int TabWidth = 4;

    /// <summary>One line of safe text: tabs become spaces, line ends become a space, other controls are made visible.</summary>
    public static string Clean(string text)
    {
        if (!NeedsCleaning(text))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            builder.Append(Show(character));
        }

        return builder.ToString();
    }

    /// <summary>The columns that a cleaned text takes on a terminal: wide characters take two, combining marks none.</summary>
    public static int GetWidth(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += GetWidth(rune);
        }

        return width;
    }

    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - GetWidth(text)));

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - GetWidth(text))) + text;

    private static bool NeedsCleaning(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) || IsDirectionMark(character) || char.IsSurrogate(character))
            {
                return true;
            }
        }

        return false;
    }

    private static string Show(char character) => character switch
    {
        '\t' => new string(' ', TabWidth),
        '\n' or '\r' => " ",
        < ' ' => ((char)(0x2400 + character)).ToString(),
        '\u007f' => "\u2421",
        _ when char.IsControl(character) || IsDirectionMark(character) =>
            string.Create(CultureInfo.InvariantCulture, $"<U+{(int)character:X4}>"),
        _ => character.ToString(),
    };

    private static bool IsDirectionMark(char character) =>
        character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\u061c';

    private static int GetWidth(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        return rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
            or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
    }
}

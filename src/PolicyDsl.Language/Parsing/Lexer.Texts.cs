using System.Globalization;
using System.Text;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>Texts in double quotes, columns in back quotes, and texts in quotes that a word processor put there.</summary>
internal sealed partial class Lexer
{
    /// <summary>How far a closing quote is known to be absent, so that a line of opening ones is not searched again for each.</summary>
    private readonly Dictionary<string, int> unclosedUntil = [];

    private (TokenKind Kind, object? Value) ScanText()
    {
        var start = position++;
        var value = ScanTextBody('"');
        if (value is null)
        {
            Report(SyntaxErrors.UnterminatedText, start, "A text ends with `\"` on the line where it begins; a quote inside it is written `\\\"`.");
        }

        ReportHiddenCharacter(start);
        return (TokenKind.Text, value);
    }

    /// <summary>The decoded text up to the closing quote, which is taken too; null if the line ends first.</summary>
    private string? ScanTextBody(char closing)
    {
        StringBuilder? decoded = null;
        var plain = position;
        while (!AtEnd && Current is not ('\r' or '\n'))
        {
            if (Current == closing)
            {
                var rest = text.AsSpan(plain, position - plain);
                position++;
                return decoded is null ? rest.ToString() : decoded.Append(rest).ToString();
            }

            if (Current != '\\')
            {
                position++;
                continue;
            }

            decoded = (decoded ?? new StringBuilder()).Append(text, plain, position - plain);
            decoded.Append(ScanEscape());
            plain = position;
        }

        return null;
    }

    /// <summary>What an escape stands for; a bad one stands for itself.</summary>
    private string ScanEscape()
    {
        var start = position++;
        var c = Current;
        if (AtEnd || c is '\r' or '\n')
        {
            return "\\";
        }

        position += char.IsSurrogatePair(c, Peek(1)) ? 2 : 1;
        switch (c)
        {
            case '"':
            case '\\':
                return c.ToString();
            case 'n':
                return "\n";
            case 't':
                return "\t";
            case 'u' when TryScanRune() is { } rune:
                return rune.ToString();
        }

        Report(SyntaxErrors.BadEscape, start, "Escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F600}`.", text[start..position]);
        return text[start..position];
    }

    private Rune? TryScanRune()
    {
        var length = 0;
        while (Peek(1 + length) is var c && char.IsAsciiHexDigit(c) && length < 6)
        {
            length++;
        }

        if (Current != '{' || length == 0 || Peek(1 + length) != '}')
        {
            return null;
        }

        var number = int.Parse(text.AsSpan(position + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        position += length + 2;
        return Rune.IsValid(number) ? new Rune(number) : null;
    }

    private (TokenKind Kind, object? Value) ScanColumn()
    {
        var start = position++;
        var name = new StringBuilder();
        while (!AtEnd && Current is not ('\r' or '\n'))
        {
            if (Current == '`' && Peek(1) != '`')
            {
                position++;
                ReportHiddenCharacter(start);
                return (TokenKind.Column, name.ToString());
            }

            name.Append(Current);
            position += Current == '`' ? 2 : 1;
        }

        Report(SyntaxErrors.UnterminatedColumn, start, "A column name ends with a back quote on the line where it begins; a back quote inside it is doubled.");
        return (TokenKind.Column, null);
    }

    /// <summary>Takes a text in single or curly quotes as the text that it is meant to be; a lone quote is a bad character.</summary>
    private (TokenKind Kind, object? Value) ScanForeignText(string closing)
    {
        var start = position;
        var rest = text.AsSpan(position + 1);
        var length = rest.IndexOfAny(closing + "\r\n");
        if (length < 0 || rest[length] is '\r' or '\n')
        {
            unclosedUntil[closing] = length < 0 ? text.Length : position + 1 + length;
            return ScanBadCharacters();
        }

        var value = rest[..length].ToString();
        position += length + 2;
        var location = new Location(source, TextSpan.FromBounds(start, position));
        var quoted = "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        Report(Diagnostic.Create(SyntaxErrors.WrongQuotes, location, text[start].ToString() + text[position - 1]) with
        {
            Hint = $"Write {quoted}.",
            Fixes = [new CodeFix("Write straight double quotes", [new TextEdit(location, quoted)], IsSafe: true)],
        });
        return (TokenKind.Text, value);
    }

    /// <summary>The quotes that may close the foreign quote here; null for other characters and where the line is known to have none.</summary>
    private string? FindClosingQuote() =>
        ForeignClosingQuote(Current) is { } closing && unclosedUntil.GetValueOrDefault(closing) <= position ? closing : null;

    /// <summary>The quotes that may close what a foreign quote opens; null for other characters.</summary>
    private static string? ForeignClosingQuote(char c) => c switch
    {
        '\'' => "'",
        '‘' => "’'",
        '“' or '„' or '‟' or '”' => "”“\"",
        '«' => "»",
        _ => null,
    };
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>
/// Cuts a text into tokens. The full spans of the tokens tile the text, whatever it holds; the last one is the end of the file.
/// Trailing trivia runs up to the line break and does not include it: a line break always leads the token after it, so that
/// "this token starts a line" can be read off its leading trivia. One pass, linear in the length of the text.
/// </summary>
internal sealed partial class Lexer
{
    private const char EndOfText = '\0';

    private readonly SourceText source;
    private readonly string text;
    private readonly DiagnosticBag diagnostics;
    private readonly ImmutableArray<SyntaxTrivia>.Builder trivia = ImmutableArray.CreateBuilder<SyntaxTrivia>();
    private int position;

    private Lexer(SourceText source, DiagnosticBag diagnostics)
    {
        this.source = source;
        this.diagnostics = diagnostics;
        text = source.Text;
    }

    private char Current => position < text.Length ? text[position] : EndOfText;

    private bool AtEnd => position >= text.Length;

    public static ImmutableArray<SyntaxToken> Lex(SourceText source, DiagnosticBag diagnostics)
    {
        var lexer = new Lexer(source, diagnostics);
        var tokens = ImmutableArray.CreateBuilder<SyntaxToken>();
        SyntaxToken token;
        do
        {
            token = lexer.LexToken();
            tokens.Add(token);
        }
        while (token.Kind != TokenKind.EndOfFile);
        return tokens.ToImmutable();
    }

    private char Peek(int offset) => position + offset < text.Length ? text[position + offset] : EndOfText;

    private SyntaxToken LexToken()
    {
        var fullStart = position;
        var leading = LexLeadingTrivia();
        var start = position;
        var (kind, value) = AtEnd ? (TokenKind.EndOfFile, null) : ScanToken();
        var spelling = GetSpelling(kind, start);
        return new SyntaxToken(kind, fullStart, spelling, leading, LexTrailingTrivia(), value);
    }

    /// <summary>The text of the token just scanned; reserved words and symbols share one string each.</summary>
    private string GetSpelling(TokenKind kind, int start)
    {
        var written = text.AsSpan(start, position - start);
        return SyntaxFacts.GetSpelling(kind) is { } spelling && written.SequenceEqual(spelling) ? spelling : written.ToString();
    }

    private (TokenKind Kind, object? Value) ScanToken()
    {
        var c = Current;
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return ScanNumber();
        }

        if (c == '_' || AtLetter())
        {
            return (ScanWord(), null);
        }

        return c switch
        {
            '"' => ScanText(),
            '`' => ScanColumn(),
            '/' when Peek(1) == '*' => ScanForeignComment(),
            '#' => ScanForeignComment(),
            _ when FindClosingQuote() is { } closing => ScanForeignText(closing),
            _ when ScanSymbol() is { } symbol => (symbol, null),
            _ => ScanBadCharacters(),
        };
    }

    private bool AtLetter() =>
        char.IsAsciiLetter(Current) || (Current > 127 && Rune.TryGetRuneAt(text, position, out var rune) && Rune.IsLetter(rune));

    private TokenKind ScanWord()
    {
        var start = position;
        while (!AtEnd && (Current == '_' || char.IsAsciiDigit(Current) || AtLetter()))
        {
            position += char.IsHighSurrogate(Current) ? 2 : 1;
        }

        var word = text.AsSpan(start, position - start);
        if (word[0] == '_')
        {
            Report(SyntaxErrors.MalformedName, start, "A name is a letter, then letters, digits and `_`.", word.ToString());
        }

        return SyntaxFacts.ReservedWords.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var kind) ? kind : TokenKind.Name;
    }

    private TokenKind? ScanSymbol()
    {
        var start = position;
        for (var length = Math.Min(3, text.Length - position); length > 0; length--)
        {
            var written = text.AsSpan(start, length);
            if (SyntaxFacts.Symbols.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(written, out var kind))
            {
                position += length;
                return kind;
            }

            if (SyntaxFacts.ForeignSymbols.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(written, out kind))
            {
                position += length;
                ReportForeignSymbol(start, kind);
                return kind;
            }
        }

        return null;
    }

    private void ReportForeignSymbol(int start, TokenKind kind)
    {
        var span = TextSpan.FromBounds(start, position);
        var meant = SyntaxFacts.GetSpelling(kind) ?? "";
        var before = start > 0 && !char.IsWhiteSpace(text[start - 1]) && SyntaxFacts.IsReserved(kind) ? " " : "";
        var after = !AtEnd && !char.IsWhiteSpace(Current) && SyntaxFacts.IsReserved(kind) ? " " : "";
        var location = new Location(source, span);
        Report(Diagnostic.Create(SyntaxErrors.ForeignOperator, location, source.ToString(span), meant) with
        {
            Hint = kind == TokenKind.Equals ? "Write `=`, or `is` before a single value." : $"Write `{meant}`.",
            Fixes = [new CodeFix($"Write `{meant}`", [new TextEdit(location, before + meant + after)], IsSafe: true)],
        });
    }

    /// <summary>Takes a run of characters of which none can begin a token, so that a run gives one message.</summary>
    private (TokenKind Kind, object? Value) ScanBadCharacters()
    {
        var start = position;
        do
        {
            position += char.IsSurrogatePair(Current, Peek(1)) ? 2 : 1;
        }
        while (!AtEnd && !AtTokenStart());

        var hint = text[start] == '%' ? "The percent sign stands right after its number, as in `35%`." : null;
        Report(SyntaxErrors.UnexpectedCharacter, start, hint, Show(text.AsSpan(start, Math.Min(position - start, 20))));
        return (TokenKind.Bad, null);
    }

    private bool AtTokenStart()
    {
        var c = Current;
        return char.IsWhiteSpace(c) || char.IsAsciiDigit(c) || c is '_' or '"' or '`' or '#'
            || AtLetter()
            || FindClosingQuote() is not null
            || SyntaxFacts.Symbols.ContainsKey(c.ToString())
            || SyntaxFacts.ForeignSymbols.ContainsKey(c.ToString());
    }

    /// <summary>Characters for a message: invisible ones by their number.</summary>
    private static string Show(ReadOnlySpan<char> characters)
    {
        var builder = new StringBuilder();
        foreach (var rune in characters.EnumerateRunes())
        {
            var isVisible = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
            builder.Append(isVisible && rune.Value != Rune.ReplacementChar.Value ? rune.ToString() : $"U+{rune.Value:X4}");
        }

        return $"`{builder}`";
    }

    private void Report(DiagnosticDescriptor descriptor, int start, string? hint, params ReadOnlySpan<object?> arguments) =>
        Report(Diagnostic.Create(descriptor, new Location(source, TextSpan.FromBounds(start, position)), arguments) with { Hint = hint });

    private void Report(Diagnostic diagnostic)
    {
        if (diagnostics.Count < SyntaxFacts.MaximumMessages)
        {
            diagnostics.Add(diagnostic);
        }
    }
}

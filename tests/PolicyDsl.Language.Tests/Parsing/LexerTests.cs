using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Parsing;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed class LexerTests
{
    [Theory]
    [InlineData("1..2", "Number 1, DotDot .., Number 2")]
    [InlineData("1 .. 2", "Number 1, DotDot .., Number 2")]
    [InlineData("3..", "Number 3, DotDot ..")]
    [InlineData("..5", "DotDot .., Number 5")]
    [InlineData("35%", "Percent 35%")]
    [InlineData("2 g", "Number 2, Name g")]
    [InlineData("2g", "Number 2, Name g")]
    [InlineData("1_500", "Number 1_500")]
    [InlineData("a.b", "Name a, Dot ., Name b")]
    [InlineData("2024-01-31", "Date 2024-01-31")]
    [InlineData("2024-01-31T23:15", "Instant 2024-01-31T23:15")]
    [InlineData("2024-01-31T23:15:59", "Instant 2024-01-31T23:15:59")]
    [InlineData("2024-01-01..2024-12-31", "Date 2024-01-01, DotDot .., Date 2024-12-31")]
    [InlineData("2024 - 1 - 5", "Number 2024, Minus -, Number 1, Minus -, Number 5")]
    [InlineData("12-3", "Number 12, Minus -, Number 3")]
    [InlineData("`Primary ``Type```", "Column `Primary ``Type```")]
    [InlineData("\"a \\\" b\"", "Text \"a \\\" b\"")]
    [InlineData("café straße", "Name café, Name straße")]
    [InlineData("a//b", "Name a")]
    [InlineData("a=>b", "Name a, Arrow =>, Name b")]
    [InlineData("a<=b>=c!=d", "Name a, LessOrEquals <=, Name b, GreaterOrEquals >=, Name c, NotEquals !=, Name d")]
    [InlineData("When when", "Name When, When when")]
    public void Texts_are_cut_into_tokens(string text, string expected)
    {
        var (tokens, messages) = Lex(text);

        Assert.Equal(expected, string.Join(", ", tokens.SkipLast(1).Select(t => $"{t.Kind} {t.Text}")));
        Assert.Empty(messages);
    }

    public static TheoryData<string, object> Values => new()
    {
        { "1_500", 1500m },
        { "0.25", 0.25m },
        { "35%", 0.35m },
        { "1_000_000_000_000", 1_000_000_000_000m },
        { "0.123456789012345678901234567890", 0.1234567890123456789012345679m },
        { "2024-02-29", new DateOnly(2024, 2, 29) },
        { "2024-01-31T23:15", new DateTime(2024, 1, 31, 23, 15, 0) },
        { "2024-01-31T23:15:30", new DateTime(2024, 1, 31, 23, 15, 30) },
        { "\"a\\n\\t\\\\\\\"b\"", "a\n\t\\\"b" },
        { "\"\\u{1F600}\"", "\U0001F600" },
        { "\"\"", "" },
        { "`a``b`", "a`b" },
        { "`#1`", "#1" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Tokens_carry_their_values(string text, object expected)
    {
        var (tokens, messages) = Lex(text);

        Assert.Equal(expected, tokens[0].Value);
        Assert.Empty(messages);
    }

    [Theory]
    [InlineData("1__0", "PD0005")]
    [InlineData("1_", "PD0005")]
    [InlineData("1.2.3", "PD0005")]
    [InlineData(".5", "PD0005")]
    [InlineData("1_000_000_000_000.1", "PD0006")]
    [InlineData("99999999999999999999999999999999999999", "PD0006")]
    [InlineData("2024-02-30", "PD0007")]
    [InlineData("2024-1-5", "PD0007")]
    [InlineData("2024-01-31T25:00", "PD0007")]
    [InlineData("2024-01-31T23:15Z", "PD0007")]
    [InlineData("2024-01-31T23:15+01:00", "PD0007")]
    [InlineData("\"open", "PD0002")]
    [InlineData("\"", "PD0002")]
    [InlineData("\"open\\", "PD0002")]
    [InlineData("`open", "PD0003")]
    [InlineData("\"a\\qb\"", "PD0004")]
    [InlineData("\"\\u{110000}\"", "PD0004")]
    [InlineData("\"\\u{D800}\"", "PD0004")]
    [InlineData("\"\\u{}\"", "PD0004")]
    [InlineData("@$~^?", "PD0001")]
    [InlineData("'text'", "PD0008")]
    [InlineData("“text”", "PD0008")]
    [InlineData("‘text’", "PD0008")]
    [InlineData("«text»", "PD0008")]
    [InlineData("“text\"", "PD0008")]
    [InlineData("'", "PD0001")]
    [InlineData("/* a\n b */", "PD0010")]
    [InlineData("# a", "PD0010")]
    [InlineData("// a\u202Eb", "PD0011")]
    [InlineData("\"a\u2066b\"", "PD0011")]
    [InlineData("_a", "PD0012")]
    public void An_ill_formed_token_gives_one_message(string text, string id)
    {
        var (tokens, messages) = Lex(text);

        Assert.Equal(id, Assert.Single(messages).Id);
        Assert.Equal(text, string.Concat(tokens.Select(t => t.ToFullString())));
    }

    [Theory]
    [InlineData("9")]
    [InlineData("9_")]
    public void A_number_without_end_is_told_in_short(string digits)
    {
        var (_, messages) = Lex(string.Concat(Enumerable.Repeat(digits, 100_000)));

        Assert.InRange(Assert.Single(messages).Message.Length, 1, 150);
    }

    [Fact]
    public void Trailing_trivia_ends_before_the_line_break()
    {
        var (tokens, _) = Lex("a // one\r\n/// two\n  b");

        Assert.Equal([TriviaKind.Whitespace, TriviaKind.Comment], tokens[0].TrailingTrivia.Select(t => t.Kind));
        Assert.Equal(
            [TriviaKind.LineBreak, TriviaKind.DocComment, TriviaKind.LineBreak, TriviaKind.Whitespace],
            tokens[1].LeadingTrivia.Select(t => t.Kind));
        Assert.Equal("\r\n", tokens[1].LeadingTrivia[0].Text);
    }

    private static (IReadOnlyList<SyntaxToken> Tokens, DiagnosticBag Messages) Lex(string text)
    {
        var messages = new DiagnosticBag();
        return (Lexer.Lex(new SourceText(text, "x"), messages), messages);
    }
}

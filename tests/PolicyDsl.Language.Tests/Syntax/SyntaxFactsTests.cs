using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Parsing;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.SyntaxTrees;

/// <summary>The tables of spellings against the lexer and the parser that are meant to follow them.</summary>
public sealed class SyntaxFactsTests
{
    public static IEnumerable<object[]> Spellings => SyntaxFacts.ReservedWords.Concat(SyntaxFacts.Symbols).Select(p => new object[] { p.Key, p.Value });

    public static IEnumerable<object[]> Foreign => SyntaxFacts.ForeignSymbols.Select(p => new object[] { p.Key, p.Value });

    public static TheoryData<string> Units => [.. SyntaxFacts.Units.Keys];

    public static TheoryData<string> MistakenUnits => [.. SyntaxFacts.MistakenUnits.Keys];

    public static IEnumerable<object[]> Lines =>
    [
        .. SyntaxFacts.ItemWords.Select(w => new object[] { "", w }),
        .. SyntaxFacts.RuleWords.Select(w => new object[] { "rule a {", w }),
        .. SyntaxFacts.CrackdownWords.Select(w => new object[] { "crackdown a {", w }),
        .. SyntaxFacts.TestWords.Select(w => new object[] { "test \"a\" {", w }),
        .. SyntaxFacts.PrincipleWords.Select(w => new object[] { "principle a rank 1 {", w }),
        .. SyntaxFacts.DataWords.Select(w => new object[] { "dataset a {", w }),
        .. SyntaxFacts.AssumptionWords.Select(w => new object[] { "assumptions a {", w }),
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_spelling_is_one_token_of_its_kind(string spelling, TokenKind kind)
    {
        var (tokens, messages) = Lex(spelling);

        Assert.Equal([kind, TokenKind.EndOfFile], tokens.Select(t => t.Kind));
        Assert.Equal(spelling, SyntaxFacts.GetSpelling(kind));
        Assert.Empty(messages);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void A_foreign_symbol_is_read_as_what_it_means_with_a_fix(string spelling, TokenKind kind)
    {
        var (tokens, messages) = Lex(spelling);

        Assert.Equal([kind, TokenKind.EndOfFile], tokens.Select(t => t.Kind));
        Assert.Equal(SyntaxErrors.ForeignOperator, Assert.Single(messages).Descriptor);
        Assert.Single(messages.Single().Fixes);
    }

    [Fact]
    public void Every_kind_of_token_with_one_spelling_has_it()
    {
        var unspelt = Enum.GetValues<TokenKind>().Where(k => SyntaxFacts.GetSpelling(k) is null);

        Assert.Equal(
            [
                TokenKind.EndOfFile, TokenKind.Bad, TokenKind.Name, TokenKind.Text, TokenKind.Column,
                TokenKind.Number, TokenKind.Percent, TokenKind.Date, TokenKind.Instant,
            ],
            unspelt);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_number_and_a_unit_are_a_quantity(string unit)
    {
        var tree = SyntaxTree.Parse($"define x = 2 {unit}");

        Assert.IsType<QuantitySyntax>(Assert.IsType<DefineSyntax>(tree.Root.Items[0]).Value);
        Assert.Empty(tree.Diagnostics);
    }

    [Theory]
    [MemberData(nameof(MistakenUnits))]
    public void A_mistaken_unit_is_named_with_the_right_one(string unit)
    {
        var tree = SyntaxTree.Parse($"define x = 2 {unit}");

        Assert.Equal(SyntaxErrors.UnknownUnit, Assert.Single(tree.Diagnostics).Descriptor);
        Assert.Contains(SyntaxFacts.MistakenUnits[unit], SyntaxFacts.Units.Keys);
    }

    /// <summary>A word of a table begins a line where the table says: the parser knows it there.</summary>
    [Theory]
    [MemberData(nameof(Lines))]
    public void A_word_begins_a_line_of_its_block(string block, string word)
    {
        var tree = SyntaxTree.Parse($"{block}\n{word} nonsense\n");

        Assert.DoesNotContain(tree.Diagnostics, d => (d.Descriptor == SyntaxErrors.UnknownDeclaration || d.Descriptor == SyntaxErrors.UnknownClause || d.Descriptor == SyntaxErrors.UnexpectedToken)
            && d.Location?.Text == word);
    }

    /// <summary>Operators from the loosest to the tightest, with the number of their level.</summary>
    public static TheoryData<string, int> Operators => new()
    {
        { "or", 0 },
        { "and", 1 },
        { "=", 2 },
        { "is at least", 2 },
        { "default", 3 },
        { "+", 4 },
        { "-", 4 },
        { "*", 5 },
        { "/", 5 },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void Tighter_operators_group_first(string outer, int outerLevel)
    {
        foreach (var inner in Operators.Where(o => (int)o[1] > outerLevel).Select(o => (string)o[0]))
        {
            var tree = SyntaxTree.Parse($"define x = a {inner} b {outer} c {inner} d");

            Assert.Empty(tree.Diagnostics);
            var value = Assert.IsType<DefineSyntax>(tree.Root.Items[0]).Value;
            Assert.Equal([$"a {inner} b", $"c {inner} d"], value.Children.OfType<ExpressionSyntax>().Select(e => tree.Source.ToString(e.Span)));
        }
    }

    private static (IReadOnlyList<SyntaxToken> Tokens, DiagnosticBag Messages) Lex(string text)
    {
        var messages = new DiagnosticBag();
        return (Lexer.Lex(new SourceText(text, "x"), messages), messages);
    }
}

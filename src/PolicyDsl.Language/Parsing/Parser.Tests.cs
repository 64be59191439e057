using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>Tests, their cases and the incidents they give.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Test ::= "test" TEXT "{" ( "given" Given | "expect" Expect | Cases )* "}"</c></summary>
    private TestSyntax ParseTest()
    {
        var keyword = Next();
        var title = ExpectText("A test is called by a sentence: `test \"a user is not arrested\" {`.");
        var open = ExpectOpenBrace("the test");
        var items = ParseLines(Block.Test, "a test", SyntaxFacts.TestWords, ParseTestItem);
        return new TestSyntax(keyword, title, open, items, ExpectCloseBrace(open, "the test"));
    }

    private TestItemSyntax? ParseTestItem() => FindWord() switch
    {
        "given" => ParseGiven(),
        "expect" => ParseExpect(),
        "for" => ParseCases(),
        _ => null,
    };

    /// <summary>
    /// <c>Given ::= "incident" Record | NUMBER? "earlier" ( "incident" | "incidents" ) Record
    /// | "crackdown" NAME | "exhausted" NAME | "otherwise" "of" NAME</c>
    /// </summary>
    private TestItemSyntax ParseGiven()
    {
        var keyword = Next();
        if (At("crackdown"))
        {
            return new GivenCrackdownSyntax(keyword, Next(), ExpectName("the name of a crackdown"));
        }

        if (At("exhausted"))
        {
            return new GivenExhaustedSyntax(keyword, Next(), ExpectName("the name of a resource"));
        }

        if (At(TokenKind.Otherwise))
        {
            return new GivenOtherwiseSyntax(keyword, Next(), Expect("of"), ExpectName("a rule"));
        }

        if (At(TokenKind.Number) || At("earlier"))
        {
            return new GivenEarlierSyntax(
                keyword, NextIf(TokenKind.Number), Expect("earlier"), ExpectOneOf("incident", "incidents"), ParseRecord("the incident"));
        }

        return new GivenIncidentSyntax(keyword, ExpectOneOf("incident", "earlier", "crackdown", "exhausted", "otherwise"), ParseRecord("the incident"));
    }

    /// <summary>
    /// <c>Expect ::= NAME ( "to" Names )? ( "by" Names )? | "not" NAME | "no"? "offer" Names | "open" Names
    /// | "conflict" | "nothing" | "outside"</c>
    /// </summary>
    private ExpectSyntax ParseExpect()
    {
        var keyword = Next();
        if (At(TokenKind.Not))
        {
            return new ExpectNotSyntax(keyword, Next(), ExpectName("an action"));
        }

        if (At("offer") || At("no", "offer"))
        {
            return new ExpectOfferSyntax(keyword, NextIf("no"), Expect("offer"), ParseNames("a service"));
        }

        if (At("open"))
        {
            return new ExpectOpenSyntax(keyword, Next(), ParseNames("a rule"));
        }

        if (At("conflict") || At("nothing") || At("outside"))
        {
            return new ExpectStateSyntax(keyword, Next());
        }

        var action = ExpectName("an action");
        var to = NextIf("to");
        var services = to is null ? null : ParseNames("a service");
        var by = NextIf("by");
        if (by is not null && At(TokenKind.Otherwise))
        {
            ReportExpected(SyntaxErrors.ExpectedName, "a rule", $"`otherwise` is no rule: write `expect {action.Text}` alone.");
            Skip();
            lastErrorIndex = index;
        }

        return new ExpectDispositionSyntax(keyword, action, to, services, by, by is null ? null : ParseNames("a rule"));
    }

    /// <summary><c>Cases ::= "for" "each" "{" Dotted ( "," Dotted )* "=>" "expect" CaseRow* "}"</c></summary>
    private CasesSyntax ParseCases()
    {
        var keyword = Next();
        var each = Expect("each");
        var open = ExpectOpenBrace("the cases");
        var columns = ParseSeparated(() => ParseColumnPath(), () => false, mayEndWithComma: false, TokenKind.CloseBrace);
        var arrow = Expect(TokenKind.Arrow);
        var expect = Expect("expect");
        var outer = block;
        var rows = ParseLines(Block.Other, "the cases", [], ParseCaseRow, AtTestLine);
        block = outer;
        return new CasesSyntax(keyword, each, open, columns, arrow, expect, rows, ExpectCloseBrace(open, "the cases"));
    }

    private PathSyntax ParseColumnPath() => new(null, null, ParseDotted("a field"));

    private bool AtTestLine() => StartsLine && (At("given") || At("expect") || At("for", "each"));

    /// <summary><c>";" Constant ( "," Constant )* "=>" NAME</c></summary>
    private CaseRowSyntax? ParseCaseRow()
    {
        if (!At(TokenKind.Semicolon))
        {
            return null;
        }

        var semicolon = Next();
        var values = ParseSeparated(ParseConstant, () => false, mayEndWithComma: false, TokenKind.CloseBrace);
        return new CaseRowSyntax(semicolon, values, Expect(TokenKind.Arrow), ExpectName("an action"));
    }

    /// <summary><c>Record ::= "{" ( Pair ( "," Pair )* ","? )? "}"</c></summary>
    private RecordSyntax ParseRecord(string what)
    {
        var open = ExpectOpenBrace(what);
        var pairs = At(TokenKind.Name) && !AtStop()
            ? ParseSeparated(ParsePair, AtPair, mayEndWithComma: true, TokenKind.CloseBrace)
            : new SeparatedSyntaxList<PairSyntax>([]);
        return new RecordSyntax(open, pairs, ExpectCloseBrace(open, what));
    }

    private bool AtPair() => At(TokenKind.Name) && Peek(1).Kind == TokenKind.Colon;

    /// <summary>
    /// <c>Pair ::= NAME ":" ( Constant | Range | Record | QUANTITY "before" | "unknown" | "one" "of" Names | "[" Names? "]" )</c>
    /// </summary>
    private PairSyntax ParsePair() => new(ExpectName("a field"), Expect(TokenKind.Colon), ParsePairValue());

    private ExpressionSyntax ParsePairValue()
    {
        switch (Current.Kind)
        {
            case TokenKind.OpenBrace:
            case TokenKind.Name when AtPair() && !StartsLine:
                return ParseNestedRecord();
            case TokenKind.Unknown:
                return new LiteralSyntax(Next());
            case TokenKind.OpenBracket when Peek(1).Kind == TokenKind.CloseBracket:
                return new ListSyntax(Next(), new SeparatedSyntaxList<ExpressionSyntax>([]), Next());
            case TokenKind.OpenBracket:
                return ParseList(() => new PathSyntax(null, null, new SeparatedSyntaxList<SyntaxToken>([ExpectName("a member")])));
            case TokenKind.Name when At("one", "of"):
                return ParseOneOf();
        }

        var value = ParseRangeOrConstant();
        return value is QuantitySyntax && At("before") ? new BeforeSyntax(value, Next()) : value;
    }

    private ExpressionSyntax ParseNestedRecord()
    {
        if (depth >= SyntaxFacts.MaximumDepth)
        {
            return TooDeeplyNested();
        }

        depth++;
        var record = ParseRecord("the record");
        depth--;
        return record;
    }
}

using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>Principles and their clauses.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Principle ::= "principle" NAME TEXT? "rank" NUMBER "{" Clause* "}"</c></summary>
    private PrincipleSyntax ParsePrinciple()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("principle");
        var title = NextIf(TokenKind.Text);
        var rank = Expect("rank");
        var number = ExpectNumber();
        var what = Name("principle", name);
        var open = ExpectOpenBrace(what);
        var clauses = ParseLines(Block.Principle, "a principle", SyntaxFacts.PrincipleWords, ParseClause);
        return new PrincipleSyntax(keyword, name, title, rank, number, open, clauses, ExpectCloseBrace(open, what));
    }

    /// <summary><c>Clause ::= "clause" NAME TEXT? ( "source" TEXT )? Form</c></summary>
    private ClauseSyntax? ParseClause()
    {
        if (!At("clause"))
        {
            return null;
        }

        var keyword = Next();
        var name = IsNameOfClauseMissing() ? MissingClauseName() : ExpectDeclaredName("clause");
        var title = NextIf(TokenKind.Text);
        var sourceKeyword = NextIf("source");
        var text = sourceKeyword is null ? null : ExpectText();
        return new ClauseSyntax(keyword, name, title, sourceKeyword, text, ParseForm());
    }

    /// <summary>True where the form follows at once: its word, and not another after it.</summary>
    private bool IsNameOfClauseMissing() => IsWord(0, SyntaxFacts.FormWords)
        && Peek(1).Kind != TokenKind.Text && !IsWord(1, SyntaxFacts.FormWords) && !IsWord(1, "source");

    private SyntaxToken MissingClauseName()
    {
        ReportExpected(SyntaxErrors.ExpectedName, "a name for the clause", "Write `clause short_name` before what it demands.");
        lastErrorIndex = -1;
        return Missing(TokenKind.Name);
    }

    /// <summary>
    /// <c>Form ::= "never" "harsher" "than" NAME "when" Guard | "never" Target "when" Guard | "always" ( "offer" Names | Target ) "when" Guard
    /// | Every | "no" "rule" "depends" "on" Path | "severity" "never" "falls" "as" Path "rises" | "require" Cond</c>
    /// </summary>
    private ClauseFormSyntax ParseForm()
    {
        if (!IsWord(0, SyntaxFacts.FormWords) && !AtStop())
        {
            TryCorrect(SyntaxFacts.FormWords);
        }

        switch (FindWord())
        {
            case "never" when IsWord(1, "harsher") && IsWord(2, "than"):
                return new NeverHarsherSyntax(Next(), Next(), Next(), ExpectName("an action"), Expect("when"), ParseGuard());
            case "never":
                return new NeverSyntax(Next(), ParseTarget(), Expect("when"), ParseGuard());
            case "always" when IsWord(1, "offer"):
                return new AlwaysOfferSyntax(Next(), Next(), ParseNames("a service"), Expect("when"), ParseGuard());
            case "always":
                return new AlwaysSyntax(Next(), ParseTarget(), Expect("when"), ParseGuard());
            case "every":
                return ParseEvery();
            case "no":
                return new DependsSyntax(Next(), Expect("rule"), Expect("depends"), Expect("on"), ParsePath());
            case "severity":
                return new NeverFallsSyntax(Next(), Expect("never"), Expect("falls"), Expect("as"), ParsePath(), Expect("rises"));
            case "require":
                return new RequireSyntax(Next(), ParseCondition());
            default:
                ReportExpected(SyntaxErrors.ExpectedToken, List(SyntaxFacts.FormWords));
                return new RequireSyntax(Missing(TokenKind.Name), MissingExpression());
        }
    }

    /// <summary><c>Target ::= NAME "action"?</c></summary>
    private TargetSyntax ParseTarget() => new(ExpectName("an action"), NextIf("action"));

    /// <summary><c>"every" ( "rule" ( "that" "ends" "in" Target )? | "crackdown" | "policy" ) "states" Property Bound?</c></summary>
    private EverySyntax ParseEvery()
    {
        var keyword = Next();
        var subject = ExpectOneOf("rule", "crackdown", "policy");
        var that = subject.ValueText == "rule" ? NextIf("that") : null;
        var ends = that is null ? null : Expect("ends");
        var inKeyword = that is null ? null : Expect("in");
        var target = that is null ? null : ParseTarget();
        return new EverySyntax(keyword, subject, that, ends, inKeyword, target, Expect("states"), ExpectOneOf(SyntaxFacts.Properties), At("at") ? ParseBound() : null);
    }

    /// <summary><c>Bound ::= "at" ( "least" | "most" ) ( QUANTITY | NUMBER ( "per" PERIOD )? )</c></summary>
    private BoundSyntax ParseBound()
    {
        var at = Next();
        var direction = ExpectOneOf("least", "most");
        var amount = At(TokenKind.Number) ? ParseNumber() : new LiteralSyntax(ExpectNumber());
        var per = amount is LiteralSyntax ? NextIf("per") : null;
        return new BoundSyntax(at, direction, amount, per, per is null ? null : ExpectPeriod());
    }
}

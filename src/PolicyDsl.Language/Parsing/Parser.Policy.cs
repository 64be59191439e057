using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>What belongs to one policy: definitions, rules, crackdowns, departures and resources.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Define ::= "define" NAME "=" Expr</c></summary>
    private DefineSyntax ParseDefine() => new(Next(), ExpectDeclaredName("define"), Expect(TokenKind.Equals), ParseExpression());

    /// <summary><c>Otherwise ::= "otherwise" NAME</c></summary>
    private OtherwiseSyntax ParseOtherwise() => new(Next(), ExpectName("an action"));

    /// <summary><c>Rule ::= "rule" NAME TEXT? "{" RuleClause* "}"</c></summary>
    private RuleSyntax ParseRule()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("rule");
        var title = NextIf(TokenKind.Text);
        var what = Name("rule", name);
        var open = ExpectOpenBrace(what);
        var clauses = ParseLines(Block.Rule, "a rule", SyntaxFacts.RuleWords, ParseRuleClause);
        return new RuleSyntax(keyword, name, title, open, clauses, ExpectCloseBrace(open, what));
    }

    /// <summary><c>Crackdown ::= "crackdown" NAME TEXT? "{" CrackClause* "}"</c></summary>
    private CrackdownSyntax ParseCrackdown()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("crackdown");
        var title = NextIf(TokenKind.Text);
        var what = Name("crackdown", name);
        var open = ExpectOpenBrace(what);
        var clauses = ParseLines(Block.Crackdown, "a crackdown", SyntaxFacts.CrackdownWords, ParseRuleClause);
        return new CrackdownSyntax(keyword, name, title, open, clauses, ExpectCloseBrace(open, what));
    }

    /// <summary>
    /// <c>RuleClause ::= "when" Guard | "then" Outcome | Common | "priority" NUMBER</c>, and
    /// <c>CrackClause ::= "target" "areas" "where" Guard | "announce" QUANTITY "before" "by" Names | "lasts" QUANTITY | "rests" QUANTITY
    /// | "when" Guard | "then" NAME "at" "most" NUMBER "per" PERIOD "," "otherwise" NAME | "then" NAME | Common</c>.
    /// Either block reads the clauses of both, so that a clause in the wrong one can be said to be just that, which is the binder's business.
    /// </summary>
    private RuleClauseSyntax? ParseRuleClause() => FindWord() switch
    {
        "when" => new WhenClauseSyntax(NextWithoutColon(), ParseGuard()),
        "then" => ParseThen(),
        "if" when AtLineStart() => ParseIfClause(),
        "priority" => new PriorityClauseSyntax(Next(), ExpectNumber()),
        "target" => new TargetClauseSyntax(Next(), Expect("areas"), Expect("where"), ParseGuard()),
        "announce" => new AnnounceClauseSyntax(
            Next(), ParseQuantity("a time such as `14 days`"), Expect("before"), Expect("by"), ParseNames("a channel")),
        "lasts" or "rests" => new DurationClauseSyntax(Next(), ParseQuantity("a time such as `21 days`")),
        _ => ParseCommonClause(),
    };

    /// <summary><c>if</c> in the place of <c>when</c> is read as <c>when</c>, so that nobody is told as well that <c>when</c> is missing.</summary>
    private WhenClauseSyntax ParseIfClause()
    {
        if (!IsQuiet())
        {
            Report(SyntaxErrors.UnknownClause, Current, "Write `when` before the condition and `then` before the action.", Quote(Current.Text), block == Block.Rule ? "a rule" : "a crackdown");
        }

        var clause = new WhenClauseSyntax(NextWithoutColon(), ParseGuard());
        if (At(TokenKind.OpenBrace))
        {
            // Braces around the action come of the same habit.
            lastErrorIndex = index;
        }

        return clause;
    }

    /// <summary>Takes a keyword, and leaves out a colon after it with a message, unless there is one about the keyword.</summary>
    private SyntaxToken NextWithoutColon()
    {
        var isTold = IsQuiet();
        var keyword = Next();
        if (At(TokenKind.Colon))
        {
            if (!isTold)
            {
                Report(SyntaxErrors.UnexpectedToken, Current, $"Write `{keyword.Text}` without a colon.", DescribeFound(isStart: true));
            }

            Skip();
        }

        return keyword;
    }

    private RuleClauseSyntax ParseThen()
    {
        var keyword = NextWithoutColon();
        var action = ExpectName("an action");
        return At("at")
            ? new CappedThenClauseSyntax(
                keyword, action, Next(), Expect("most"), ExpectNumber(), Expect("per"), ExpectPeriod(), Expect(TokenKind.Comma), Expect("otherwise"), ExpectName("an action"))
            : new ThenClauseSyntax(keyword, ParseOutcome(action));
    }

    /// <summary>
    /// <c>Common ::= "also"? "offer" Names | "with" Names | ( "because" | "benefit" | "legal" ) TEXT
    /// | "overrides" ( "all" ( "except" Names )? | Names ) | "yields" "to" Names</c>
    /// </summary>
    private RuleClauseSyntax? ParseCommonClause() => FindWord() switch
    {
        "also" => new OfferClauseSyntax(Next(), Expect("offer"), ParseNames("a service")),
        "offer" => new OfferClauseSyntax(null, Next(), ParseNames("a service")),
        "with" => new WithClauseSyntax(Next(), ParseNames("a partner")),
        "because" or "benefit" or "legal" => new TextClauseSyntax(Next(), ExpectText()),
        "overrides" => ParseOverrides(),
        "yields" => new YieldsClauseSyntax(Next(), Expect("to"), ParseNames("a rule")),
        _ => null,
    };

    private OverridesClauseSyntax ParseOverrides()
    {
        var keyword = Next();
        if (!At(TokenKind.All))
        {
            return new OverridesClauseSyntax(keyword, null, null, ParseNames("a rule"));
        }

        var all = Next();
        var except = NextIf("except");
        return new OverridesClauseSyntax(keyword, all, except, except is null ? null : ParseNames("a rule"));
    }

    /// <summary><c>Outcome ::= NAME ( "to" Names )? ( "within" QUANTITY )? ( "," "otherwise" NAME )?</c></summary>
    private OutcomeSyntax ParseOutcome(SyntaxToken action)
    {
        var to = NextIf("to");
        var services = to is null ? null : ParseNames("a service");
        var within = NextIf("within");
        var deadline = within is null ? null : ParseQuantity("a time such as `2 days`");
        var comma = NextIf(TokenKind.Comma);
        var otherwise = comma is null ? null : Expect("otherwise");
        return new OutcomeSyntax(action, to, services, within, deadline, comma, otherwise, otherwise is null ? null : ExpectName("an action"));
    }

    /// <summary><c>Departure ::= "departs" "from" NAME "." NAME "because" TEXT "until" DATE</c></summary>
    private DepartureSyntax ParseDeparture() =>
        new(Next(), Expect("from"), ExpectName("a principle"), Expect(TokenKind.Dot), ExpectWordAfterDot(), Expect("because"), ExpectText(), Expect("until"), ExpectDate());

    /// <summary><c>Resource ::= "resource" NAME QUANTITY "per" PERIOD ( "," "when" "exhausted" NAME )?</c></summary>
    private ResourceSyntax ParseResource()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("resource");
        var amount = ParseQuantity("an amount such as `4_000 hours`");
        var per = Expect("per");
        var period = ExpectPeriod();
        var comma = NextIf(TokenKind.Comma);
        return comma is null
            ? new ResourceSyntax(keyword, name, amount, per, period, null, null, null, null)
            : new ResourceSyntax(keyword, name, amount, per, period, comma, Expect("when"), Expect("exhausted"), ExpectName("an action"));
    }

    /// <summary><c>Allocate ::= "allocate" NAME "{" "total" NUMBER "to" "areas" "in" "proportion" "to" NAME "per" NAME Bound* "}"</c></summary>
    private AllocateSyntax ParseAllocate()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("allocate");
        var what = Name("allocate", name);
        var open = ExpectOpenBrace(what);
        return new AllocateSyntax(
            keyword, name, open,
            Expect("total"), ExpectNumber(),
            Expect("to"), Expect("areas"), Expect("in"), Expect("proportion"), Expect("to"), ExpectName("a need"), Expect("per"), ExpectName("a resource"),
            ParseLines(Block.Other, "an allocation", ["at"], ParseAllocateBound),
            ExpectCloseBrace(open, what));
    }

    /// <summary><c>"at" ( "least" | "most" ) NUMBER</c></summary>
    private AllocateBoundSyntax? ParseAllocateBound() =>
        At("at") ? new AllocateBoundSyntax(Next(), ExpectOneOf("least", "most"), ExpectNumber()) : null;
}

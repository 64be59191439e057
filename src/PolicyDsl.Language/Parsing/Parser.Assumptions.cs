using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>Assumptions: costs, harms and effects with their ranges.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Assumptions ::= "assumptions" NAME TEXT? "{" ( "currency" NAME | Assumption )* "}"</c></summary>
    private AssumptionsSyntax ParseAssumptions()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("assumptions");
        var title = NextIf(TokenKind.Text);
        var what = Name("assumptions", name);
        var open = ExpectOpenBrace(what);
        var items = ParseLines(Block.Assumptions, "assumptions", SyntaxFacts.AssumptionWords, ParseAssumptionItem);
        return new AssumptionsSyntax(keyword, name, title, open, items, ExpectCloseBrace(open, what));
    }

    private AssumptionItemSyntax? ParseAssumptionItem() => FindWord() switch
    {
        "currency" => new CurrencySyntax(Next(), ExpectName("a currency such as `GBP`")),
        "cost" or "hours" or "harm" or "uptake" => ParseAssumption(),
        "effect" => ParseEffect(),
        _ => null,
    };

    /// <summary><c>( "cost" | "hours" | "harm" | "uptake" ) "of" NAME "=" Estimate ( "source" TEXT )?</c></summary>
    private AssumptionSyntax ParseAssumption()
    {
        var keyword = Next();
        var of = Expect("of");
        var name = ExpectName();
        var equals = Expect(TokenKind.Equals);
        var estimate = ParseEstimate();
        var sourceKeyword = NextIf("source");
        return new AssumptionSyntax(keyword, of, name, equals, estimate, sourceKeyword, sourceKeyword is null ? null : ExpectText());
    }

    /// <summary><c>"effect" "of" NAME "on" "later"? "incidents" "of" NAME "=" Estimate Lasting* ( "source" TEXT )?</c></summary>
    private EffectSyntax ParseEffect()
    {
        var keyword = Next();
        var of = Expect("of");
        var name = ExpectName("an action, or `crackdown`");
        var on = Expect("on");
        var later = NextIf("later");
        var incidents = Expect("incidents");
        var secondOf = Expect("of");
        var entity = ExpectName("an entity");
        var equals = Expect(TokenKind.Equals);
        var estimate = ParseEstimate();
        var lastings = ImmutableArray.CreateBuilder<LastingSyntax>();
        while (ParseLasting() is { } lasting)
        {
            lastings.Add(lasting);
        }

        var sourceKeyword = NextIf("source");
        var text = sourceKeyword is null ? null : ExpectText();
        return new EffectSyntax(keyword, of, name, on, later, incidents, secondOf, entity, equals, estimate, new(lastings.ToImmutable()), sourceKeyword, text);
    }

    /// <summary><c>Lasting ::= "for" QUANTITY | "," "fading" "over" QUANTITY | "," "displacing" Estimate</c></summary>
    private LastingSyntax? ParseLasting()
    {
        if (At("for"))
        {
            return new LastsForSyntax(Next(), ParseQuantity("a time such as `730 days`"));
        }

        if (!At(TokenKind.Comma))
        {
            return null;
        }

        var comma = Next();
        return At("fading")
            ? new FadingSyntax(comma, Next(), Expect("over"), ParseQuantity("a time such as `28 days`"))
            : new DisplacingSyntax(comma, ExpectOneOf("displacing", "fading"), ParseEstimate());
    }

    /// <summary><c>Estimate ::= Signed ( ".." Signed ".." Signed )?</c></summary>
    private EstimateSyntax ParseEstimate()
    {
        var low = ParseSigned();
        if (!At(TokenKind.DotDot))
        {
            return new EstimateSyntax(low, null, null, null, null);
        }

        var firstDots = Next();
        var central = ParseSigned();
        if (At(TokenKind.DotDot))
        {
            return new EstimateSyntax(low, firstDots, central, Next(), ParseSigned());
        }

        ReportExpected(SyntaxErrors.ExpectedToken, "`..` and a highest value", "An estimate is one value, or low .. central .. high.");
        return new EstimateSyntax(low, firstDots, central, Missing(TokenKind.DotDot), MissingExpression());
    }
}

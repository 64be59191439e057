using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>The shared vocabulary: enums, sets, entities, actions, services, partners, tables and measures.</summary>
internal sealed partial class Parser
{
    /// <summary><c>"extend" ( Enum | Set | Entity )</c></summary>
    private ItemSyntax? ParseExtend()
    {
        if (!IsWord(1, ["enum", "set", "entity"]))
        {
            Skip();
            ReportExpected(SyntaxErrors.ExpectedToken, "`enum`, `set` or `entity` after `extend`");
            return null;
        }

        var extend = Next();
        return At("enum") ? ParseEnum(extend) : At("set") ? ParseSet(extend) : ParseEntity(extend);
    }

    /// <summary><c>Enum ::= "extend"? "enum" NAME "{" NAME "plain"? ( "," NAME "plain"? )* ","? "}"</c></summary>
    private EnumSyntax ParseEnum(SyntaxToken? extend)
    {
        var keyword = Next();
        var name = ExpectDeclaredName("enum");
        var what = Name("enum", name);
        var open = ExpectOpenBrace(what);
        var members = ParseSeparated(ParseEnumMember, () => At(TokenKind.Name), mayEndWithComma: true, TokenKind.CloseBrace);
        return new EnumSyntax(extend, keyword, name, open, members, ExpectCloseBrace(open, what));
    }

    private EnumMemberSyntax ParseEnumMember() => new(ExpectName("a member"), NextIf("plain"));

    /// <summary><c>Set ::= "set" NAME "of" NAME "{" Names ","? "}" | "extend" "set" NAME "{" Names ","? "}"</c></summary>
    private SetSyntax ParseSet(SyntaxToken? extend)
    {
        var keyword = Next();
        var name = ExpectDeclaredName("set");
        var of = extend is null ? Expect("of") : null;
        var enumName = of is null ? null : ExpectName("an enum");
        var what = Name("set", name);
        var open = ExpectOpenBrace(what);
        var members = ParseSeparated(() => ExpectName("a member"), () => At(TokenKind.Name), mayEndWithComma: true, TokenKind.CloseBrace);
        return new SetSyntax(extend, keyword, name, of, enumName, open, members, ExpectCloseBrace(open, what));
    }

    /// <summary><c>Entity ::= "extend"? "entity" NAME "{" ( Member ","? )* "}"</c></summary>
    private EntitySyntax ParseEntity(SyntaxToken? extend)
    {
        var keyword = Next();
        var name = ExpectDeclaredName("entity");
        var what = Name("entity", name);
        var open = ExpectOpenBrace(what);
        var members = ParseLines<MemberSyntax>(Block.Entity, "an entity", [], ParseMember);
        return new EntitySyntax(extend, keyword, name, open, members, ExpectCloseBrace(open, what));
    }

    /// <summary>
    /// <c>Member ::= "invariant" Cond | "key"? NAME ":" ( "set" "of" )? NAME Modifier* ( "=" Expr )? | NAME "=" Expr</c>
    /// </summary>
    private MemberSyntax? ParseMember()
    {
        var isField = Peek(1).Kind is TokenKind.Colon or TokenKind.Equals;
        if (At("invariant") && !isField)
        {
            return new InvariantSyntax(Next(), ParseCondition(), NextIf(TokenKind.Comma));
        }

        var isNamed = At(TokenKind.Name) && (isField || Peek(1).Kind == TokenKind.Name);
        return isNamed || At(TokenKind.Colon) ? ParseField() : null;
    }

    private FieldSyntax ParseField()
    {
        var key = At("key") && Peek(1).Kind == TokenKind.Name ? Next() : null;
        var name = NextIf(TokenKind.Name) ?? ExpectName("a field");
        if (At(TokenKind.Equals))
        {
            return new FieldSyntax(key, name, null, null, null, null, SyntaxList<ModifierSyntax>.Empty, Next(), ParseExpression(), NextIf(TokenKind.Comma));
        }

        var colon = Expect(TokenKind.Colon);
        var set = At("set", "of") ? Next() : null;
        var of = set is null ? null : Next();
        var type = ExpectName("a type");
        var modifiers = ImmutableArray.CreateBuilder<ModifierSyntax>();
        while (ParseModifier() is { } modifier)
        {
            modifiers.Add(modifier);
        }

        var equals = NextIf(TokenKind.Equals);
        var value = equals is null ? null : ParseExpression();
        return new FieldSyntax(key, name, colon, set, of, type, new(modifiers.ToImmutable()), equals, value, NextIf(TokenKind.Comma));
    }

    /// <summary><c>Modifier ::= "required" | "coarse" | "protected" | "by" ( "officer" | "person" | "agency" )</c></summary>
    private ModifierSyntax? ParseModifier()
    {
        if (Peek(1).Kind is TokenKind.Colon)
        {
            return null;
        }

        return At("by") ? new ModifierSyntax(Next(), ExpectOneOf(SyntaxFacts.FieldOwners))
            : IsWord(0, SyntaxFacts.FieldModifiers) ? new ModifierSyntax(null, Next())
            : null;
    }

    /// <summary><c>Action ::= "action" NAME TEXT? "{" "severity" NUMBER ( "," NAME )* "}"</c></summary>
    private ActionSyntax ParseAction()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("action");
        var title = NextIf(TokenKind.Text);
        var what = Name("action", name);
        var open = ExpectOpenBrace(what);
        var severity = Expect("severity");
        var number = ExpectNumber();
        var traits = ImmutableArray.CreateBuilder<ActionTraitSyntax>();
        while (At(TokenKind.Comma))
        {
            traits.Add(new ActionTraitSyntax(Next(), ExpectName("a trait")));
        }

        return new ActionSyntax(keyword, name, title, open, severity, number, new(traits.ToImmutable()), ExpectCloseBrace(open, what));
    }

    /// <summary><c>Service ::= "service" NAME TEXT? ( "{" ServiceItem ( "," ServiceItem )* ","? "}" )?</c></summary>
    private ServiceSyntax ParseService()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("service");
        var title = NextIf(TokenKind.Text);
        if (!At(TokenKind.OpenBrace))
        {
            return new ServiceSyntax(keyword, name, title, null, null, null);
        }

        var open = Next();
        var items = ParseSeparated(ParseServiceItem, () => IsWord(0, SyntaxFacts.ServiceWords), mayEndWithComma: true, TokenKind.CloseBrace);
        return new ServiceSyntax(keyword, name, title, open, items, ExpectCloseBrace(open, Name("service", name)));
    }

    /// <summary><c>ServiceItem ::= "advances" NAME | "capacity" NUMBER "per" PERIOD | "partner" NAME</c></summary>
    private ServiceItemSyntax ParseServiceItem()
    {
        if (At("capacity"))
        {
            return new CapacitySyntax(Next(), ExpectNumber(), Expect("per"), ExpectPeriod());
        }

        return new ServiceReferenceSyntax(ExpectOneOf(SyntaxFacts.ServiceWords), ExpectName());
    }

    /// <summary><c>Plain ::= ( "partner" | "activity" | "channel" ) NAME TEXT?</c></summary>
    private PlainDeclarationSyntax ParsePlain()
    {
        var keyword = Next();
        return new PlainDeclarationSyntax(keyword, ExpectDeclaredName(keyword.ValueText), NextIf(TokenKind.Text));
    }

    /// <summary><c>Table ::= "table" NAME "of" NAME "gives" NAME ( "source" TEXT )? ( "from" TEXT "{" COLUMN "=>" COLUMN "}" | Arms )</c></summary>
    private TableSyntax ParseTable()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("table");
        var of = Expect("of");
        var argument = ExpectName("a type");
        var gives = Expect("gives");
        var result = ExpectName("a type");
        var sourceKeyword = NextIf("source");
        var text = sourceKeyword is null ? null : ExpectText();
        var file = At("from") ? ParseTableFile() : null;
        var arms = file is null ? ParseArms(Name("table", name)) : null;
        return new TableSyntax(keyword, name, of, argument, gives, result, sourceKeyword, text, file, arms);
    }

    private TableFileSyntax ParseTableFile()
    {
        var from = Next();
        var path = ExpectText();
        var open = ExpectOpenBrace("the columns");
        return new TableFileSyntax(
            from, path, open, Expect(TokenKind.Column), Expect(TokenKind.Arrow), Expect(TokenKind.Column), ExpectCloseBrace(open, "the columns"));
    }

    /// <summary><c>Measure ::= "measure" NAME TEXT? "=" Expr</c></summary>
    private MeasureSyntax ParseMeasure() =>
        new(Next(), ExpectDeclaredName("measure"), NextIf(TokenKind.Text), Expect(TokenKind.Equals), ParseExpression());
}

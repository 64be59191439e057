using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>Data sets: where incidents come from and how rows are read.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Dataset ::= "dataset" NAME TEXT? "{" DataClause* "}"</c></summary>
    private DatasetSyntax ParseDataset()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("dataset");
        var title = NextIf(TokenKind.Text);
        var what = Name("dataset", name);
        var open = ExpectOpenBrace(what);
        var clauses = ParseLines(Block.Dataset, "a dataset", SyntaxFacts.DataWords, ParseDataClause);
        return new DatasetSyntax(keyword, name, title, open, clauses, ExpectCloseBrace(open, what));
    }

    /// <summary><c>DataClause ::= </c> as in the grammar, by its first word; a name that a brace, <c>from</c> or <c>not</c> follows is an entity.</summary>
    private DataClauseSyntax? ParseDataClause()
    {
        if (AtMapping())
        {
            return ParseMapping();
        }

        if (AtNotFollowed())
        {
            return new NotFollowedSyntax(Next(), Next(), Next(), Expect("because"), ExpectText());
        }

        switch (FindWord())
        {
            case "from":
                return ParseDataFrom();
            case "licence" or "unit" or "caution" or "encoding" or "separator":
                return new DataTextSyntax(Next(), ExpectText());
            case "covers" or "decides":
                return new DataPeriodSyntax(Next(), ExpectDate(), Expect("to"), ExpectDate());
            case "missing":
                return new MissingSyntax(Next(), ParseTexts());
            case "header":
                return new HeaderNoneSyntax(Next(), Expect("none"));
            case "time":
                return new TimeZoneSyntax(Next(), Expect("zone"), ExpectText());
            case "keep":
                return new KeepRowsSyntax(Next(), Expect("rows"), Expect("where"), ParseGuard(), Expect("because"), ExpectText());
            case "one":
                return ParseOneIncidentPer();
            default:
                return null;
        }
    }

    /// <summary><c>"from" TEXT ( "," TEXT )* ( ( "sheet" | "table" ) TEXT )?</c></summary>
    private DataFromSyntax ParseDataFrom()
    {
        var keyword = Next();
        var paths = ParseTexts();
        var part = At("sheet") || At("table") ? Next() : null;
        return new DataFromSyntax(keyword, paths, part, part is null ? null : ExpectText());
    }

    private SeparatedSyntaxList<SyntaxToken> ParseTexts() =>
        ParseSeparated(() => ExpectText(), () => At(TokenKind.Text), mayEndWithComma: false, TokenKind.CloseBrace);

    /// <summary><c>"one" "incident" "per" ( "row" | COLUMN ( "," COLUMN )* )</c></summary>
    private OneIncidentPerSyntax ParseOneIncidentPer()
    {
        var keyword = Next();
        var incident = Expect("incident");
        var per = Expect("per");
        return At("row")
            ? new OneIncidentPerSyntax(keyword, incident, per, Next(), null)
            : new OneIncidentPerSyntax(keyword, incident, per, null, ParseColumns());
    }

    private SeparatedSyntaxList<SyntaxToken> ParseColumns() =>
        ParseSeparated(() => Expect(TokenKind.Column), () => At(TokenKind.Column), mayEndWithComma: false, TokenKind.CloseBrace);

    /// <summary><c>NAME ( "from" TEXT )? "{" ( NAME "=" Expr ","? )* "}"</c></summary>
    private EntityMappingSyntax ParseMapping()
    {
        var name = Next();
        var from = NextIf("from");
        var path = from is null ? null : ExpectText();
        var open = ExpectOpenBrace(Name("entity", name));
        var fields = ParseLines(Block.Mapping, "an entity", [], ParseFieldMapping, AtLineOfDataset);
        return new EntityMappingSyntax(name, from, path, open, fields, ExpectCloseBrace(open, Name("entity", name), AtLineOfDataset));
    }

    /// <summary>True where a line of the dataset starts although the entity is not closed.</summary>
    private bool AtLineOfDataset() => StartsLine && (AtMapping() || AtDataClause());

    private FieldMappingSyntax? ParseFieldMapping() => At(TokenKind.Name) && Peek(1).Kind == TokenKind.Equals
        ? new FieldMappingSyntax(Next(), Next(), ParseExpression(), NextIf(TokenKind.Comma))
        : null;
}

using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Formatting;

/// <summary>Which parts of a line may stand in columns, by the kind of line.</summary>
internal static class AlignedParts
{
    /// <summary>Lines of one kind may share columns; null for lines that have none.</summary>
    public static string? GetKind(SyntaxElement row) => row switch
    {
        HeaderSyntax => "header",
        RuleClauseSyntax => "clause",
        DataClauseSyntax and not EntityMappingSyntax => "data",
        ClauseSyntax => "principle",
        SetSyntax => "set",
        EnumSyntax => "enum",
        ActionSyntax => "action",
        ServiceSyntax => "service",
        PlainDeclarationSyntax => "plain",
        MeasureSyntax or DefineSyntax => "measure",
        TableSyntax => "table",
        FieldSyntax => "field",
        FieldMappingSyntax => "mapping",
        ArmSyntax => "arm",
        AssumptionItemSyntax => "assumption",
        SyntaxToken { Text: "total" or "to" } => "allocation",
        ExpressionSyntax => "case",
        _ => null,
    };

    /// <summary>The first token of each part that may stand in a column; the same place means the same part.</summary>
    public static SyntaxToken?[] Find(SyntaxElement[] row) => row[0] switch
    {
        ExpressionSyntax => [.. row.Skip(1).Where(e => e is ExpressionSyntax or SyntaxToken { Kind: TokenKind.Arrow }).Select(e => e.FirstToken)],
        AppliesWhenSyntax or ReviewSyntax or OfferClauseSyntax { AlsoKeyword: not null } or OneIncidentPerSyntax or KeepRowsSyntax or TimeZoneSyntax or NotFollowedSyntax => [],
        InForceSyntax force => [force.From],
        HeaderSyntax or RuleClauseSyntax or DataClauseSyntax => [((SyntaxNode)row[0]).Children[1].FirstToken],
        ClauseSyntax clause => [(clause.Title ?? clause.SourceKeyword ?? clause.Form.FirstToken)],
        SetSyntax set => [set.OfKeyword, set.OpenBrace],
        EnumSyntax declaration => [declaration.OpenBrace],
        ActionSyntax action => [action.Title, action.OpenBrace],
        ServiceSyntax service => [service.Title, service.OpenBrace],
        PlainDeclarationSyntax plain => [plain.Title],
        MeasureSyntax measure => [measure.Title, measure.EqualsSign],
        DefineSyntax define => [null, define.EqualsSign],
        TableSyntax table => [table.OfKeyword, table.GivesKeyword, table.Arms?.OpenBrace],
        FieldSyntax field => [field.Colon, field.EqualsSign],
        FieldMappingSyntax mapping => [mapping.EqualsSign],
        ArmSyntax arm => [arm.Arrow],
        AssumptionSyntax assumption => [assumption.OfKeyword, assumption.EqualsSign, assumption.SourceKeyword],
        EffectSyntax effect => [effect.OfKeyword],
        SyntaxToken => [row[1].FirstToken],
        _ => [],
    };
}

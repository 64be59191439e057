using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What items are called, before there are symbols.</summary>
internal static class ItemNames
{
    /// <summary>The name token of a declaration; null for items without a name and for extensions.</summary>
    public static SyntaxToken? FindName(ItemSyntax item) => item switch
    {
        DefineSyntax define => define.Name,
        RuleSyntax rule => rule.Name,
        CrackdownSyntax crackdown => crackdown.Name,
        ResourceSyntax resource => resource.Name,
        AllocateSyntax allocate => allocate.Name,
        EnumSyntax { ExtendKeyword: null } declared => declared.Name,
        SetSyntax { ExtendKeyword: null } set => set.Name,
        EntitySyntax { ExtendKeyword: null } entity => entity.Name,
        ActionSyntax action => action.Name,
        ServiceSyntax service => service.Name,
        PlainDeclarationSyntax plain => plain.Name,
        TableSyntax table => table.Name,
        PrincipleSyntax principle => principle.Name,
        MeasureSyntax measure => measure.Name,
        DatasetSyntax dataset => dataset.Name,
        AssumptionsSyntax assumptions => assumptions.Name,
        _ => null,
    };

    /// <summary>The word for an item that only a policy may hold; null for one that a library may hold too.</summary>
    public static string? FindPolicyOnlyWord(ItemSyntax item) => item switch
    {
        TextHeaderSyntax header => header.Keyword.ValueText,
        InForceSyntax => "in force",
        ReviewSyntax => "review every",
        AdvancesSyntax => "advances",
        PartnersSyntax => "partners",
        AppliesWhenSyntax => "applies when",
        ReplaceSyntax => "replace",
        RemoveSyntax => "remove",
        ChangeSyntax => "change",
        DefineSyntax => "define",
        RuleSyntax => "rule",
        OtherwiseSyntax => "otherwise",
        CrackdownSyntax => "crackdown",
        DepartureSyntax => "departs from",
        TestSyntax => "test",
        ResourceSyntax => "resource",
        AllocateSyntax => "allocate",
        _ => null,
    };

    /// <summary>The kind of a declaration that an amendment may replace or remove; null for others.</summary>
    public static string? FindReplaceableKind(ItemSyntax item) => item switch
    {
        DefineSyntax => "define",
        RuleSyntax => "rule",
        CrackdownSyntax => "crackdown",
        _ => null,
    };
}

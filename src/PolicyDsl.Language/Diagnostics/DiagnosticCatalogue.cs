using System.Collections.Immutable;
using System.Reflection;

namespace PolicyDsl.Language.Diagnostics;

/// <summary>
/// Every descriptor there is. A family of descriptors is a static class with one field each, listed in
/// <see cref="Families"/>; documentation, SARIF rules and the completeness test are made from this catalogue.
/// </summary>
public static class DiagnosticCatalogue
{
    private static readonly ImmutableArray<Type> Families =
    [
        typeof(SyntaxErrors),
        typeof(ModuleErrors),
        typeof(NameErrors),
        typeof(DeclarationErrors),
        typeof(PolicyErrors),
        typeof(AmendmentErrors),
        typeof(DatasetErrors),
        typeof(TestDeclarationErrors),
        typeof(AssumptionErrors),
        typeof(LogicFindings),
        typeof(LintFindings),
        typeof(PrincipleFindings),
        typeof(SuppressionFindings),
        typeof(ExpressionErrors),
        typeof(DataErrors),
        typeof(TestFindings),
    ];

    private static readonly Lazy<ImmutableArray<DiagnosticDescriptor>> Everything = new(() =>
        [.. Families
            .SelectMany(f => f.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(f => f.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(d => d.Id, StringComparer.Ordinal)]);

    /// <summary>All descriptors, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => Everything.Value;

    /// <summary>The descriptor of an id such as <c>PD1003</c> or a slug such as <c>unknown-name</c>, or null.</summary>
    public static DiagnosticDescriptor? Find(string idOrSlug) => All.FirstOrDefault(d =>
        string.Equals(d.Id, idOrSlug, StringComparison.OrdinalIgnoreCase) || string.Equals(d.Slug, idOrSlug, StringComparison.OrdinalIgnoreCase));
}

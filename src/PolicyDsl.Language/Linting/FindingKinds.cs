using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Language.Linting;

/// <summary>The categories of findings, and which kinds an author may change or suppress.</summary>
public static class FindingKinds
{
    public static readonly ImmutableArray<string> Categories = ["text", "names", "logic", "lint", "principles", "data", "tests"];

    /// <summary>The category of an id: <c>PD25xx</c> is <c>lint</c>.</summary>
    public static string GetCategory(DiagnosticDescriptor descriptor) => descriptor.Id.AsSpan(2, 2) switch
    {
        ['0', _] => "text",
        ['1', _] => "names",
        ['2', '5' or '6'] => "lint",
        ['2', _] => "logic",
        ['3', _] => "principles",
        ['4', _] => "data",
        _ => "tests",
    };

    /// <summary>
    /// Whether configuration and suppressions apply: to lint and logic findings. What does not compile stays an error, a clause is departed
    /// from openly in the policy, and nobody suppresses what is wrong with data or a failed test.
    /// </summary>
    public static bool MayBeConfigured(DiagnosticDescriptor descriptor) => GetCategory(descriptor) is "lint" or "logic";
}

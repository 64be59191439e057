namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD2501 to PD2589: care and style. Each can be configured and suppressed; see docs/diagnostics.</summary>
public static class LintFindings
{
    public static readonly DiagnosticDescriptor UnusedDefine = new(
        "PD2501", "unused-define", "A define that nothing uses", "Nothing uses the define `{0}`.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor ArrestWithoutBecause = new(
        "PD2502", "arrest-without-because", "A rule takes liberty and does not say why",
        "Rule `{0}` ends in `{1}` and does not say why.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor UnreachableOtherwise = new(
        "PD2503", "unreachable-otherwise", "An `otherwise` that can never be reached", "This `otherwise` can never be reached: {0}.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor NeedlessParentheses = new(
        "PD2504", "needless-parentheses", "Parentheses that change nothing", "These parentheses change nothing.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor Naming = new(
        "PD2505", "naming", "A name that is not in small letters with underscores", "The name `{0}` is not in small letters with underscores.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor RuleWithoutTitle = new(
        "PD2506", "rule-without-words", "A rule without a title, a comment or a reason",
        "Rule `{0}` has neither a title nor a `///` comment nor a `because`.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor NoOtherwise = new(
        "PD2507", "no-otherwise", "A policy without `otherwise`", "Policy `{0}` does not say what happens to incidents that no rule reaches.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor DoubleNegation = new(
        "PD2508", "double-negation", "A negation that could be said without `not`", "`{0}` is easier to read as `{1}`.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor RepeatedCondition = new(
        "PD2509", "repeated-condition", "The same condition twice", "`{0}` stands here twice.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor RepeatedMember = new(
        "PD2510", "repeated-member", "The same member twice in a list", "`{0}` stands in this list twice.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor UnusedTable = new(
        "PD2511", "unused-table", "A table that nothing uses", "Nothing uses the table `{0}`.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor RepeatedOverride = new(
        "PD2512", "repeated-override", "An override said twice", "`overrides all` covers `{0}` already.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor UnusedUsing = new(
        "PD2513", "unused-using", "A module that nothing is used of", "Nothing of `{0}` is used.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor HeaderIncomplete = new(
        "PD2514", "header-incomplete", "A policy that does not say whose it is or since when it holds", "Policy `{0}` does not state {1}.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor PartnerNotInHeader = new(
        "PD2515", "partner-not-in-header", "A partner that the header does not name",
        "Rule `{0}` works with `{1}`, which the line `partners` does not name.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor NeedlessCertainty = new(
        "PD2516", "needless-certainty", "`certainly` or `possibly` about something that is never unknown",
        "`{0}` changes nothing: what follows is never unknown.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor NoTests = new(
        "PD2517", "no-tests", "A policy without tests", "Policy `{0}` has no test.", Severity.Info, IsLint: true);

    public static readonly DiagnosticDescriptor MixedConnectives = new(
        "PD2518", "mixed-and-or", "`and` and `or` side by side without parentheses",
        "`and` binds tighter than `or`: `{0}` is one side of the `or`.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor NeverFires = new(
        "PD2519", "never-fires", "A rule that can never apply", "The {0} never applies: its condition is `{1}`.", Severity.Warning, IsLint: true);
}

namespace PolicyDsl.Language.Diagnostics;

/// <summary>How much a finding weighs. <see cref="None"/> switches a descriptor off in the configuration.</summary>
public enum Severity
{
    None,
    Info,
    Warning,
    Error,
}

/// <summary>
/// A kind of finding: its id decides the exit code (PD0xxx and PD1xxx do not compile, PD2xxx logic, PD3xxx principles,
/// PD4xxx data, PD5xxx tests; lint rules are PD25xx) and names its page <c>docs/diagnostics/PDxxxx.md</c>.
/// </summary>
/// <param name="Id">For example <c>PD1003</c>; never used again for something else.</param>
/// <param name="Slug">A short name in words, as in <c>unknown-name</c>.</param>
/// <param name="Title">What it is about, without the particulars.</param>
/// <param name="Message">The sentence shown, with <c>{0}</c> places; the author's words stand in back quotes.</param>
/// <param name="DefaultSeverity">The severity where no configuration says otherwise.</param>
/// <param name="IsLint">True where the finding is about style or care and may be configured and suppressed.</param>
public sealed record DiagnosticDescriptor(
    string Id,
    string Slug,
    string Title,
    string Message,
    Severity DefaultSeverity,
    bool IsLint = false)
{
    /// <summary>True for text and binding errors: what has one of these does not compile.</summary>
    public bool IsCompileError => DefaultSeverity == Severity.Error && (Id.StartsWith("PD0", StringComparison.Ordinal) || Id.StartsWith("PD1", StringComparison.Ordinal));
}

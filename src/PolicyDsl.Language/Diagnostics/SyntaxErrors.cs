namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD0001 to PD0999: what is wrong with the text itself.</summary>
public static class SyntaxErrors
{
    public static readonly DiagnosticDescriptor UnexpectedCharacter = new(
        "PD0001", "unexpected-character", "A character that means nothing here", "The character {0} means nothing in a policy.", Severity.Error);
}

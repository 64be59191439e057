namespace PolicyDsl.Language.Formatting;

/// <param name="Width">Lines are broken where they would be longer and may be broken.</param>
/// <param name="IndentSize">Spaces per level of braces.</param>
public sealed record FormatOptions(int Width = 120, int IndentSize = 4);

namespace PolicyDsl.EndToEnd.Tests.Examples;

/// <summary>One command of a README, with the output and the exit code that the page promises.</summary>
/// <param name="Line">Line of the README on which the command stands, from 1.</param>
/// <param name="Arguments">What follows <c>policydsl</c>, split into words.</param>
/// <param name="OutputFile">File that the output is redirected to on the page, relative to the README; null where the page shows it.</param>
/// <param name="FirstOutputLine">First line of the shown output, from 1.</param>
/// <param name="Output">The shown output, its lines as they stand.</param>
/// <param name="ExitCode">Exit code that the page gives, 0 if it gives none.</param>
internal sealed record ReadmeCommand(
    int Line,
    IReadOnlyList<string> Arguments,
    string? OutputFile,
    int FirstOutputLine,
    IReadOnlyList<string> Output,
    int ExitCode);

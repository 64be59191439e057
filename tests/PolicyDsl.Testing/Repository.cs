using System.Runtime.CompilerServices;

namespace PolicyDsl.Testing;

/// <summary>Finds files of the repository from wherever a test runs.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string GetPath(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile) ?? ".", "..", ".."));
}

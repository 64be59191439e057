namespace PolicyDsl.Cli.Sources;

/// <summary>Paths as messages show them.</summary>
internal static class ShownPath
{
    /// <summary>Relative to the current folder where it lies below it, else whole; with forward slashes.</summary>
    public static string Of(string fullPath)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, fullPath);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? fullPath : relative).Replace('\\', '/');
    }

    /// <summary>As the user wrote it: forward slashes, no <c>./</c> before it.</summary>
    public static string Clean(string path)
    {
        var shown = path.Replace('\\', '/');
        return shown.StartsWith("./", StringComparison.Ordinal) && shown.Length > 2 ? shown[2..] : shown;
    }
}

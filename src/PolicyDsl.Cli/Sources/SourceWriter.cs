using PolicyDsl.Cli.Hosting;

namespace PolicyDsl.Cli.Sources;

/// <summary>Writes a policy file back, whole or not at all, with the byte order mark that it had.</summary>
internal static class SourceWriter
{
    public static void Write(SourceFile file, string text)
    {
        var mark = SourceReader.HasByteOrderMark(file.FullPath) ? "\ufeff" : "";
        AtomicFile.Replace(file.FullPath, writer => writer.Write(mark + text));
    }
}

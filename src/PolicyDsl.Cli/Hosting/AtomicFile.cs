using System.Collections.Concurrent;
using System.Text;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// A file that is there whole or not at all: written beside its place under another name and then renamed. Devices, and what a shell
/// gives as <c>/dev/fd/N</c>, are written to directly.
/// </summary>
internal static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new(StringComparer.Ordinal);

    /// <summary>Writes a result.</summary>
    /// <exception cref="CommandException">It cannot be written, or the file is one that was read.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        ReadFiles.CheckOutputs([path]);
        Replace(path, write);
    }

    /// <summary>Writes a file that may be one that was read.</summary>
    public static void Replace(string path, Action<TextWriter> write)
    {
        try
        {
            WriteTo(FollowLinks(Path.GetFullPath(path)), write);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandException(ExitCodes.Undecided, $"`{path}` cannot be written: its folder does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Undecided, $"`{path}` cannot be written: {e.Message}", "No part of it was left behind.");
        }
    }

    public static void Write(string path, string text) => Write(path, writer => writer.Write(text));

    /// <summary>Removes what an interrupted run has begun.</summary>
    public static void DeleteUnfinished()
    {
        foreach (var path in Unfinished.Keys)
        {
            TryDelete(path);
        }
    }

    private static void WriteTo(string path, Action<TextWriter> write)
    {
        if (File.Exists(path) && IsSpecial(path))
        {
            using var direct = OpenWriter(new FileStream(path, FileMode.Open, FileAccess.Write));
            write(direct);
            return;
        }

        var temporary = Path.Combine(Path.GetDirectoryName(path) ?? ".", $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        Unfinished[temporary] = true;
        try
        {
            using (var writer = OpenWriter(new FileStream(temporary, FileMode.CreateNew, FileAccess.Write)))
            {
                write(writer);
            }

            KeepMode(path, temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
        finally
        {
            Unfinished.TryRemove(temporary, out _);
        }
    }

    private static bool IsSpecial(string path) =>
        OperatingSystem.IsWindows() ? File.GetAttributes(path).HasFlag(FileAttributes.Device) : path.StartsWith("/dev/", StringComparison.Ordinal);

    private static StreamWriter OpenWriter(FileStream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };

    private static string FollowLinks(string path) => !Path.Exists(path) ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static void KeepMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(from))
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays under its temporary name; the name asked for is untouched.
        }
    }
}

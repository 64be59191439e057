using System.Collections.Immutable;
using System.IO.Enumeration;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Sources;

/// <summary>A policy file named on the command line, read.</summary>
/// <param name="Source">Its text, under the path shown to the user.</param>
/// <param name="FullPath">Where it is; for standard input where it would be.</param>
internal sealed record SourceFile(SourceText Source, string FullPath);

/// <summary>
/// Turns the arguments of a verb into policy files: a file, a folder (every <c>.policy</c> file below it, hidden folders and links to
/// folders left out), a pattern with <c>*</c>, <c>?</c> and <c>**</c>, or <c>-</c> for standard input. In order of path, each file once.
/// </summary>
internal static class SourceFiles
{
    private const string Extension = ".policy";

    /// <exception cref="CommandException">Nothing was named, or something that is not there.</exception>
    public static ImmutableArray<SourceFile> Read(IReadOnlyList<string> arguments, string? inputName = null)
    {
        var files = ImmutableArray.CreateBuilder<SourceFile>();
        if (arguments.Contains("-", StringComparer.Ordinal))
        {
            var name = inputName ?? "stdin.policy";
            files.Add(new SourceFile(SourceReader.ReadInput(name), Path.GetFullPath(name)));
        }

        foreach (var path in Expand(arguments))
        {
            var full = Path.GetFullPath(path);
            var (source, failure) = SourceReader.TryRead(full, ShownPath.Clean(path));
            files.Add(source is not null
                ? new SourceFile(source, full)
                : throw new CommandException(failure is { } f && f.Contains("UTF", StringComparison.Ordinal) ? ExitCodes.DoesNotCompile : ExitCodes.Usage, $"`{path}` {failure}."));
        }

        return files.ToImmutable();
    }

    /// <summary>The paths meant, each once, without reading them.</summary>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> arguments)
    {
        var paths = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in arguments.Where(a => a != "-"))
        {
            foreach (var path in ExpandOne(argument))
            {
                paths.TryAdd(Path.GetFullPath(path), path);
            }
        }

        return [.. paths.Values];
    }

    private static IReadOnlyList<string> ExpandOne(string argument)
    {
        if (Directory.Exists(argument))
        {
            var below = FindBelow(argument).ToList();
            return below.Count > 0 ? below : throw new CommandException(ExitCodes.Usage, $"There is no {Extension} file in `{argument}`.");
        }

        if (File.Exists(argument) || argument.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return [File.Exists(argument) ? argument : throw CreateMissing(argument)];
        }

        var matches = Match(argument).ToList();
        return matches.Count > 0 ? matches : throw new CommandException(ExitCodes.Usage, $"No file matches `{argument}`.");
    }

    private static CommandException CreateMissing(string path)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } f ? f : ".";
        var names = Directory.Exists(folder) ? FindBelow(folder).Select(p => Path.GetRelativePath(folder, p)) : [];
        var nearest = Spelling.FindNearest(Path.GetFileName(path), names);
        return new CommandException(
            ExitCodes.Usage,
            $"There is no file `{path}`.",
            nearest is null ? null : $"Did you mean `{Path.Combine(Path.GetDirectoryName(path) ?? "", nearest)}`?");
    }

    private static IEnumerable<string> FindBelow(string folder) => Walk(folder)
        .Where(p => p.EndsWith(Extension, StringComparison.Ordinal))
        .Select(p => folder is "." ? Path.GetRelativePath(".", p) : p);

    /// <summary>Every file below a folder, hidden folders and links to folders left out.</summary>
    private static FileSystemEnumerable<string> Walk(string folder) =>
        new(folder, (ref FileSystemEntry e) => e.ToSpecifiedFullPath(), new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref FileSystemEntry e) => !e.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry e) =>
                !e.FileName.StartsWith('.') && !e.Attributes.HasFlag(FileAttributes.ReparsePoint) && !e.FileName.SequenceEqual("node_modules"),
        };

    private static IEnumerable<string> Match(string pattern)
    {
        var segments = pattern.Replace('\\', '/').Split('/');
        var fixedCount = Array.FindIndex(segments, s => s.AsSpan().IndexOfAny('*', '?') >= 0);
        var folder = fixedCount == 0 ? "." : string.Join('/', segments.Take(fixedCount)) is { Length: > 0 } f ? f : "/";
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var rest = segments[fixedCount..];
        return Walk(folder)
            .Where(p => PathPattern.Fits(Path.GetRelativePath(folder, p).Replace('\\', '/').Split('/'), rest))
            .Select(p => fixedCount == 0 ? Path.GetRelativePath(".", p) : p);
    }
}

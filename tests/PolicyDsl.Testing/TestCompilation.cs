using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using Xunit.Sdk;

namespace PolicyDsl.Testing;

/// <summary>Compilations of texts, without files.</summary>
public static class TestCompilation
{
    /// <summary>The path of the source given first.</summary>
    public const string MainPath = "main.policy";

    /// <summary>Compiles a text; it and the files may use the files by path. A file that is no policy may be a table's.</summary>
    public static Compilation Compile(string text, params (string Path, string Text)[] files) =>
        Compile(text, new CompilationOptions(), files);

    public static Compilation Compile(string text, CompilationOptions options, params (string Path, string Text)[] files)
    {
        var root = new SourceText(text, MainPath);
        return Compilation.Create([root], new MemorySources(files, root), options);
    }

    /// <summary>The same, and a failed test where it does not compile.</summary>
    public static Compilation CompileWithoutErrors(string text, params (string Path, string Text)[] files)
    {
        var compilation = Compile(text, files);
        return compilation.HasErrors ? throw new XunitException("It does not compile:\n" + Describe(compilation.Diagnostics)) : compilation;
    }

    /// <summary>
    /// Compiles texts with marks (<see cref="MarkedSource"/>) and fails unless the findings of the text and of binding are exactly the
    /// marked ones, in all of them.
    /// </summary>
    public static Compilation Verify(string marked, params (string Path, string Text)[] files)
    {
        var all = files.Append((Path: MainPath, Text: marked)).Select(f => (f.Path, Source: MarkedSource.Parse(f.Text))).ToList();
        var compilation = Compile(all[^1].Source.Text, [.. all.SkipLast(1).Select(f => (f.Path, f.Source.Text))]);
        var expected = all.SelectMany(f => f.Source.Marks.Select(m => Written(m.Id, new SourceText(f.Source.Text, f.Path), m.Span)));
        var actual = compilation.Diagnostics.Select(d => d.Location is { } at ? Written(d.Id, at.Source, at.Span) : d.Id);
        var (missing, extra) = (expected.Except(actual).ToList(), actual.Except(expected).ToList());
        return missing.Count + extra.Count == 0
            ? compilation
            : throw new XunitException($"Missing:\n{string.Join('\n', missing)}\nNot expected:\n{string.Join('\n', extra)}\nAll:\n{Describe(compilation.Diagnostics)}");
    }

    /// <summary>One line per finding: <c>path(line,column): id: message Hint</c>.</summary>
    public static string Describe(IEnumerable<Diagnostic> diagnostics) => string.Join('\n', diagnostics.Select(d =>
        $"{Place(d.Location)}: {d.Id}: {d.Message}{(d.Hint is null ? "" : " " + d.Hint)}"));

    private static string Written(string id, SourceText source, TextSpan span)
    {
        var start = source.GetLinePosition(span.Start);
        return $"{id} {source.Path}({start.Line + 1},{start.Column + 1}) `{source.ToString(span)}`";
    }

    private static string Place(Location? location) =>
        location is null ? "" : $"{location.Source.Path}({location.Start.Line + 1},{location.Start.Column + 1})";
}

/// <summary>Files in memory, all in one folder. Tables are read as comma separated text without quotes, whose first line names the columns.</summary>
public sealed class MemorySources : ISourceResolver
{
    private readonly Dictionary<string, SourceText> sources = new(StringComparer.Ordinal);

    public MemorySources(IEnumerable<(string Path, string Text)> files, params ReadOnlySpan<SourceText> roots)
    {
        foreach (var (path, text) in files)
        {
            sources[path] = new SourceText(text, path);
        }

        foreach (var root in roots)
        {
            sources[root.Path] = root;
        }
    }

    public ResolvedText ReadSource(string path, SourceText from)
    {
        var name = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return name.StartsWith("../", StringComparison.Ordinal)
            ? new ResolvedText(null, $"the file `{path}` lies outside the folder of the policy")
            : sources.TryGetValue(name, out var source) ? new ResolvedText(source, null) : new ResolvedText(null, $"there is no file `{path}` here");
    }

    public ResolvedRows ReadTable(string path, string keyColumn, string valueColumn, SourceText from)
    {
        if (ReadSource(path, from).Source is not { } source)
        {
            return new ResolvedRows([], $"there is no file `{path}` here");
        }

        var lines = source.Text.Split('\n').Select(l => l.TrimEnd('\r').Split(',')).ToList();
        var (key, value) = (Array.IndexOf(lines[0], keyColumn), Array.IndexOf(lines[0], valueColumn));
        if (key < 0 || value < 0)
        {
            return new ResolvedRows([], $"it has no column `{(key < 0 ? keyColumn : valueColumn)}`");
        }

        return new ResolvedRows(
            [.. lines.Select((cells, i) => (cells, Line: i + 1)).Skip(1).Where(l => l.cells.Length > Math.Max(key, value)).Select(l => (l.cells[key], l.cells[value], l.Line))],
            null);
    }
}

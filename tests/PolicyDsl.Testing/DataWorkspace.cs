using System.Text;
using PolicyDsl.Language;
using PolicyDsl.Language.Text;
using Xunit.Sdk;

namespace PolicyDsl.Testing;

/// <summary>A folder of its own with data files, and compilations of texts that lie there.</summary>
public sealed class DataWorkspace : IDisposable
{
    private readonly List<(string Path, string Text)> sources = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("policydsl-").FullName;

    /// <summary>Writes a data file, which a table may be read from as well.</summary>
    public DataWorkspace Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Root);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        sources.Add((name, text));
        return this;
    }

    /// <summary>Compiles a text as a file of this folder; a failed test where it does not compile.</summary>
    public Compilation Compile(string text, string name = "main.policy")
    {
        var root = new SourceText(text.ReplaceLineEndings("\n"), Path.Combine(Root, name));
        var compilation = Compilation.Create([root], new MemorySources(sources, root));
        return compilation.HasErrors ? throw new XunitException("It does not compile:\n" + TestCompilation.Describe(compilation.Diagnostics)) : compilation;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

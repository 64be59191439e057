namespace PolicyDsl.EndToEnd.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(FullPath);

    public string FullPath { get; } = Path.Combine(Path.GetTempPath(), "policydsl-tests", Path.GetRandomFileName());

    public string this[string name] => Path.Combine(FullPath, name);

    public TestFolder Add(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name]) ?? FullPath);
        File.WriteAllText(this[name], text);
        return this;
    }

    public string Read(string name) => File.ReadAllText(this[name]);

    public ToolResult Run(params string[] arguments) => Tool.Run(FullPath, arguments);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}

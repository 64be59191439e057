using System.Collections.Immutable;
using System.Reflection;
using PolicyDsl.Language.Binding.Declarations;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language;

/// <summary>A page of the library: background to a clause or a finding.</summary>
/// <param name="Id">As in <c>balloon-effect</c>.</param>
/// <param name="Title">The heading of the page.</param>
/// <param name="Text">The whole page, in Markdown.</param>
public sealed record Concept(string Id, string Title, string Text);

/// <summary>The modules and pages that are shipped inside the tool. Each module is parsed once per process.</summary>
internal static class StandardLibrary
{
    private const string Prefix = "idpc/";

    private static readonly Lazy<ImmutableArray<Concept>> Pages = new(() =>
        [.. Names(".md").Select(n => ReadConcept(n, ReadResource(n))).OrderBy(c => c.Id, StringComparer.Ordinal)]);

    private static readonly ImmutableDictionary<string, Lazy<SyntaxTree>> Trees = Modules.ToImmutableDictionary(
        m => m,
        m => new Lazy<SyntaxTree>(() => SyntaxTree.Parse(new SourceText(ReadResource(Prefix + m["idpc.".Length..] + ".policy"), m))));

    /// <summary>What <c>using idpc</c> takes, the used before the using.</summary>
    public static ImmutableArray<string> Modules => ["idpc.vocabulary", "idpc.principles", "idpc.evidence"];

    public static ImmutableArray<Concept> Concepts => Pages.Value;

    /// <summary>The modules that a dotted name takes; empty for an unknown one.</summary>
    public static ImmutableArray<string> Expand(string name) => name == "idpc" ? Modules : Modules.Contains(name) ? [name] : [];

    public static SyntaxTree GetTree(string module) => Trees[module].Value;

    /// <summary>True for the trees of the modules, in which the author can mend nothing.</summary>
    public static bool Owns(SourceText source) => Trees.TryGetValue(source.Path, out var tree) && tree.IsValueCreated && tree.Value.Source == source;

    /// <summary>The module that declares a name at its top level, or null.</summary>
    public static string? FindModuleOf(string name) =>
        Modules.FirstOrDefault(m => GetTree(m).Root.Items.Any(i => ItemNames.FindName(i)?.ValueText == name));

    private static IEnumerable<string> Names(string extension) =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(extension, StringComparison.Ordinal));

    private static Concept ReadConcept(string resource, string text)
    {
        var id = resource[Prefix.Length..^".md".Length];
        var heading = text.Split('\n').FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal));
        return new Concept(id, heading?[2..].Trim() ?? id, text);
    }

    private static string ReadResource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

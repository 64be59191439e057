using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>One file of a compilation with what it uses. A file with a <c>policy</c> line is a policy, any other a library.</summary>
internal sealed class SourceFile(SyntaxTree tree, bool isRoot)
{
    public SyntaxTree Tree { get; } = tree;

    public SourceText Source => Tree.Source;

    public bool IsRoot { get; } = isRoot;

    /// <summary>The first <c>policy</c> line, or null in a library.</summary>
    public PolicySyntax? Policy { get; } = tree.Root.Items.OfType<PolicySyntax>().FirstOrDefault();

    /// <summary>The files used, each with the line that uses it; a file used in a circle is left out.</summary>
    public List<(UsingSyntax Using, SourceFile File)> Uses { get; } = [];

    public Location At(SyntaxElement element) => new(Source, element.Span);
}

/// <summary>
/// Reads the roots and all that they use, depth first, so that each file comes after those it uses. A file is one however many
/// ways lead to it. Cost: each file is parsed once.
/// </summary>
internal sealed class SourceLoader(BindingSession session)
{
    private readonly Dictionary<string, SourceFile> files = new(StringComparer.Ordinal);
    private readonly List<SourceFile> path = [];
    private readonly List<SourceFile> ordered = [];
    private readonly HashSet<SourceFile> entered = [];

    /// <summary>All files, the used before the using.</summary>
    public ImmutableArray<SourceFile> Load(ImmutableArray<SourceText> roots)
    {
        foreach (var root in roots)
        {
            files.TryAdd(root.Path, new SourceFile(SyntaxTree.Parse(root), isRoot: true));
        }

        foreach (var root in roots)
        {
            Follow(files[root.Path]);
        }

        return [.. ordered];
    }

    private void Follow(SourceFile file)
    {
        if (!entered.Add(file))
        {
            return;
        }

        path.Add(file);
        foreach (var use in file.Tree.Root.Items.OfType<UsingSyntax>())
        {
            foreach (var used in Find(use, file))
            {
                Use(use, file, used);
            }
        }

        path.RemoveAt(path.Count - 1);
        ordered.Add(file);
    }

    private void Use(UsingSyntax use, SourceFile file, SourceFile used)
    {
        var start = path.IndexOf(used);
        if (start >= 0)
        {
            var circle = string.Join(" -> ", path.Skip(start).Append(used).Select(f => f.Source.Path));
            session.Report(Diagnostic.Create(ModuleErrors.UsingCycle, file.At(use), circle) with
            {
                Hint = "Move what they share to a file of its own that uses neither.",
            });
            return;
        }

        Follow(used);
        if (!file.Uses.Any(u => u.File == used))
        {
            file.Uses.Add((use, used));
        }
    }

    private IEnumerable<SourceFile> Find(UsingSyntax use, SourceFile file) =>
        use.Path is { } written ? FindFile(written, file) : use.Module is { } module ? FindModules(use, module, file) : [];

    private IEnumerable<SourceFile> FindFile(SyntaxToken written, SourceFile file)
    {
        if (written.IsMissing)
        {
            return [];
        }

        var resolved = session.Resolver.ReadSource(written.ValueText, file.Source);
        if (resolved.Source is { } source)
        {
            return [GetFile(source.Path, () => SyntaxTree.Parse(source))];
        }

        session.Report(ModuleErrors.UnreadableSource, file.At(written), written.ValueText, resolved.Failure ?? "it cannot be read");
        return [];
    }

    private IEnumerable<SourceFile> FindModules(UsingSyntax use, SeparatedSyntaxList<SyntaxToken> names, SourceFile file)
    {
        if (names.Count == 0 || names.Any(n => n.IsMissing))
        {
            return [];
        }

        var name = string.Join('.', names.Select(n => n.ValueText));
        var modules = StandardLibrary.Expand(name);
        if (modules.IsEmpty)
        {
            ReportUnknownModule(use, name, file);
        }

        return modules.Select(m => GetFile(m, () => StandardLibrary.GetTree(m)));
    }

    private void ReportUnknownModule(UsingSyntax use, string name, SourceFile file)
    {
        var nearest = Spelling.FindNearest(name, StandardLibrary.Modules.Prepend("idpc"));
        session.Report(Diagnostic.Create(ModuleErrors.UnknownModule, file.At(use), name) with
        {
            Hint = nearest is not null
                ? $"Did you mean `{nearest}`?"
                : $"The tool ships `idpc`; a file of yours is named in quotes, as in `using \"{name}.policy\"`.",
        });
    }

    private SourceFile GetFile(string name, Func<SyntaxTree> parse)
    {
        if (!files.TryGetValue(name, out var file))
        {
            files.Add(name, file = new SourceFile(parse(), isRoot: false));
        }

        return file;
    }
}

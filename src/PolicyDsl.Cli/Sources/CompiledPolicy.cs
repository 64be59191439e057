using System.Collections.Immutable;
using System.Security.Cryptography;
using PolicyDsl.Cli.Commands;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Language;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Cli.Sources;

/// <summary>A file of the command line, compiled with all that it uses, under its configuration.</summary>
internal sealed class CompiledPolicy
{
    private readonly FileSourceResolver resolver;
    private readonly ImmutableArray<SourceText> roots;

    private CompiledPolicy(SourceFile file, ImmutableArray<SourceText> roots, Compilation compilation, FileSourceResolver resolver, ProjectConfiguration project)
    {
        File = file;
        this.roots = roots;
        Compilation = compilation;
        this.resolver = resolver;
        Project = project;
    }

    public SourceFile File { get; }

    public Compilation Compilation { get; }

    public ProjectConfiguration Project { get; }

    /// <summary>Trees of the files that the user wrote, the standard library left out.</summary>
    public IEnumerable<SyntaxTree> UserTrees => Compilation.Trees.Where(t => IsOwn(t.Source));

    /// <summary>Every file that was read, for watching.</summary>
    public IEnumerable<string> FilePaths => resolver.Sources.Select(s => resolver.FindPath(s) ?? s.Path).Concat(resolver.CodeFiles.Values);

    /// <summary>Compiles a file, together with others that the command line adds, as that of a data set.</summary>
    public static CompiledPolicy Compile(SourceFile file, ImmutableArray<SourceFile> added, DateOnly? asOf = null)
    {
        var files = new FileSourceResolver();
        var project = ProjectConfiguration.Load(RootFolder.Find(file.FullPath));
        files.Add(file, project.Root);
        var sources = ImmutableArray.CreateBuilder<SourceText>();
        sources.Add(file.Source);
        foreach (var other in added.Where(o => o.FullPath != file.FullPath))
        {
            files.Add(other, RootFolder.Find(other.FullPath));
            sources.Add(other.Source);
        }

        var compilation = Compilation.Create(sources.ToImmutable(), files, new CompilationOptions { AsOf = asOf });
        return new CompiledPolicy(file, sources.ToImmutable(), compilation, files, project);
    }

    /// <summary>Whether the user wrote a source, and not the standard library.</summary>
    public bool IsOwn(SourceText source) => resolver.FindPath(source) is not null;

    /// <summary>Compiles the policy with changes in it.</summary>
    public MutantCompiler CreateMutantCompiler() => new(roots, resolver, Compilation.Options);

    /// <summary>The folder that the data files of a declaration may lie in.</summary>
    public RootFolder GetRoot(SourceText source) => resolver.FindRoot(source) ?? Project.Root;

    /// <summary>Findings with configured severities and suppressions.</summary>
    public ImmutableArray<Diagnostic> Filter(IEnumerable<Diagnostic> findings, FindingFilter filter) => filter.Apply(findings, UserTrees, GetRelativePath);

    /// <summary>Hashes of every text that the policy is made of, by path.</summary>
    public IEnumerable<FileHash> HashSources() => resolver.Sources.Select(FileHash.Of)
        .Concat(resolver.CodeFiles.Select(p => new FileHash(p.Key, HashFile(p.Value))));

    public static Provenance MakeProvenance(IEnumerable<CompiledPolicy> policies, DateOnly? asOf = null) => new(VersionCommand.ToolVersion)
    {
        Policies = [.. policies.SelectMany(p => p.HashSources()).Distinct().OrderBy(h => h.Path, StringComparer.Ordinal)],
        AsOf = asOf,
    };

    private string GetRelativePath(SourceText source) => resolver.FindPath(source) is { } path ? Project.GetRelativePath(path) : source.Path;

    private static string HashFile(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

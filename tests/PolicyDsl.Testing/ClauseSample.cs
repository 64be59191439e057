using System.Globalization;
using PolicyDsl.Language;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;
using Xunit.Sdk;

namespace PolicyDsl.Testing;

/// <summary>
/// A policy written to keep one clause of the standard library (<c>good-1.policy</c>) or to break it (<c>bad-1.policy</c>), in a folder of the
/// clause's name. It opens with a comment that says why.
/// </summary>
public sealed record ClauseSample(string Folder, string Clause, string Name)
{
    private const string BreaksOn = "// breaks on: ";

    public bool IsGood => Name.StartsWith("good-", StringComparison.Ordinal);

    public int Number => int.Parse(Name.AsSpan(Name.IndexOf('-', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    public string FilePath => Path.Combine(Folder, Clause, Name + ".policy");

    public string Text => File.ReadAllText(FilePath);

    /// <summary>The incident on which a bad policy breaks its clause, in words, or null.</summary>
    public string? Breaks => Text.Split('\n').Where(l => l.StartsWith(BreaksOn, StringComparison.Ordinal)).Select(l => l[BreaksOn.Length..]).FirstOrDefault();

    /// <summary>The sample where it lies, so that data files are found beside it.</summary>
    public Compilation Compile()
    {
        var root = new SourceText(Text, FilePath);
        var compilation = Compilation.Create([root], new MemorySources([], root));
        return compilation.HasErrors ? throw new XunitException("It does not compile:\n" + TestCompilation.Describe(compilation.Diagnostics)) : compilation;
    }

    /// <summary>All samples below a folder, by clause and name.</summary>
    public static IReadOnlyList<ClauseSample> FindAll(params ReadOnlySpan<string> folder)
    {
        var root = Repository.GetPath(folder);
        return
        [
            .. Directory.EnumerateDirectories(root).SelectMany(d => Directory.EnumerateFiles(d, "*.policy"))
                .Select(f => new ClauseSample(root, Path.GetFileName(Path.GetDirectoryName(f) ?? ""), Path.GetFileNameWithoutExtension(f)))
                .OrderBy(s => s.Clause, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every clause of idpc.principles, from the library as it compiles.</summary>
    public static IReadOnlyList<ClauseSymbol> LibraryClauses() =>
        [.. TestCompilation.CompileWithoutErrors("using idpc\n").Principles.SelectMany(p => p.Clauses)];

    /// <summary>The clauses for which samples are missing, in words: every clause wants at least so many good and bad ones.</summary>
    public static IReadOnlyList<string> FindMissing(IEnumerable<ClauseSymbol> clauses, IEnumerable<ClauseSample> samples, Func<ClauseSymbol, (int Good, int Bad)> wanted)
    {
        var found = samples.ToLookup(s => s.Clause, StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var clause in clauses)
        {
            var (good, bad) = wanted(clause);
            var of = found[clause.Name].ToList();
            if (of.Count(s => s.IsGood) < good || of.Count(s => !s.IsGood) < bad)
            {
                missing.Add($"{clause.QualifiedName}: {of.Count(s => s.IsGood)} of {good} good and {of.Count(s => !s.IsGood)} of {bad} bad policies");
            }
        }

        return missing;
    }
}

using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Explanations;

namespace PolicyDsl.Cli.Commands;

/// <summary>Finds the page that a word of <c>explain</c> means.</summary>
internal static class Topics
{
    public static TopicPage Find(string word, string? policyPath)
    {
        if (DiagnosticCatalogue.Find(word) is { } descriptor)
        {
            return TopicPage.Of(descriptor, HelpPages.Find(descriptor.Id));
        }

        if (Compilation.FindConcept(word) is { } concept)
        {
            return TopicPage.Of(concept);
        }

        var compilation = Compile(policyPath);
        var clauses = compilation.Principles.SelectMany(p => p.Clauses).ToList();
        if (compilation.Principles.FirstOrDefault(p => p.Name == word) is { } principle)
        {
            return TopicPage.Of(principle);
        }

        if (clauses.Find(c => c.QualifiedName == word) is { } clause)
        {
            return TopicPage.Of(clause);
        }

        var byName = clauses.Where(c => c.Name == word).ToList();
        return byName.Count == 1 ? TopicPage.Of(byName[0]) : WordPage.Find(word, compilation.Scope) ?? throw CreateUnknown(word, compilation);
    }

    private static Compilation Compile(string? policyPath)
    {
        var file = policyPath is null
            ? new SourceFile(new SourceText("using idpc\n", "stdin.policy"), Path.GetFullPath("stdin.policy"))
            : SourceFiles.Read([policyPath])[0];
        return CompiledPolicy.Compile(file, []).Compilation;
    }

    private static CommandException CreateUnknown(string word, Compilation compilation)
    {
        var names = DiagnosticCatalogue.All.SelectMany(d => (string[])[d.Id, d.Slug])
            .Concat(Compilation.Concepts.Select(c => c.Id))
            .Concat(compilation.Principles.Select(p => p.Name))
            .Concat(compilation.Principles.SelectMany(p => p.Clauses).SelectMany(c => (string[])[c.QualifiedName, c.Name]))
            .Concat(WordPage.Names(compilation.Scope))
            .ToList();
        var nearest = Spelling.FindNearest(word, names) ?? Spelling.FindRelated(word, names) ?? Spelling.FindNearest(word, names.Select(n => n.Split('-', '.')[0])) switch
        {
            { } beginning => names.Find(n => n.StartsWith(beginning, StringComparison.Ordinal)),
            null => null,
        };
        return new CommandException(
            ExitCodes.Usage,
            $"There is no finding, concept, principle, clause or word `{word}`.",
            nearest is null ? $"Concepts are {string.Join(", ", Compilation.Concepts.Select(c => c.Id))}; principles {string.Join(", ", compilation.Principles.Select(p => p.Name))}." : $"Did you mean `{nearest}`?");
    }
}

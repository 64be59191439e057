using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What the declaration binders share: the scope they fill, where findings go, and how names are looked up.</summary>
internal sealed partial class BindingSession(ISourceResolver resolver, CompilationOptions options)
{
    /// <summary>Comparing a name with all others costs time, and nobody reads more suggestions than this.</summary>
    private const int MostSuggestions = 50;

    /// <summary>How many names are told where none is near to the one that is wrong.</summary>
    private const int MostListed = 24;

    private int suggestions;

    public GlobalScope Scope { get; } = new();

    public DiagnosticBag Diagnostics { get; } = new();

    public SemanticRecord Record { get; } = new();

    public ISourceResolver Resolver { get; } = resolver;

    public CompilationOptions Options { get; } = options;

    public void Report(DiagnosticDescriptor descriptor, Location? location, params ReadOnlySpan<object?> arguments) =>
        Diagnostics.Report(descriptor, location, arguments);

    public void Report(Diagnostic diagnostic) => Diagnostics.Add(diagnostic);

    /// <summary>The symbol of a kind that a name stands for; null after a message, and for a name that the text lacks.</summary>
    public T? Resolve<T>(SyntaxToken token, SourceText source, string kind, Func<T, bool>? fits = null)
        where T : Symbol
    {
        if (token.IsMissing)
        {
            return null;
        }

        var found = Scope.Find(token.ValueText);
        if (found is T symbol && (fits is null || fits(symbol)))
        {
            Record.AddReference(token, symbol, source);
            return symbol;
        }

        if (found is not null)
        {
            ReportWrongKind(token, source, found, kind);
            return null;
        }

        var candidates = Scope.All<T>().Where(s => fits is null || fits(s)).Select(s => s.Name);
        ReportUnknown(NameErrors.UnknownName, token, source, candidates, kind, token.ValueText);
        return null;
    }

    public PlainSymbol? ResolvePlain(SyntaxToken token, SourceText source, string kind) =>
        Resolve<PlainSymbol>(token, source, kind, p => p.Kind == kind);

    public ActionSymbol? ResolveAction(SyntaxToken token, SourceText source) => Resolve<ActionSymbol>(token, source, "action");

    /// <summary>The symbols of a list of names, each reported and kept once.</summary>
    public ImmutableArray<T> ResolveAll<T>(IEnumerable<SyntaxToken>? tokens, SourceText source, Func<SyntaxToken, T?> resolve)
        where T : Symbol
    {
        if (tokens is null)
        {
            return [];
        }

        var seen = new HashSet<T>();
        var symbols = ImmutableArray.CreateBuilder<T>();
        foreach (var token in tokens)
        {
            if (resolve(token) is not { } symbol)
            {
                continue;
            }

            if (seen.Add(symbol))
            {
                symbols.Add(symbol);
            }
            else
            {
                Report(NameErrors.ListedTwice, new Location(source, token.Span), token.ValueText);
            }
        }

        return symbols.ToImmutable();
    }

    /// <summary>Reports a name that is not there, with the nearest one that is and the change that takes it.</summary>
    public void ReportUnknown(
        DiagnosticDescriptor descriptor,
        SyntaxToken token,
        SourceText source,
        IEnumerable<string> candidates,
        params ReadOnlySpan<object?> arguments)
    {
        var location = new Location(source, token.Span);
        var diagnostic = Diagnostic.Create(descriptor, location, arguments);
        if (suggestions < MostSuggestions)
        {
            suggestions++;
            diagnostic = Suggest(diagnostic, location, token.ValueText, [.. candidates]);
        }

        Diagnostics.Add(diagnostic);
    }

    /// <summary>The name of a place for messages, as in <c>rule `divert_users`</c>.</summary>
    public static string Describe(Symbol symbol) => $"{symbol.Kind} `{symbol.QualifiedName}`";

    /// <summary>A word with its article.</summary>
    public static string WithArticle(string noun) => ("aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an " : "a ") + noun;

    private static Diagnostic Suggest(Diagnostic diagnostic, Location location, string name, string[] candidates)
    {
        if ((Spelling.FindNearest(name, candidates) ?? Spelling.FindRelated(name, candidates)) is { } nearest)
        {
            return diagnostic with
            {
                Hint = $"Did you mean `{nearest}`?",
                Fixes = [new CodeFix($"Change to `{nearest}`", [new TextEdit(location, nearest)], IsSafe: false)],
            };
        }

        return StandardLibrary.FindModuleOf(name) is { } module
            ? diagnostic with { Hint = $"`{name}` is declared in {module}: add `using idpc`." }
            : candidates.Length is > 0 and <= MostListed
            ? diagnostic with { Hint = $"There {(candidates.Length == 1 ? "is" : "are")} {string.Join(", ", candidates.Select(c => $"`{c}`"))}." }
            : diagnostic;
    }

    private void ReportWrongKind(SyntaxToken token, SourceText source, Symbol found, string kind)
    {
        var diagnostic = Diagnostic.Create(
            NameErrors.WrongKind, new Location(source, token.Span), token.ValueText, WithArticle(found.Kind), WithArticle(kind));
        Diagnostics.Add(found.Location is { } declared
            ? diagnostic with { Related = [new RelatedLocation(declared, $"`{found.Name}` is declared here.")] }
            : diagnostic);
    }
}

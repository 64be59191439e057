using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Binding.Declarations;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language;

/// <summary>
/// The one way from sources to meaning: the roots, everything that they use, all symbols, and every finding of the text and of
/// binding. Immutable once made; any text gives one, and making one never throws.
/// </summary>
public sealed class Compilation
{
    private readonly SemanticRecord record;
    private readonly Lazy<ILookup<Symbol, Location>> references;

    internal Compilation(CompilationParts parts)
    {
        Trees = parts.Trees;
        Scope = parts.Scope;
        Policy = parts.Policy;
        Tests = parts.Tests;
        Diagnostics = parts.Diagnostics;
        Options = parts.Options;
        record = parts.Record;
        references = new(() => record.References.ToLookup(r => r.Symbol, r => r.Location));
        Principles = [.. Scope.All<PrincipleSymbol>().OrderBy(p => p.Rank)];
        Measures = [.. Scope.All<MeasureSymbol>()];
        Datasets = [.. Scope.All<DatasetSymbol>()];
        Assumptions = [.. Scope.All<AssumptionsSymbol>()];
        Actions = [.. Scope.All<ActionSymbol>()];
        Services = [.. Scope.All<ServiceSymbol>()];
    }

    /// <summary>The pages of the library, by id.</summary>
    public static ImmutableArray<Concept> Concepts => StandardLibrary.Concepts;

    public CompilationOptions Options { get; }

    internal SemanticRecord Record => record;

    /// <summary>Every source that takes part, the used before the using.</summary>
    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>The texts of <see cref="Trees"/>, for hashes.</summary>
    public IEnumerable<SourceText> Sources => Trees.Select(t => t.Source);

    public GlobalScope Scope { get; }

    /// <summary>The policy among the roots, with what it amends taken in; null where the roots are libraries.</summary>
    public PolicySymbol? Policy { get; }

    /// <summary>By rank, then in order of declaration.</summary>
    public ImmutableArray<PrincipleSymbol> Principles { get; }

    public ImmutableArray<MeasureSymbol> Measures { get; }

    public ImmutableArray<DatasetSymbol> Datasets { get; }

    public ImmutableArray<AssumptionsSymbol> Assumptions { get; }

    /// <summary>By <see cref="ActionSymbol.Ordinal"/>.</summary>
    public ImmutableArray<ActionSymbol> Actions { get; }

    public ImmutableArray<ServiceSymbol> Services { get; }

    /// <summary>The tests of the policy; those of a policy that it amends are not inherited.</summary>
    public ImmutableArray<TestSymbol> Tests { get; }

    /// <summary>The entity <c>incident</c>, or null where no source declares it.</summary>
    public EntitySymbol? Incident => Scope.Incident;

    /// <summary>Findings of the text and of binding, in order of source and position.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>True where something does not compile: nothing may be decided, proved or counted then.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error && d.Descriptor.IsCompileError);

    /// <summary>Compiles the roots with everything that they use. At most one root is a policy.</summary>
    public static Compilation Create(ImmutableArray<SourceText> roots, ISourceResolver resolver, CompilationOptions? options = null) =>
        Compiler.Compile(roots, resolver, options ?? new CompilationOptions());

    /// <summary>The page of an id such as <c>balloon-effect</c>, or null.</summary>
    public static Concept? FindConcept(string id) => Concepts.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase));

    public SemanticModel GetSemanticModel(SyntaxTree tree) => new(this, tree, record);

    /// <summary>Every place that names a symbol, its declaration aside, in order of binding.</summary>
    public IEnumerable<Location> FindReferences(Symbol symbol) => references.Value[symbol];
}

/// <summary>What a compilation depends on besides its sources.</summary>
public sealed record CompilationOptions
{
    /// <summary>The day on which departures from principles must still run; null leaves their dates unchecked.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>What the stages hand over to a compilation.</summary>
internal sealed record CompilationParts(
    ImmutableArray<SyntaxTree> Trees,
    GlobalScope Scope,
    PolicySymbol? Policy,
    ImmutableArray<TestSymbol> Tests,
    ImmutableArray<Diagnostic> Diagnostics,
    SemanticRecord Record,
    CompilationOptions Options);

using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>A symbol with its declaration; one whose name was taken is not among them.</summary>
internal sealed record Declared<TSymbol, TSyntax>(TSymbol Symbol, TSyntax Syntax, SourceText Source)
    where TSymbol : Symbol
    where TSyntax : SyntaxNode
{
    public Location At(SyntaxElement element) => new(Source, element.Span);
}

/// <summary>An item with its source.</summary>
internal sealed record Placed<TSyntax>(TSyntax Syntax, SourceText Source)
    where TSyntax : SyntaxNode
{
    public Location At(SyntaxElement element) => new(Source, element.Span);
}

/// <summary>Everything declared, by kind, in order of declaration.</summary>
internal sealed class Declarations
{
    public List<Declared<EnumSymbol, EnumSyntax>> Enums { get; } = [];

    public List<Declared<SetSymbol, SetSyntax>> Sets { get; } = [];

    public List<Declared<EntitySymbol, EntitySyntax>> Entities { get; } = [];

    public List<Declared<ActionSymbol, ActionSyntax>> Actions { get; } = [];

    public List<Declared<ServiceSymbol, ServiceSyntax>> Services { get; } = [];

    public List<Declared<TableSymbol, TableSyntax>> Tables { get; } = [];

    public List<Declared<PrincipleSymbol, PrincipleSyntax>> Principles { get; } = [];

    public List<Declared<MeasureSymbol, MeasureSyntax>> Measures { get; } = [];

    public List<Declared<DatasetSymbol, DatasetSyntax>> Datasets { get; } = [];

    public List<Declared<AssumptionsSymbol, AssumptionsSyntax>> Assumptions { get; } = [];

    public List<Declared<DefineSymbol, DefineSyntax>> Defines { get; } = [];

    /// <summary>Rules and crackdowns; the syntax is one of theirs.</summary>
    public List<(RuleSymbol Symbol, EffectiveItem Item)> Rules { get; } = [];

    public List<Declared<ResourceSymbol, ResourceSyntax>> Resources { get; } = [];

    public List<Declared<AllocationSymbol, AllocateSyntax>> Allocations { get; } = [];

    public List<Placed<ItemSyntax>> Extensions { get; } = [];

    /// <summary>Derived fields with the syntax that holds their formula.</summary>
    public List<Declared<FieldSymbol, FieldSyntax>> Formulas { get; } = [];

    public List<(EntitySymbol Entity, InvariantSyntax Syntax, SourceText Source)> Invariants { get; } = [];
}

/// <summary>
/// Gives every declaration its symbol and the one namespace its names. A clash is reported at both places; the earlier keeps the name.
/// </summary>
internal sealed class DeclarationCollector(BindingSession session)
{
    private readonly Declarations declared = new();
    private readonly HashSet<Symbol> clashing = [];
    private int actions;

    public Declarations Collect(ImmutableArray<SourceFile> files, EffectivePolicy? effective)
    {
        foreach (var file in files)
        {
            if (file.Policy is null)
            {
                foreach (var item in file.Tree.Root.Items)
                {
                    DeclareShared(item, file.Source);
                }
            }
        }

        foreach (var item in effective?.Items ?? [])
        {
            if (ItemNames.FindPolicyOnlyWord(item.Item) is null)
            {
                DeclareShared(item.Item, item.Source);
            }
            else
            {
                DeclareOwned(item);
            }
        }

        return declared;
    }

    private void DeclareShared(ItemSyntax item, SourceText source)
    {
        switch (item)
        {
            case EnumSyntax { ExtendKeyword: not null } or SetSyntax { ExtendKeyword: not null } or EntitySyntax { ExtendKeyword: not null }:
                declared.Extensions.Add(new Placed<ItemSyntax>(item, source));
                break;
            case EnumSyntax syntax:
                Add(declared.Enums, new EnumSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax), syntax, syntax.Name, source);
                break;
            case SetSyntax syntax:
                Add(declared.Sets, new SetSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax), syntax, syntax.Name, source);
                break;
            case EntitySyntax syntax:
                Add(declared.Entities, new EntitySymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax), syntax, syntax.Name, source);
                break;
            case ActionSyntax syntax:
                var action = new ActionSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax, actions);
                actions += Add(declared.Actions, action, syntax, syntax.Name, source, syntax.Title) ? 1 : 0;
                break;
            case ServiceSyntax syntax when FindLibraryService(syntax, source) is { } known:
                session.Record.AddReference(syntax.Name, known, source);
                declared.Services.Add(new Declared<ServiceSymbol, ServiceSyntax>(known, syntax, source));
                break;
            case ServiceSyntax syntax:
                var service = new ServiceSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax);
                Add(declared.Services, service, syntax, syntax.Name, source, syntax.Title);
                break;
            case PlainDeclarationSyntax syntax:
                var plain = new PlainSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax, syntax.Keyword.ValueText);
                Add(null, plain, syntax, syntax.Name, source, syntax.Title);
                break;
            case TableSyntax syntax:
                Add(declared.Tables, new TableSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax), syntax, syntax.Name, source);
                break;
            default:
                DeclareBlock(item, source);
                break;
        }
    }

    /// <summary>A service of the standard library that a source of the user says more of: its capacity, its partner.</summary>
    private ServiceSymbol? FindLibraryService(ServiceSyntax syntax, SourceText source) =>
        !StandardLibrary.Owns(source) && session.Scope.Find(syntax.Name.ValueText) is ServiceSymbol { Location: { } place } known && StandardLibrary.Owns(place.Source) ? known : null;

    private void DeclareBlock(ItemSyntax item, SourceText source)
    {
        switch (item)
        {
            case PrincipleSyntax syntax:
                var principle = new PrincipleSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax);
                Add(declared.Principles, principle, syntax, syntax.Name, source, syntax.Title);
                break;
            case MeasureSyntax syntax:
                var measure = new MeasureSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax);
                Add(declared.Measures, measure, syntax, syntax.Name, source, syntax.Title);
                break;
            case DatasetSyntax syntax:
                var dataset = new DatasetSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax);
                Add(declared.Datasets, dataset, syntax, syntax.Name, source, syntax.Title);
                break;
            case AssumptionsSyntax syntax:
                var assumptions = new AssumptionsSymbol(syntax.Name.ValueText, At(syntax.Name, source), syntax);
                Add(declared.Assumptions, assumptions, syntax, syntax.Name, source, syntax.Title);
                break;
        }
    }

    private void DeclareOwned(EffectiveItem item)
    {
        switch (item.Item)
        {
            case DefineSyntax syntax:
                Add(declared.Defines, new DefineSymbol(syntax.Name.ValueText, item.At(syntax.Name), syntax), syntax, syntax.Name, item.Source);
                break;
            case RuleSyntax syntax:
                AddRule(new RuleSymbol(syntax.Name.ValueText, item.At(syntax.Name), syntax), item, syntax.Name, syntax.Title);
                break;
            case CrackdownSyntax syntax:
                AddRule(new CrackdownSymbol(syntax.Name.ValueText, item.At(syntax.Name), syntax), item, syntax.Name, syntax.Title);
                break;
            case ResourceSyntax syntax:
                Add(declared.Resources, new ResourceSymbol(syntax.Name.ValueText, item.At(syntax.Name), syntax), syntax, syntax.Name, item.Source);
                break;
            case AllocateSyntax syntax:
                Add(declared.Allocations, new AllocationSymbol(syntax.Name.ValueText, item.At(syntax.Name), syntax), syntax, syntax.Name, item.Source);
                break;
        }
    }

    private void AddRule(RuleSymbol rule, EffectiveItem item, SyntaxToken name, SyntaxToken? title)
    {
        if (Declare(rule, item.Item, name, item.Source, title))
        {
            declared.Rules.Add((rule, item));
        }
    }

    private bool Add<TSymbol, TSyntax>(
        List<Declared<TSymbol, TSyntax>>? list,
        TSymbol symbol,
        TSyntax syntax,
        SyntaxToken name,
        SourceText source,
        SyntaxToken? title = null)
        where TSymbol : Symbol
        where TSyntax : SyntaxNode
    {
        if (!Declare(symbol, syntax, name, source, title))
        {
            return false;
        }

        list?.Add(new Declared<TSymbol, TSyntax>(symbol, syntax, source));
        return true;
    }

    private bool Declare(Symbol symbol, SyntaxNode syntax, SyntaxToken name, SourceText source, SyntaxToken? title)
    {
        symbol.Title = title is { IsMissing: false } ? title.ValueText : null;
        symbol.Documentation = syntax.Documentation;
        if (name.IsMissing)
        {
            return false;
        }

        session.Record.AddDeclaration(name, symbol);
        if (session.Scope.TryDeclare(symbol, out var earlier))
        {
            return true;
        }

        if (earlier is not null)
        {
            ReportClash(symbol, earlier, At(name, source));
        }

        return false;
    }

    private void ReportClash(Symbol symbol, Symbol earlier, Location location)
    {
        session.Report(Clash(symbol, location, earlier.Location, $"There is {BindingSession.WithArticle(earlier.Kind)} `{earlier.Name}` here already."));
        if (earlier.Location is { } first && !StandardLibrary.Owns(first.Source) && clashing.Add(earlier))
        {
            session.Report(Clash(earlier, first, location, $"There is {BindingSession.WithArticle(symbol.Kind)} `{symbol.Name}` here as well."));
        }
    }

    private static Diagnostic Clash(Symbol symbol, Location location, Location? other, string message) =>
        Diagnostic.Create(NameErrors.NameClash, location, symbol.Name) with
        {
            Hint = "Give one of the two another name.",
            Related = other is null ? [] : [new RelatedLocation(other, message)],
        };

    private static Location At(SyntaxToken token, SourceText source) => new(source, token.Span);
}

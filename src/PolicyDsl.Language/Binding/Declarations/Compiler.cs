using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// The stages of a compilation in order: load, flatten, declare, give types, bind formulas, bind everything else, check what only
/// the bound trees show. Each stage needs only what earlier ones have filled in, so the order of declarations means nothing.
/// Cost: linear in the text, but for the order of rules where it is asked for.
/// </summary>
internal static class Compiler
{
    public static Compilation Compile(ImmutableArray<SourceText> roots, ISourceResolver resolver, CompilationOptions options)
    {
        var session = new BindingSession(resolver, options);
        var files = new SourceLoader(session).Load(roots);
        var effective = FindPolicy(session, files);
        FileRules.Check(session, files, effective);
        var declared = new DeclarationCollector(session).Collect(files, effective);

        VocabularyBinder.Bind(session, declared);
        EntityBinder.Bind(session, declared);
        TableBinder.BindTypes(session, declared);
        var formulas = new FormulaBinder(session, declared);
        formulas.BindAll();
        TableBinder.BindArms(session, declared, formulas.Expressions);
        PrincipleBinder.Bind(session, declared, formulas.Expressions);
        DatasetBinder.Bind(session, declared, formulas.Expressions);
        AssumptionsBinder.Bind(session, declared, formulas.Expressions);
        var policy = effective is null ? null : new PolicyBinder(session, declared, effective, formulas.Expressions).Bind();
        BoundChecks.Check(session, declared, policy, formulas.Ordered);

        var trees = files.Select(f => f.Tree).ToImmutableArray();
        return new Compilation(new CompilationParts(
            trees, session.Scope, policy, policy?.Tests ?? [], Sort(session, trees), session.Record, options));
    }

    private static EffectivePolicy? FindPolicy(BindingSession session, ImmutableArray<SourceFile> files)
    {
        var policies = files.Where(f => f.IsRoot && f.Policy is not null).ToList();
        foreach (var second in policies.Skip(1))
        {
            session.Report(Diagnostic.Create(ModuleErrors.SeveralPolicies, second.At(second.Policy?.Name ?? second.Tree.Root.FirstToken)) with
            {
                Hint = "Compile them one by one, or let one amend the other.",
                Related = [new RelatedLocation(policies[0].At(policies[0].Policy?.Name ?? policies[0].Tree.Root.FirstToken), "The first policy is here.")],
            });
        }

        return policies is [var only, ..] && only.Policy is { } header ? new PolicyFlattener(session).Flatten(only, header) : null;
    }

    /// <summary>Findings of text and binding by source and position; what is said twice at one place is kept once.</summary>
    private static ImmutableArray<Diagnostic> Sort(BindingSession session, ImmutableArray<SyntaxTree> trees)
    {
        var order = new Dictionary<SourceText, int>(ReferenceEqualityComparer.Instance);
        foreach (var tree in trees)
        {
            order.TryAdd(tree.Source, order.Count);
        }

        return
        [
            .. trees.SelectMany(t => t.Diagnostics)
                .Concat(session.Diagnostics)
                .DistinctBy(d => (d.Id, d.Location, d.Message))
                .OrderBy(d => d.Location is { } at ? order.GetValueOrDefault(at.Source, int.MaxValue) : int.MaxValue)
                .ThenBy(d => d.Location?.Span.Start)
                .ThenBy(d => d.Id, StringComparer.Ordinal),
        ];
    }
}

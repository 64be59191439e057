using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;
using PolicyDsl.Verification.Mutation.Generation;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Makes the mutants of a policy: each a single change of a condition, threshold, disposition or order, as a slip of the pen might make it,
/// in a declaration of the author's own files by which the policy decides. Each change is a text edit, so a mutant is compiled as any
/// policy is. Their number is linear in the text; their order is that of the files and of the places in them.
/// </summary>
public sealed class MutantGenerator
{
    private readonly Compilation compilation;
    private readonly PolicySymbol policy;
    private readonly PolicyReach reach;
    private readonly ActionNeighbours actions;
    private readonly ImmutableArray<SyntaxTree> trees;
    private readonly Thresholds thresholds = new();
    private readonly List<Mutant> found = [];

    private MutantGenerator(Compilation compilation, PolicySymbol policy, Func<SourceText, bool> isOwn)
    {
        this.compilation = compilation;
        this.policy = policy;
        reach = new PolicyReach(policy);
        actions = new ActionNeighbours(compilation.Actions);
        trees = [.. compilation.Trees.Where(t => isOwn(t.Source))];
    }

    /// <summary>All mutants of the compilation's policy; none where it has no policy or does not compile.</summary>
    /// <param name="compilation">The policy with all that it uses.</param>
    /// <param name="isOwn">Whether a source is the author's, and not of the standard library.</param>
    public static ImmutableArray<Mutant> Generate(Compilation compilation, Func<SourceText, bool> isOwn) =>
        compilation.Policy is { } policy && !compilation.HasErrors ? new MutantGenerator(compilation, policy, isOwn).Generate() : [];

    private ImmutableArray<Mutant> Generate()
    {
        foreach (var item in trees.SelectMany(t => t.Root.Items).Where(i => Unwrap(i) is RuleSyntax or CrackdownSyntax or DefineSyntax or AppliesWhenSyntax or TableSyntax))
        {
            thresholds.Add(item);
        }

        var all = ImmutableArray.CreateBuilder<Mutant>();
        foreach (var tree in trees)
        {
            foreach (var item in tree.Root.Items)
            {
                found.Clear();
                Add(tree, item);
                all.AddRange(found.OrderBy(m => m.Location.Span));
            }
        }

        return all.ToImmutable();
    }

    private void Add(SyntaxTree tree, ItemSyntax item)
    {
        switch (Unwrap(item))
        {
            case AppliesWhenSyntax scope when policy.AppliesWhen is { } applies && applies.Source == tree.Source && scope.Guard.Span.Overlaps(applies.Syntax.Span):
                AddScope(tree, scope);
                break;
            case RuleSyntax rule when policy.Rules.FirstOrDefault(r => r.Syntax == rule) is { } symbol:
                AddRule(tree, symbol, rule.Clauses);
                break;
            case CrackdownSyntax crackdown when policy.Rules.FirstOrDefault(r => r.Syntax == crackdown) is { } symbol:
                AddRule(tree, symbol, crackdown.Clauses);
                break;
            case OtherwiseSyntax otherwise when policy.OtherwiseLocation is { } place && place.Source == tree.Source && otherwise.Span.Overlaps(place.Span):
                new RuleMutants(Write(tree, "otherwise", ""), actions).AddAction(MutantKind.Otherwise, otherwise.Keyword, otherwise.Action);
                break;
            case ResourceSyntax { WhenKeyword: { } exhausted, Action: { } action } resource:
                new RuleMutants(Write(tree, "resource", resource.Name.ValueText), actions).AddAction(MutantKind.Otherwise, exhausted, action);
                break;
            case DefineSyntax define when policy.Defines.FirstOrDefault(d => d.Syntax == define) is { } symbol && reach.Holds(symbol):
                Conditions(tree, Write(tree, "define", symbol.Name)).Add(define);
                break;
            case TableSyntax { Arms: { } arms } table when reach.HoldsTable(table.Name.ValueText):
                AddTable(tree, table, arms);
                break;
            case ChangeSyntax change when reach.HoldsTable(change.Table.ValueText):
                Conditions(tree, Write(tree, "table", change.Table.ValueText)).AddValue(change.Value, change.Span);
                break;
            case SetSyntax set when reach.HoldsSet(set.Name.ValueText):
                AddSet(tree, set);
                break;
            case EntitySyntax entity:
                AddFormulas(tree, entity);
                break;
        }
    }

    private static ItemSyntax Unwrap(ItemSyntax item) => item is ReplaceSyntax replace ? replace.Declaration : item;

    private void AddScope(SyntaxTree tree, AppliesWhenSyntax scope)
    {
        var writer = Write(tree, "applies when", "");
        writer.Add(MutantKind.Scope, scope.Span, [writer.Edit(scope.Span, "")], "`applies when` is left out");
        Conditions(tree, writer).Add(scope.Guard);
    }

    private void AddRule(SyntaxTree tree, RuleSymbol rule, SyntaxList<RuleClauseSyntax> clauses)
    {
        var writer = Write(tree, rule.Kind, rule.Name);
        foreach (var when in clauses.OfType<WhenClauseSyntax>())
        {
            Conditions(tree, writer).Add(when.Guard);
        }

        new RuleMutants(writer, actions).Add(rule, clauses);
    }

    private void AddTable(SyntaxTree tree, TableSyntax table, ArmsSyntax arms)
    {
        var conditions = Conditions(tree, Write(tree, "table", table.Name.ValueText));
        conditions.AddArms(arms);
        foreach (var arm in arms.Arms)
        {
            conditions.Add(arm);
        }
    }

    private void AddSet(SyntaxTree tree, SetSyntax set)
    {
        var writer = Write(tree, "set", set.Name.ValueText);
        for (var i = 0; i < set.Members.Count && set.Members.Count > 1; i++)
        {
            writer.DropName(MutantKind.Membership, set.Members, i, set.Span);
        }
    }

    private void AddFormulas(SyntaxTree tree, EntitySyntax entity)
    {
        foreach (var field in entity.Members.OfType<FieldSyntax>())
        {
            if (field.Value is { } formula && reach.HoldsField(entity.Name.ValueText, field.Name.ValueText))
            {
                Conditions(tree, Write(tree, "field", $"{entity.Name.ValueText}.{field.Name.ValueText}")).Add(formula);
            }
        }
    }

    private MutantWriter Write(SyntaxTree tree, string kind, string name) => new(tree.Source, new MutantPlace(kind, name), found);

    private ConditionMutants Conditions(SyntaxTree tree, MutantWriter writer) => new(writer, tree, compilation.GetSemanticModel(tree), thresholds);
}

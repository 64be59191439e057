using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Principles;

/// <summary>
/// Checks <c>no rule depends on F</c>: nothing that decides may read the field, directly or through defines, derived fields, tables,
/// histories or the scope. It proves that the field is not used; that nothing used goes along with it only data can tell.
/// </summary>
internal static class FlowCheck
{
    public static ClauseVerdict Check(ClauseSymbol clause, DependsForm form, PolicySymbol policy)
    {
        var forbidden = form.Fields.ToHashSet();
        var breaches = ImmutableArray.CreateBuilder<ClauseBreach>();
        AddBreaches(breaches, forbidden, policy, "The line `applies when`", policy.AppliesWhen?.Location, policy.AppliesWhen);
        foreach (var rule in policy.Rules)
        {
            var subject = $"{(rule is CrackdownSymbol ? "Crackdown" : "Rule")} `{rule.Name}`";
            AddBreaches(breaches, forbidden, rule, subject, rule.Location, rule.When, rule.Unless, (rule as CrackdownSymbol)?.Target);
        }

        var reason = breaches.Count > 0
            ? $"{breaches.Count} {(breaches.Count == 1 ? "dependence" : "dependences")} found"
            : $"none of {policy.Rules.Length} rules, nor the scope, reads {(form.Text == "protected" ? $"any of {form.Fields.Length} protected fields" : $"`{form.Text}`")}";
        return new ClauseVerdict(clause, breaches.Count > 0 ? Verdict.Violated : Verdict.Proved, reason)
        {
            RulesLookedAt = policy.Rules,
            Breaches = breaches.ToImmutable(),
        };
    }

    private static void AddBreaches(
        ImmutableArray<ClauseBreach>.Builder breaches,
        HashSet<FieldSymbol> forbidden,
        Symbol declaration,
        string subject,
        Location? location,
        params ReadOnlySpan<BoundExpression?> expressions)
    {
        foreach (var dependency in Dependencies.Find(expressions).Where(d => forbidden.Contains(d.Field)))
        {
            var way = dependency.Via.Length == 0 ? "" : $" through {string.Join(", then ", dependency.Via.Select(v => $"{v.Kind} `{v.Name}`"))}";
            breaches.Add(new ClauseBreach(
                dependency.Via.Length == 0 ? dependency.Read.Location : location,
                $"{subject} depends on `{dependency.Field.QualifiedName}`{way}",
                declaration));
        }
    }
}

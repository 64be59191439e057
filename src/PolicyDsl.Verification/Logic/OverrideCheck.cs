using PolicyDsl.Language.Binding;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Logic;

/// <summary>
/// PD2006: an <c>overrides</c> or <c>yields to</c> without which the same rules stand for every incident. Each is looked at by itself, so of two that
/// do the same work both are reported, and one may go.
/// Cost: for each name the order without it, and for each pair that it alone orders a look whether both fire somewhere.
/// </summary>
internal static class OverrideCheck
{
    public static IEnumerable<Diagnostic> Find(LogicQuestion question) => question.Policy.Rules
        .Where(r => !question.IsDead(r))
        .SelectMany(r => PolicyEdits.FindClauses(r).SelectMany(c => question.Ask($"whether the order of `{r.Name}` matters", () => Check(question, r, c))));

    private static IEnumerable<Diagnostic> Check(LogicQuestion question, RuleSymbol rule, RuleClauseSyntax clause)
    {
        switch (clause)
        {
            case OverridesClauseSyntax { AllKeyword: not null }:
                if (IsNeedless(question, ChangedOrder.WithoutOverridesAll(question.Policy, rule)) && rule.Location is { } at)
                {
                    var place = new Location(at.Source, clause.Span);
                    yield return Report(place, $"overrides all", $"wherever `{rule.Name}` fires, no other rule stands that it is not above by name", PolicyEdits.FindRemoveClause(rule, clause));
                }

                break;
            case OverridesClauseSyntax { Names: { } names }:
                foreach (var name in names)
                {
                    if (Resolve(question, name) is { } lower && IsNeedless(question, ChangedOrder.WithoutOverride(question.Policy, rule, lower)))
                    {
                        yield return Report(rule, clause, name, $"overrides {name.Text}", Why(question, rule, lower));
                    }
                }

                break;
            case YieldsClauseSyntax yields:
                foreach (var name in yields.Names)
                {
                    if (Resolve(question, name) is { } upper && IsNeedless(question, ChangedOrder.WithoutYield(question.Policy, rule, upper)))
                    {
                        yield return Report(rule, clause, name, $"yields to {name.Text}", Why(question, upper, rule));
                    }
                }

                break;
        }
    }

    private static RuleSymbol? Resolve(LogicQuestion question, SyntaxToken name) => question.Policy.Rules.FirstOrDefault(r => r.Name == name.ValueText);

    /// <summary>Whether every rule that the change would let stand beside others is set aside all the same, and none is set aside anew.</summary>
    private static bool IsNeedless(LogicQuestion question, OrderChange change)
    {
        var slice = question.Slice;
        if (change.Gained.Any(g => g.Upper.Action is not null && g.Lower.Action is not null && !slice.Firing(slice.Firing(question.Scope, g.Lower), g.Upper).IsFalse))
        {
            return false;
        }

        foreach (var group in change.Lost.Where(l => l.Upper.Action is not null && l.Lower.Action is not null).GroupBy(l => l.Lower, l => l.Upper))
        {
            var lost = group.ToHashSet();
            var fires = slice.Firing(question.Scope, group.Key);
            foreach (var upper in lost)
            {
                var stands = slice.Firing(fires, upper);
                foreach (var other in slice.Above(group.Key).Where(a => !lost.Contains(a)))
                {
                    stands = slice.Minus(stands, question.Model.Fires(other));
                }

                if (!stands.IsFalse)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Why(LogicQuestion question, RuleSymbol upper, RuleSymbol lower) =>
        upper.Action is null || lower.Action is null ? $"`{(upper.Action is null ? upper : lower).Name}` takes no part in the disposition"
        : question.Slice.Firing(question.Slice.Firing(question.Scope, lower), upper).IsFalse ? "the two never fire together"
        : "other rules set the same ones aside wherever the two fire together";

    private static Diagnostic Report(RuleSymbol rule, RuleClauseSyntax clause, SyntaxToken name, string what, string why) =>
        Report(rule.Location is { } at ? new Location(at.Source, name.Span) : null, what, why, PolicyEdits.FindRemoveName(rule, clause, name));

    private static Diagnostic Report(Location? place, string what, string why, CodeFix? fix) =>
        Diagnostic.Create(LogicFindings.NeedlessOverride, place, what, why) with
        {
            Hint = "Take it out, or write the condition under which it is meant to matter.",
            Fixes = fix is null ? [] : [fix],
        };
}

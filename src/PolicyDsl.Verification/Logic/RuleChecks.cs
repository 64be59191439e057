using PolicyDsl.Language.Binding;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Logic;

/// <summary>PD2004 and PD2005: rules that never fire, and rules that never decide because others are above them wherever they fire.</summary>
internal static class RuleChecks
{
    public static IEnumerable<Diagnostic> Find(LogicQuestion question) =>
        question.Policy.Rules.SelectMany(r => question.Ask($"whether {r.Kind} `{r.Name}` ever fires and decides", () => Check(question, r)));

    private static IEnumerable<Diagnostic> Check(LogicQuestion question, RuleSymbol rule)
    {
        var fires = question.Slice.Firing(question.Scope, rule);
        if (fires.IsFalse)
        {
            question.AddDead(rule);

            // A condition that is the word `false` or `unknown` is PD2519.
            if (rule.When is not BoundLiteral)
            {
                yield return ReportDead(question, rule);
            }
        }
        else if (rule.Action is not null && question.Slice.Standing(fires, rule).IsFalse)
        {
            RuleSymbol[] above = [.. question.Slice.Above(rule).Where(a => !question.Slice.Firing(fires, a).IsFalse)];
            yield return Diagnostic.Create(
                LogicFindings.AlwaysSetAside,
                rule.Location,
                $"{rule.Kind} `{rule.Name}`",
                above.Length == 1 ? $"`{above[0].Name}`" : $"one of {string.Join(", ", above.Select(a => $"`{a.Name}`"))}") with
            {
                Hint = rule.Offers.IsEmpty ? "Change the order or the conditions, or remove the rule." : "Its offers stand; if that is all it is for, leave `then` out.",
                Related = [.. above.Where(a => a.Location is not null).Select(a => a.Location is { } at ? new RelatedLocation(at, $"{a.Kind} `{a.Name}` is above it") : null).OfType<RelatedLocation>()],
            };
        }
    }

    private static Diagnostic ReportDead(LogicQuestion question, RuleSymbol rule)
    {
        var when = rule.When is { } condition ? question.Slice.And(question.Scope, question.Model.Truth(condition).True) : default;
        var why = when.IsFalse
            ? $"its `when` is true for no incident{question.InScope}"
            : $"wherever its `when` is true, its `unless` is true or unknown";
        return Diagnostic.Create(LogicFindings.DeadRule, rule.Location, $"{rule.Kind} `{rule.Name}`", why) with
        {
            Hint = "Write the condition that is meant, or remove the rule.",
            Fixes = PolicyEdits.FindRemoveRule(rule, question.IsNamed(rule)) is { } fix ? [fix] : [],
        };
    }
}

using PolicyDsl.Language.Binding;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Logic;

/// <summary>PD2007 and PD2008: the conditions of rules, of the scope, and of the author's own clauses that are true for every incident, or for none.</summary>
internal static class ConditionChecks
{
    public static IEnumerable<Diagnostic> Find(LogicQuestion question)
    {
        var clauses = question.Model.GlobalScope.All<PrincipleSymbol>().SelectMany(p => p.Clauses).Where(c => c.Form is LogicalForm && question.IsOwn(c));
        return question.Policy.Rules.Where(r => !question.IsDead(r)).SelectMany(r => question.Ask($"whether the condition of `{r.Name}` is always true", () => CheckRule(question, r)))
            .Concat(clauses.SelectMany(c => question.Ask($"whether clause `{c.Name}` is about any incident", () => CheckClause(question, c))));
    }

    /// <summary>Whether the scope is ever entered, and ever left.</summary>
    public static IEnumerable<Diagnostic> FindInScope(LogicQuestion question) => question.Ask("whether the scope is ever entered and ever left", () => CheckScope(question));

    private static IEnumerable<Diagnostic> CheckScope(LogicQuestion question)
    {
        if (question.Policy.AppliesWhen is not { } applies || applies is BoundLiteral)
        {
            yield break;
        }

        var who = $"policy `{question.Policy.Name}`";
        if (question.Slice.Prune(question.Scope).IsFalse)
        {
            // Whatever is said of every incident in scope is true of none: nothing else that is proved is worth anything.
            yield return Report(LogicFindings.NeverTrue, applies.Location, "applies when", who, "", "Write the scope that is meant.") with { Severity = Severity.Error };
        }
        else if (question.Slice.Minus(Diagrams.Diagram.True, question.Scope).IsFalse)
        {
            yield return Report(LogicFindings.AlwaysTrue, applies.Location, "applies when", who, "", "Leave it out.");
        }
    }

    private static IEnumerable<Diagnostic> CheckRule(LogicQuestion question, RuleSymbol rule)
    {
        var who = $"{rule.Kind} `{rule.Name}`";
        if (rule.When is not { } when)
        {
            yield break;
        }

        var truth = question.Model.Truth(when);
        if (when is not BoundLiteral && question.Slice.Minus(question.Scope, truth.True).IsFalse)
        {
            // What only says once more what the scope says is no slip.
            var isAnyway = question.Slice.Minus(Diagrams.Diagram.True, truth.True).IsFalse;
            yield return Report(LogicFindings.AlwaysTrue, when.Location, "when", who, isAnyway ? "" : question.InScope, "Write `when true` if that is meant, or `otherwise` for what no other rule decides.") with
            {
                Severity = isAnyway ? Severity.Warning : Severity.Info,
            };
        }

        if (rule.Unless is { } unless && unless is not BoundLiteral)
        {
            var concerned = question.Slice.And(question.Scope, truth.True);
            var exempt = question.Model.Truth(unless);
            if (question.Slice.And(concerned, exempt.True).IsFalse)
            {
                var fix = question.AreSame(truth, question.Model.Condition(rule)) && rule.Location is { } at && PolicyEdits.FindGuard(rule) is { } guard
                    ? PolicyEdits.FindRemoveUnless(at.Source, guard)
                    : null;
                yield return Report(LogicFindings.NeverTrue, unless.Location, "unless", who, " that its `when` is true for", "Write the exception that is meant, or leave `unless` out.") with
                {
                    Fixes = fix is null ? [] : [fix],
                };
            }
        }
    }

    private static IEnumerable<Diagnostic> CheckClause(LogicQuestion question, ClauseSymbol clause)
    {
        if (clause.Form is not LogicalForm form)
        {
            yield break;
        }

        var concerned = question.Slice.And(question.Scope, question.Model.Truth(form.When).True);
        if (concerned.IsFalse)
        {
            yield return Report(LogicFindings.NeverTrue, form.When.Location, "when", $"clause `{clause.QualifiedName}`", question.InScope, "Write the condition that is meant: so the clause forbids nothing.");
        }
        else if (form.Unless is { } unless && question.Slice.Minus(concerned, question.Model.Truth(unless).True).IsFalse)
        {
            yield return Report(LogicFindings.AlwaysTrue, unless.Location, "unless", $"clause `{clause.QualifiedName}`", " that its `when` is true for", "Write the exception that is meant: so the clause forbids nothing.");
        }
    }

    private static Diagnostic Report(DiagnosticDescriptor descriptor, Location place, string word, string who, string where, string hint) =>
        Diagnostic.Create(descriptor, place, word, who, where) with { Hint = hint };
}

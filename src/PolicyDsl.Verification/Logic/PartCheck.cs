using PolicyDsl.Language.Binding;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Logic;

/// <summary>
/// PD2010: an operand of <c>and</c> or <c>or</c>, as written in a rule or the scope, without which the whole condition has the same truth for every
/// incident, unknown included. Of several in one chain that could go each by itself the last is reported, since not all may go at once.
/// Cost: for each operand the condition once more, which shares all other parts.
/// </summary>
internal static class PartCheck
{
    public static IEnumerable<Diagnostic> Find(LogicQuestion question)
    {
        var rules = question.Policy.Rules.Where(r => !question.IsDead(r)).SelectMany(r => question.Ask($"whether every part of the condition of `{r.Name}` matters", () => CheckRule(question, r)));
        return question.Policy.AppliesWhen is { } applies
            ? question.Ask("whether every part of the scope matters", () => Check(question, applies, applies, t => t, "scope", isScope: true)).Concat(rules)
            : rules;
    }

    private static IEnumerable<Diagnostic> CheckRule(LogicQuestion question, RuleSymbol rule)
    {
        var algebra = new DiagramAlgebra(question.Diagrams);
        if (rule.When is not { } when)
        {
            return [];
        }

        var condition = $"condition of {rule.Kind} `{rule.Name}`";
        if (rule.Unless is not { } unless)
        {
            return Check(question, when, when, t => t, condition, isScope: false);
        }

        var (isMet, isExempt) = (question.Model.Truth(when), question.Model.Truth(unless));
        return Check(question, when, when, t => t.And(isExempt.Not(), algebra), condition, isScope: false)
            .Concat(Check(question, unless, unless, t => isMet.And(t.Not(), algebra), condition, isScope: false));
    }

    /// <param name="root">The condition as it is.</param>
    /// <param name="part">Where to look for chains.</param>
    /// <param name="complete">From the truth of the root to that of the whole condition.</param>
    private static IEnumerable<Diagnostic> Check(LogicQuestion question, BoundExpression root, BoundExpression part, Func<TruthDiagrams, TruthDiagrams> complete, string where, bool isScope)
    {
        if (part is BoundLogical logical)
        {
            var whole = complete(question.Model.Truth(root));
            for (var i = logical.Operands.Length - 1; i >= 0; i--)
            {
                var without = complete(Without(question, root, logical, i));
                if (PolicyEdits.FindOperand(logical, i) is not null && IsSame(question, whole, without, isScope))
                {
                    // What only says once more what the scope says is no slip.
                    var isAnyway = isScope || IsSame(question, whole, without, isEverywhere: true);
                    yield return isAnyway ? Report(logical, i, where) : Report(logical, i, where) with { Severity = Severity.Info };
                    yield break;
                }
            }
        }

        var below = part switch
        {
            BoundLogical chain => chain.Operands.AsEnumerable(),
            BoundUnary { Operator: BoundUnaryOperator.Not or BoundUnaryOperator.Certainly or BoundUnaryOperator.Possibly } unary => [unary.Operand],
            _ => [],
        };
        foreach (var finding in below.SelectMany(b => Check(question, root, b, complete, where, isScope)))
        {
            yield return finding;
        }
    }

    private static bool IsSame(LogicQuestion question, TruthDiagrams one, TruthDiagrams other, bool isEverywhere) => isEverywhere
        ? question.Slice.Prune(question.Diagrams.Xor(one.True, other.True)).IsFalse && question.Slice.Prune(question.Diagrams.Xor(one.False, other.False)).IsFalse
        : question.AreSame(one, other);

    /// <summary>The truth of a condition in which a chain lacks one operand.</summary>
    private static TruthDiagrams Without(LogicQuestion question, BoundExpression expression, BoundLogical changed, int index)
    {
        var algebra = new DiagramAlgebra(question.Diagrams);
        switch (expression)
        {
            case BoundLogical logical:
                var result = logical.IsAnd ? TruthDiagrams.Always : TruthDiagrams.Never;
                for (var i = 0; i < logical.Operands.Length; i++)
                {
                    if (!ReferenceEquals(logical, changed) || i != index)
                    {
                        var truth = Without(question, logical.Operands[i], changed, index);
                        result = logical.IsAnd ? result.And(truth, algebra) : result.Or(truth, algebra);
                    }
                }

                return result;
            case BoundUnary { Operator: BoundUnaryOperator.Not } not:
                return Without(question, not.Operand, changed, index).Not();
            case BoundUnary { Operator: BoundUnaryOperator.Certainly } certainly:
                var certain = Without(question, certainly.Operand, changed, index).True;
                return new TruthDiagrams(certain, question.Diagrams.Not(certain));
            case BoundUnary { Operator: BoundUnaryOperator.Possibly } possibly:
                var impossible = Without(question, possibly.Operand, changed, index).False;
                return new TruthDiagrams(question.Diagrams.Not(impossible), impossible);
            default:
                return question.Model.Truth(expression);
        }
    }

    private static Diagnostic Report(BoundLogical logical, int index, string where)
    {
        var operand = PolicyEdits.FindOperand(logical, index);
        var place = operand is null ? logical.Location : logical.Location with { Span = operand.Span };
        return Diagnostic.Create(LogicFindings.NeedlessPart, place, string.Join(' ', place.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), where) with
        {
            Hint = "Take it out, or write what is meant.",
            Fixes = PolicyEdits.FindRemoveOperand(logical, index) is { } fix ? [fix] : [],
        };
    }
}

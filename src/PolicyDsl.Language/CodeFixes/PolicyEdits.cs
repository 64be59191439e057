using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.CodeFixes;

/// <summary>
/// Changes to the rules of a policy that findings about its logic propose. All of them need a look: that a line changes no decision does not
/// say that its author meant none. None where the text does not allow it, or where a comment would be lost.
/// </summary>
public static class PolicyEdits
{
    /// <summary>Puts a rule above another by <c>overrides</c>.</summary>
    public static CodeFix? FindAddOverride(RuleSymbol rule, RuleSymbol lower)
    {
        if (rule.Location?.Source is not { } source || FindBody(rule) is not { } body || body.CloseBrace.IsMissing)
        {
            return null;
        }

        var title = $"Let `{rule.Name}` decide: add `overrides {lower.Name}`";
        if (body.Clauses.OfType<OverridesClauseSyntax>().FirstOrDefault(c => c.AllKeyword is null && c.Names is { Count: > 0 }) is { } clause)
        {
            return Fix(title, source, new TextSpan(clause.Span.End, 0), $", {lower.Name}");
        }

        var brace = body.CloseBrace.Span.Start;
        var start = source.Text.LastIndexOf('\n', Math.Max(0, brace - 1)) + 1;
        var isOnOwnLine = string.IsNullOrWhiteSpace(source.Text[start..brace]);
        return isOnOwnLine
            ? Fix(title, source, new TextSpan(start, 0), $"{source.Text[start..brace]}    overrides {lower.Name}\n")
            : Fix(title, source, new TextSpan(brace, 0), $"overrides {lower.Name} ");
    }

    /// <summary>Takes a name out of <c>overrides</c> or <c>yields to</c>, or the line where it is the only one.</summary>
    public static CodeFix? FindRemoveName(RuleSymbol rule, RuleClauseSyntax clause, SyntaxToken name)
    {
        var names = clause switch
        {
            OverridesClauseSyntax overrides => overrides.Names,
            YieldsClauseSyntax yields => yields.Names,
            _ => null,
        };
        if (rule.Location?.Source is not { } source || names is null)
        {
            return null;
        }

        var index = names.ToList().IndexOf(name);
        var span = names.Count == 1 ? FindLine(source, clause.Span)
            : index == 0 ? TextSpan.FromBounds(name.Span.Start, names[1].Span.Start)
            : TextSpan.FromBounds(names[index - 1].Span.End, name.Span.End);
        return Remove($"Take `{name.Text}` out", source, span);
    }

    /// <summary>Takes several names out of one <c>overrides</c> or <c>yields to</c>.</summary>
    public static CodeFix? FindRemoveNames(RuleSymbol rule, RuleClauseSyntax clause, IReadOnlyCollection<SyntaxToken> gone)
    {
        var names = (clause as OverridesClauseSyntax)?.Names ?? (clause as YieldsClauseSyntax)?.Names;
        if (gone.Count == 1 && gone.First() is { } only)
        {
            return FindRemoveName(rule, clause, only);
        }

        if (rule.Location?.Source is not { } source || names is null || source.ToString(clause.Span).Contains("//", StringComparison.Ordinal))
        {
            return null;
        }

        var left = names.Where(n => !gone.Contains(n)).Select(n => n.Text).ToList();
        return left.Count == 0 ? FindRemoveClause(rule, clause)
            : Fix($"Leave {string.Join(", ", left.Select(n => $"`{n}`"))}", source, TextSpan.FromBounds(names[0].Span.Start, names[^1].Span.End), string.Join(", ", left));
    }

    /// <summary>Takes a whole clause of a rule out.</summary>
    public static CodeFix? FindRemoveClause(RuleSymbol rule, RuleClauseSyntax clause) =>
        rule.Location?.Source is { } source ? Remove($"Remove `{clause.FirstToken.Text}`", source, FindLine(source, clause.Span)) : null;

    /// <summary>Takes a rule out; only where <paramref name="isNamed"/> says that nothing else names it.</summary>
    public static CodeFix? FindRemoveRule(RuleSymbol rule, bool isNamed) =>
        !isNamed && rule is { Location.Source: { } source, Syntax: { } syntax } ? Remove($"Remove {rule.Kind} `{rule.Name}`", source, FindLine(source, syntax.Span)) : null;

    /// <summary>Takes one operand out of <c>and</c> or <c>or</c>.</summary>
    public static CodeFix? FindRemoveOperand(BoundLogical logical, int index)
    {
        if (FindOperand(logical, index) is not { } operand || logical.Syntax is not ChainSyntax chain)
        {
            return null;
        }

        var span = index == 0 ? TextSpan.FromBounds(operand.Span.Start, chain.Operands[1].Span.Start) : TextSpan.FromBounds(chain.Operands[index - 1].Span.End, operand.Span.End);
        return Remove($"Take `{Shorten(logical.Source.ToString(operand.Span))}` out", logical.Source, span);
    }

    /// <summary>The operand as it is written, with its parentheses; null where the condition is not written as a chain.</summary>
    public static ExpressionSyntax? FindOperand(BoundLogical logical, int index) =>
        logical.Syntax is ChainSyntax chain && chain.Operands.Count == logical.Operands.Length ? chain.Operands[index] : null;

    /// <summary>Takes <c>unless D</c> out.</summary>
    public static CodeFix? FindRemoveUnless(SourceText source, GuardSyntax guard) => guard is { UnlessKeyword: not null, Exception: { } exception }
        ? Remove("Take `unless` out", source, TextSpan.FromBounds(guard.Condition.Span.End, exception.Span.End))
        : null;

    /// <summary>Says at the end of the rules what happens where none decides.</summary>
    public static CodeFix? FindAddOtherwise(PolicySymbol policy, ActionSymbol action)
    {
        var source = policy.Location?.Source;
        return policy.Rules.LastOrDefault(r => r.Location?.Source == source) is { Syntax: { } last } && source is not null
            ? Fix($"Add `otherwise {action.Name}`", source, new TextSpan(last.Span.End, 0), $"\n\notherwise {action.Name}")
            : null;
    }

    /// <summary>The guard of <c>when C unless D</c> of a rule.</summary>
    public static GuardSyntax? FindGuard(RuleSymbol rule) => FindBody(rule)?.Clauses.OfType<WhenClauseSyntax>().FirstOrDefault()?.Guard;

    public static IEnumerable<RuleClauseSyntax> FindClauses(RuleSymbol rule) => FindBody(rule)?.Clauses ?? Enumerable.Empty<RuleClauseSyntax>();

    private static (SyntaxList<RuleClauseSyntax> Clauses, SyntaxToken CloseBrace)? FindBody(RuleSymbol rule) => rule.Syntax switch
    {
        RuleSyntax syntax => (syntax.Clauses, syntax.CloseBrace),
        CrackdownSyntax syntax => (syntax.Clauses, syntax.CloseBrace),
        _ => null,
    };

    private static CodeFix Fix(string title, SourceText source, TextSpan span, string text) => new(title, [new TextEdit(new Location(source, span), text)], IsSafe: false);

    private static CodeFix? Remove(string title, SourceText source, TextSpan span)
    {
        var text = source.ToString(span);
        return text.Contains("//", StringComparison.Ordinal) ? null : Fix(title, source, span, "");
    }

    /// <summary>A span with its line break, where it has its lines for itself.</summary>
    private static TextSpan FindLine(SourceText source, TextSpan span)
    {
        var start = source.Text.LastIndexOf('\n', Math.Max(0, span.Start - 1)) + 1;
        var end = source.Text.IndexOf('\n', span.End);
        end = end < 0 ? source.Length : end + 1;
        var isAlone = string.IsNullOrWhiteSpace(source.Text[start..span.Start]) && string.IsNullOrWhiteSpace(source.Text[span.End..end]);
        return isAlone ? TextSpan.FromBounds(start, end) : span;
    }

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 60 ? line : line[..57] + "…";
    }
}

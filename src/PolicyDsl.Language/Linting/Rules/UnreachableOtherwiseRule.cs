using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>
/// PD2503: an <c>otherwise</c> of a disposition that nothing can lead to (no service that can be full or declined), of a
/// match that names every member already, or of a policy with a rule that always fires.
/// </summary>
internal sealed class UnreachableOtherwiseRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context) => Outcomes(context).Concat(Matches(context)).Concat(Policy(context));

    private static IEnumerable<Diagnostic> Outcomes(LintContext context)
    {
        foreach (var outcome in context.Nodes<OutcomeSyntax>())
        {
            if (outcome is { OtherwiseKeyword: { IsMissing: false } otherwise, Services: null })
            {
                var span = TextSpan.FromBounds(otherwise.Span.Start, outcome.Span.End);
                yield return Diagnostic.Create(LintFindings.UnreachableOtherwise, new Location(context.Tree.Source, span), "the rule hands over to no service that could be full or declined") with
                {
                    Hint = "Name the service, as in `then divert to treatment, otherwise warn`, or leave `otherwise` out.",
                };
            }
        }
    }

    private static IEnumerable<Diagnostic> Matches(LintContext context)
    {
        foreach (var match in context.Nodes<MatchSyntax>())
        {
            if (context.Record.FindExpression(match) is not BoundMatch { Subject.Type: EnumType type } bound)
            {
                continue;
            }

            var named = bound.Arms.Where(a => a.Guard is null).SelectMany(a => a.Patterns).OfType<ConstantPattern>().Select(p => p.Value.Low).ToHashSet();
            var otherwise = bound.Arms.FirstOrDefault(a => a.Kind == ArmKind.Otherwise);
            if (otherwise is not null && type.Enum.Members.All(m => named.Contains(m.Ordinal)))
            {
                yield return Diagnostic.Create(LintFindings.UnreachableOtherwise, context.Locate(otherwise.Syntax), $"the arms before it name every `{type.Enum.Name}`") with
                {
                    Hint = "Remove the arm; `unknown =>` is the arm for a value that is not known.",
                };
            }
        }
    }

    private static IEnumerable<Diagnostic> Policy(LintContext context)
    {
        var always = context.Policy?.Rules.FirstOrDefault(r => r is not CrackdownSymbol && r.Action is not null && r.Unless is null && r.When is BoundLiteral { Value: var v } && v == Value.True);
        if (always is not null && context.Policy?.OtherwiseLocation is { } location)
        {
            yield return Diagnostic.Create(LintFindings.UnreachableOtherwise, location, $"rule `{always.Name}` always fires");
        }
    }
}

using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>The clauses of rules and crackdowns. What they say of each other's place is read by <see cref="RuleOrderBinder"/>.</summary>
internal sealed class RuleBinder(BindingSession session, ExpressionBinder expressions)
{
    public void Bind(RuleSymbol rule, EffectiveItem item)
    {
        var clauses = item.Item switch
        {
            RuleSyntax syntax => syntax.Clauses,
            CrackdownSyntax syntax => syntax.Clauses,
            _ => SyntaxList<RuleClauseSyntax>.Empty,
        };
        var seen = new Dictionary<string, RuleClauseSyntax>(StringComparer.Ordinal);
        foreach (var clause in clauses)
        {
            if (FindSingleWord(clause) is { } word && !seen.TryAdd(word, clause))
            {
                session.Report(Diagnostic.Create(PolicyErrors.SaidTwice, item.At(clause), word, BindingSession.Describe(rule)) with
                {
                    Related = [new RelatedLocation(item.At(seen[word]), "It is said here already.")],
                });
                continue;
            }

            BindClause(rule, clause, item.Source);
        }

        // Several lines add up to one list.
        rule.Offers = session.ResolveAll(
            clauses.OfType<OfferClauseSyntax>().SelectMany(c => c.Services), item.Source, t => session.Resolve<ServiceSymbol>(t, item.Source, "service"));
        rule.Partners = session.ResolveAll(
            clauses.OfType<WithClauseSyntax>().SelectMany(c => c.Partners), item.Source, t => session.ResolvePlain(t, item.Source, "partner"));
        CheckComplete(rule, clauses, item);
    }

    /// <summary>The word of a clause that may be there once; null for lists, which add up.</summary>
    private static string? FindSingleWord(RuleClauseSyntax clause) => clause switch
    {
        OfferClauseSyntax or WithClauseSyntax or OverridesClauseSyntax or YieldsClauseSyntax => null,
        CappedThenClauseSyntax => "then",
        _ => clause.FirstToken.ValueText,
    };

    private void BindClause(RuleSymbol rule, RuleClauseSyntax clause, SourceText source)
    {
        switch (clause)
        {
            case WhenClauseSyntax condition:
                (rule.When, rule.Unless) = BindGuard(condition.Guard, new ExpressionContext(ExpressionPlace.Incident, session.Scope.Incident, source)
                {
                    Description = BindingSession.Describe(rule),
                });
                break;
            case ThenClauseSyntax then:
                BindOutcome(rule, then.Outcome, source);
                break;
            case TextClauseSyntax { Keyword.ValueText: "because" } text:
                rule.Because = BindingSession.ReadText(text.Text);
                break;
            case TextClauseSyntax { Keyword.ValueText: "benefit" } text:
                rule.Benefit = BindingSession.ReadText(text.Text);
                break;
            case TextClauseSyntax text:
                rule.Legal = BindingSession.ReadText(text.Text);
                break;
            case PriorityClauseSyntax priority:
                rule.Priority = session.ReadWhole(priority.Number, source, "A priority", 0, 1_000_000);
                break;
            default:
                if (rule is CrackdownSymbol crackdown)
                {
                    BindOperation(crackdown, clause, source);
                }

                break;
        }
    }

    private void BindOperation(CrackdownSymbol crackdown, RuleClauseSyntax clause, SourceText source)
    {
        var context = new ExpressionContext(ExpressionPlace.Target, session.Scope.Find("area") as EntitySymbol, source)
        {
            Description = BindingSession.Describe(crackdown),
        };
        switch (clause)
        {
            case CappedThenClauseSyntax capped:
                crackdown.Action = session.ResolveAction(capped.Action, source);
                crackdown.Cap = session.ReadWhole(capped.Cap, source, "A cap", 0, int.MaxValue);
                crackdown.CapPeriod = capped.Period.IsMissing ? null : capped.Period.ValueText;
                crackdown.Alternative = session.ResolveAction(capped.Alternative, source);
                break;
            case TargetClauseSyntax target:
                crackdown.Target = BindTarget(target, context);
                break;
            case AnnounceClauseSyntax announce:
                crackdown.Announce = expressions.BindLength(announce.Lead, context, allowCalendarUnits: false);
                crackdown.Channels = session.ResolveAll(announce.Channels, source, t => session.ResolvePlain(t, source, "channel"));
                break;
            case DurationClauseSyntax { Keyword.ValueText: "lasts" } lasts:
                crackdown.Lasts = expressions.BindLength(lasts.Duration, context, allowCalendarUnits: true);
                break;
            case DurationClauseSyntax rests:
                crackdown.Rests = expressions.BindLength(rests.Duration, context, allowCalendarUnits: true);
                break;
        }
    }

    private BoundExpression? BindTarget(TargetClauseSyntax target, ExpressionContext context)
    {
        if (context.Subject is null)
        {
            session.ReportMissingEntity("area", new Location(context.Source, target.Span));
            return null;
        }

        var (condition, exception) = BindGuard(target.Guard, context);
        return Guards.Join(condition, exception, target.Guard, context.Source);
    }

    private (BoundExpression? Condition, BoundExpression? Exception) BindGuard(GuardSyntax guard, ExpressionContext context)
    {
        // Without an entity no name can mean anything; that it is missing is said once for the policy.
        if (context.Subject is null)
        {
            return (null, null);
        }

        return (expressions.BindCondition(guard.Condition, context), guard.Exception is { } exception ? expressions.BindCondition(exception, context) : null);
    }

    private void BindOutcome(RuleSymbol rule, OutcomeSyntax outcome, SourceText source)
    {
        rule.Action = session.ResolveAction(outcome.Action, source);
        rule.To = session.ResolveAll(outcome.Services, source, t => session.Resolve<ServiceSymbol>(t, source, "service"));
        rule.Alternative = outcome.Alternative is { } alternative ? session.ResolveAction(alternative, source) : null;
        if (outcome.Deadline is { } deadline)
        {
            var context = new ExpressionContext(ExpressionPlace.Incident, session.Scope.Incident, source) { Description = BindingSession.Describe(rule) };
            rule.Within = expressions.BindLength(deadline, context, allowCalendarUnits: false);
        }
    }

    private void CheckComplete(RuleSymbol rule, SyntaxList<RuleClauseSyntax> clauses, EffectiveItem item)
    {
        var location = rule.Location ?? item.At(item.Item);
        if (!clauses.Any(c => c is WhenClauseSyntax))
        {
            session.Report(Diagnostic.Create(PolicyErrors.MissingClause, location, BindingSession.Describe(rule), "when") with
            {
                Hint = "Add `when` with a condition; `when true` is always.",
            });
        }

        if (!clauses.Any(c => c is ThenClauseSyntax or CappedThenClauseSyntax or OfferClauseSyntax))
        {
            session.Report(Diagnostic.Create(PolicyErrors.DoesNothing, location, BindingSession.Describe(rule)) with
            {
                Hint = "Add `then` with an action, or `offer` with a service.",
            });
        }

        // A crackdown without an end compiles: the clauses of the principles say that it must have one.
        if (rule is CrackdownSymbol && !clauses.Any(c => c is TargetClauseSyntax))
        {
            session.Report(Diagnostic.Create(PolicyErrors.MissingClause, location, BindingSession.Describe(rule), "target") with
            {
                Hint = "Add a line such as `target areas where officers is at least 10`.",
            });
        }
    }
}

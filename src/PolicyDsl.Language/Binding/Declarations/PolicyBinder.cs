using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>The policy itself: header lines, rules, departures, resources, tests, and the table entries that an amendment changes.</summary>
internal sealed class PolicyBinder(BindingSession session, Declarations declared, EffectivePolicy effective, ExpressionBinder expressions)
{
    private readonly PolicySymbol policy = new(effective.Header.Name.ValueText, new Location(effective.Source, effective.Header.Name.Span), effective.Header)
    {
        Title = BindingSession.ReadText(effective.Header.Title),
        Documentation = effective.Header.Documentation,
        Amends = effective.Amends,
    };

    public PolicySymbol Bind()
    {
        session.Record.AddDeclaration(effective.Header.Name, policy);
        if (session.Scope.Incident is null)
        {
            session.ReportMissingEntity("incident", policy.Location);
        }

        new TableChangeBinder(session, expressions).Bind(effective.Changes);
        policy.Defines = [.. declared.Defines.Select(d => d.Symbol)];
        CheckDefineNames();
        BindRules();
        foreach (var item in effective.Items)
        {
            BindItem(item);
        }

        new OperationsBinder(session, expressions).Bind(policy, declared);
        policy.Departures = new DepartureBinder(session).Bind(effective);
        policy.Tests = new TestBinder(session, expressions).Bind(effective);
        return policy;
    }

    private void BindRules()
    {
        ImmutableArray<(RuleSymbol Symbol, EffectiveItem Item)> rules = [.. declared.Rules];
        var binder = new RuleBinder(session, expressions);
        foreach (var (rule, item) in rules)
        {
            binder.Bind(rule, item);
        }

        new RuleOrderBinder(session, effective).Bind(rules);
        policy.Rules = [.. rules.Select(r => r.Symbol)];
    }

    private void BindItem(EffectiveItem item)
    {
        switch (item.Item)
        {
            case TextHeaderSyntax header:
                BindText(header);
                break;
            case InForceSyntax force:
                policy.InForceFrom = BindingSession.ReadDate(force.From);
                policy.InForceTo = BindingSession.ReadDate(force.To);
                if (force.To is { } to)
                {
                    session.ReadPeriod(force.From, to, item.Source);
                }

                break;
            case ReviewSyntax review:
                policy.ReviewEvery = expressions.BindLength(review.Interval, ContextOf(item.Source), allowCalendarUnits: true);
                break;
            case AdvancesSyntax advances:
                policy.Advances = session.ResolveAll(advances.Names, item.Source, t => session.ResolvePlain(t, item.Source, "activity"));
                break;
            case PartnersSyntax partners:
                policy.Partners = [.. policy.Partners.Union(session.ResolveAll(partners.Names, item.Source, t => session.ResolvePlain(t, item.Source, "partner")))];
                break;
            case AppliesWhenSyntax applies when session.Scope.Incident is not null:
                var condition = expressions.BindCondition(applies.Guard.Condition, ContextOf(item.Source));
                var exception = applies.Guard.Exception is { } unless ? expressions.BindCondition(unless, ContextOf(item.Source)) : null;
                policy.AppliesWhen = Guards.Join(condition, exception, applies.Guard, item.Source);
                break;
            case OtherwiseSyntax otherwise:
                policy.Otherwise = session.ResolveAction(otherwise.Action, item.Source);
                policy.OtherwiseLocation = item.At(otherwise);
                break;
        }
    }

    private void BindText(TextHeaderSyntax header)
    {
        var text = BindingSession.ReadText(header.Text);
        switch (header.Keyword.ValueText)
        {
            case "owner":
                policy.Owner = text;
                break;
            case "version":
                policy.Version = text;
                break;
            case "legal":
                policy.Legal = text;
                break;
            case "complaints":
                policy.Complaints = text;
                break;
        }
    }

    private ExpressionContext ContextOf(SourceText source) =>
        new(ExpressionPlace.Incident, session.Scope.Incident, source) { Description = $"policy `{policy.Name}`" };

    /// <summary>A bare name is a field before it is a define, so a define of that name could never be read.</summary>
    private void CheckDefineNames()
    {
        if (session.Scope.Incident is not { } incident)
        {
            return;
        }

        var reachable = ShortNames.Find(incident);
        foreach (var define in policy.Defines)
        {
            if (reachable.TryGetValue(define.Name, out var path))
            {
                session.Report(Diagnostic.Create(PolicyErrors.DefineHidesField, define.Location, define.Name, path[^1].QualifiedName) with
                {
                    Hint = "Give the define another name.",
                    Related = BindingSession.RelatedTo(path[^1], "The field is here."),
                });
            }
        }
    }
}

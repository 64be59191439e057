using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What one clause demands, in the five kinds of language.md section 9.</summary>
internal sealed partial class ClauseFormBinder(BindingSession session, ExpressionBinder expressions, ClauseSymbol clause, SourceText source)
{
    private ExpressionContext Context => new(ExpressionPlace.Incident, session.Scope.Incident, source) { Description = BindingSession.Describe(clause) };

    /// <summary>The form; null after a message.</summary>
    public ClauseForm? Bind(ClauseFormSyntax form) => form switch
    {
        NeverSyntax never when BindGuard(never.Guard) is var (when, unless) => BindTarget(never.Target) is { } target ? new NeverForm(target, when, unless) : null,
        NeverHarsherSyntax never when BindGuard(never.Guard) is var (when, unless) =>
            session.ResolveAction(never.Action, source) is { } limit ? new NeverHarsherForm(limit, when, unless) : null,
        AlwaysSyntax always when BindGuard(always.Guard) is var (when, unless) => BindTarget(always.Target) is { } target ? new AlwaysForm(target, when, unless) : null,
        AlwaysOfferSyntax always when BindGuard(always.Guard) is var (when, unless) => BindOffer(always, when, unless),
        EverySyntax every => BindEvery(every),
        DependsSyntax depends => BindDepends(depends),
        NeverFallsSyntax falls => BindNeverFalls(falls),
        RequireSyntax require => BindRequire(require),
        _ => null,
    };

    private Location At(SyntaxElement element) => new(source, element.Span);

    private (BoundExpression When, BoundExpression? Unless)? BindGuard(GuardSyntax guard)
    {
        if (session.Scope.Incident is null)
        {
            session.ReportMissingEntity("incident", At(guard));
            return null;
        }

        return (expressions.BindCondition(guard.Condition, Context), guard.Exception is { } exception ? expressions.BindCondition(exception, Context) : null);
    }

    private AlwaysOfferForm? BindOffer(AlwaysOfferSyntax always, BoundExpression when, BoundExpression? unless)
    {
        var services = session.ResolveAll(always.Services, source, t => session.Resolve<ServiceSymbol>(t, source, "service"));
        return services.IsEmpty ? null : new AlwaysOfferForm(services, when, unless);
    }

    private ActionTarget? BindTarget(TargetSyntax target)
    {
        if (target.ActionKeyword is null)
        {
            return session.ResolveAction(target.Name, source) is { } action ? new ActionTarget(action.Name, [action]) : null;
        }

        if (target.Name.IsMissing)
        {
            return null;
        }

        var trait = target.Name.ValueText;
        ImmutableArray<ActionSymbol> actions = [.. session.Scope.All<ActionSymbol>().Where(a => a.Traits.Contains(trait))];
        if (!actions.IsEmpty)
        {
            return new ActionTarget($"{trait} action", actions);
        }

        var traits = session.Scope.All<ActionSymbol>().SelectMany(a => a.Traits).Distinct();
        session.ReportUnknown(NameErrors.UnknownName, target.Name, source, traits, "trait of an action", trait);
        return null;
    }

    private DependsForm? BindDepends(DependsSyntax depends)
    {
        if (session.Scope.Incident is not { } incident)
        {
            session.ReportMissingEntity("incident", At(depends));
            return null;
        }

        if (depends.Field is { ThisKeyword: null, Names: [{ ValueText: "protected" }] })
        {
            return new DependsForm("protected", [.. session.Scope.All<EntitySymbol>().SelectMany(e => e.Fields).Where(f => f.IsProtected)]);
        }

        var fields = new FieldPaths(session).Resolve(depends.Field, incident, source);
        return fields.IsEmpty ? null : new DependsForm(At(depends.Field).Text, [fields[^1]]);
    }

    private NeverFallsForm? BindNeverFalls(NeverFallsSyntax falls)
    {
        if (session.Scope.Incident is null)
        {
            session.ReportMissingEntity("incident", At(falls));
            return null;
        }

        var term = expressions.Bind(falls.Field, Context, null);
        if (term.Type == BasicType.Error)
        {
            return null;
        }

        var isTerm = term switch
        {
            BoundFieldAccess access => access.Field.IsStored,
            BoundDefineReference { Define.Value: BoundHistory } => true,
            _ => term is BoundHistory,
        };
        if (isTerm && term.Type.IsOrdered)
        {
            return new NeverFallsForm(term);
        }

        session.Report(Diagnostic.Create(DeclarationErrors.CannotRise, At(falls.Field), At(falls.Field).Text) with
        {
            Hint = "Name a stored field that is a number, quantity or date, or a history.",
        });
        return null;
    }

    private RequireForm? BindRequire(RequireSyntax require)
    {
        var context = Context with { Place = ExpressionPlace.Measure };
        var condition = expressions.BindCondition(require.Condition, context);
        if (condition.BoundDescendants().Any(e => e is BoundErrorExpression))
        {
            return null;
        }

        var unwrapped = condition is BoundComparison { Right: BoundLiteral or BoundConversion { Operand: BoundLiteral } } or BoundInRange;
        if (unwrapped)
        {
            return new RequireForm(condition);
        }

        session.Report(Diagnostic.Create(DeclarationErrors.RequireShape, At(require.Condition)) with
        {
            Hint = "Write a figure, a comparison and a number, as in `require net_benefit(arrest) > 0`.",
        });
        return null;
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Principles;

/// <summary>A declaration that gives wrong answers, and for which incidents.</summary>
/// <param name="Declaration">A rule, a resource whose exhaustion changes the answer, or the policy for its <c>otherwise</c> or want of one.</param>
/// <param name="Action">What is answered; null where nothing is.</param>
internal sealed record Blame(Symbol Declaration, ActionSymbol? Action, Diagram Where);

/// <summary>
/// Where a policy answers what a logical clause forbids, or not what it demands, declaration by declaration: exactly those that do so for
/// some incident. In a conflict the mildest action is the answer; an exhausted resource replaces anything harsher.
/// </summary>
internal sealed class WrongAnswers(PolicyModel model)
{
    private readonly DiagramManager diagrams = model.Universe.Diagrams;
    private readonly PolicySlice slice = new(model);

    /// <summary>The incidents in scope that a clause is about: C is true and D is not.</summary>
    public Diagram Concerned(LogicalForm form)
    {
        var here = slice.And(model.Scope.True, model.Truth(form.When).True);
        return form.Unless is { } unless ? slice.Minus(here, model.Truth(unless).True) : here;
    }

    /// <summary>The rules that fire for some of these incidents.</summary>
    public ImmutableArray<RuleSymbol> FindFiring(Diagram within) => [.. model.Policy.Rules.Where(r => !slice.Firing(within, r).IsFalse)];

    public ImmutableArray<Blame> Find(LogicalForm form, Diagram concerned) => [.. form switch
    {
        NeverForm never => FindByAction(concerned, a => a is not null && never.Target.Actions.Contains(a)),
        NeverHarsherForm limit => FindByAction(concerned, a => a is not null && a.Severity > limit.Limit.Severity),
        AlwaysForm always => FindByAction(concerned, a => a is null || !always.Target.Actions.Contains(a)),
        AlwaysOfferForm offer => FindDeciders(diagrams.OrAll(offer.Services.Select(s => WithoutOffer(concerned, s)))),
        _ => [],
    }];

    /// <summary>Where the answer is wrong by its action alone, for every declaration that brings such an answer about.</summary>
    public IEnumerable<Blame> FindByAction(Diagram within, Func<ActionSymbol?, bool> isWrong)
    {
        foreach (var rule in slice.Acting)
        {
            foreach (var action in PolicySlice.ActionsOf(rule).Where(a => MayLeadTo(a, isWrong)))
            {
                foreach (var blame in Answers(rule, action, slice.DecidedBy(within, rule, action), isWrong))
                {
                    yield return blame;
                }
            }
        }

        if (model.Policy.Otherwise is { } otherwise ? MayLeadTo(otherwise, isWrong) : isWrong(null))
        {
            foreach (var blame in Answers(model.Policy, model.Policy.Otherwise, slice.Unreached(within), isWrong))
            {
                yield return blame;
            }
        }
    }

    private IEnumerable<ResourceSymbol> Substituting(ActionSymbol action) =>
        model.Policy.Resources.Where(r => r.WhenExhausted is { } substitute && Mildness.Order.Compare(substitute, action) < 0);

    private bool MayLeadTo(ActionSymbol action, Func<ActionSymbol?, bool> isWrong) =>
        isWrong(action) || Substituting(action).Any(r => isWrong(r.WhenExhausted));

    /// <summary>The wrong ones among the answers where an action is decided before resources: itself, and what is put in its place.</summary>
    private IEnumerable<Blame> Answers(Symbol declaration, ActionSymbol? action, Diagram decided, Func<ActionSymbol?, bool> isWrong)
    {
        if (decided.IsFalse)
        {
            yield break;
        }

        if (isWrong(action))
        {
            var kept = action is null ? decided : slice.Minus(decided, model.ReplacesHarsher(action));
            if (!kept.IsFalse)
            {
                yield return new Blame(declaration, action, kept);
            }
        }

        foreach (var resource in action is null ? [] : Substituting(action).Where(r => isWrong(r.WhenExhausted)))
        {
            if (resource.WhenExhausted is { } substitute && slice.And(decided, diagrams.And(model.Exhausted(resource), model.MildestExhausted(substitute))) is { IsFalse: false } replaced)
            {
                yield return new Blame(resource, substitute, replaced);
            }
        }
    }

    private Diagram WithoutOffer(Diagram within, ServiceSymbol service)
    {
        foreach (var rule in model.Policy.Rules.Where(r => r.Offers.Contains(service)))
        {
            within = slice.Minus(within, model.Fires(rule));
        }

        foreach (var rule in slice.Acting.Where(r => r.To.Contains(service)))
        {
            if (rule.Action is { } action)
            {
                var decided = slice.DecidedBy(slice.Minus(within, model.AlternativeInForce(rule)), rule, action);
                within = slice.Minus(within, slice.Minus(decided, model.ReplacesHarsher(action)));
            }
        }

        return within;
    }

    /// <summary>Who decides incidents whose offers fall short; each for some of them, of which all are given.</summary>
    private IEnumerable<Blame> FindDeciders(Diagram within)
    {
        if (within.IsFalse)
        {
            yield break;
        }

        foreach (var rule in slice.Acting)
        {
            foreach (var action in PolicySlice.ActionsOf(rule).Where(a => slice.MayDecide(within, rule, a)))
            {
                yield return new Blame(rule, action, within);
            }
        }

        if (slice.MayBeUnreached(within))
        {
            yield return new Blame(model.Policy, model.Policy.Otherwise, within);
        }
    }
}

using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Logic;

/// <summary>Two rules that stand together for some incident and name different actions.</summary>
/// <param name="One">The rule that is declared first.</param>
/// <param name="Actions">What the two name there.</param>
/// <param name="Case">Where, and the incident that shows it.</param>
public sealed record RuleConflict(RuleSymbol One, RuleSymbol Other, (ActionSymbol One, ActionSymbol Other) Actions, FoundCase Case);

/// <summary>What came of looking for conflicts.</summary>
/// <param name="Found">In order of declaration, at most <see cref="ConflictCheck.MaxShown"/>.</param>
/// <param name="Others">How many more pairs conflict or may, for which no incident was looked for.</param>
/// <param name="Undecided">The pairs that are out of budget.</param>
public sealed record ConflictResult(ImmutableArray<RuleConflict> Found, int Others, ImmutableArray<(RuleSymbol One, RuleSymbol Other)> Undecided);

/// <summary>
/// Finds every pair of rules of which both stand for some incident and name different actions, their own or those of their <c>otherwise</c>.
/// Cost: for each pair a look whether both can fire at once; for those that can, a step for each rule above one of them.
/// </summary>
public static class ConflictCheck
{
    public const int MaxShown = 50;

    public static ConflictResult Find(PolicyModel model)
    {
        var (found, undecided) = (ImmutableArray.CreateBuilder<RuleConflict>(), ImmutableArray.CreateBuilder<(RuleSymbol, RuleSymbol)>());
        var others = 0;
        foreach (var (one, other) in FindPairs(model))
        {
            using var asked = model.Universe.Ask();
            try
            {
                var where = FindViolating(model, one, other);
                if (where.IsFalse)
                {
                    continue;
                }

                if (found.Count == MaxShown)
                {
                    others++;
                    continue;
                }

                model.Universe.Diagrams.StartQuestion();
                found.Add(ToConflict(model, one, other, where));
            }
            catch (BudgetExceededException)
            {
                undecided.Add((one, other));
            }
        }

        return new ConflictResult(found.ToImmutable(), others, undecided.ToImmutable());
    }

    /// <summary>The incidents in scope for which both rules stand and name different actions.</summary>
    /// <exception cref="BudgetExceededException">The question is too large.</exception>
    public static Diagram FindViolating(PolicyModel model, RuleSymbol one, RuleSymbol other)
    {
        var diagrams = model.Universe.Diagrams;
        diagrams.StartQuestion();
        if (AreOrdered(one, other) || !diagrams.Intersects(model.FiresPossibly(one), model.Fires(other)))
        {
            return Diagram.False;
        }

        var slice = new PolicySlice(model);
        var both = slice.Standing(slice.Standing(model.Scope.True, one), other);
        var differ = diagrams.OrAll(
            from a in PolicySlice.ActionsOf(one)
            from b in PolicySlice.ActionsOf(other)
            where a != b
            select diagrams.And(Naming(model, one, a), Naming(model, other, b)));
        return diagrams.And(slice.And(both, differ), model.Universe.Valid);
    }

    private static IEnumerable<(RuleSymbol One, RuleSymbol Other)> FindPairs(PolicyModel model)
    {
        RuleSymbol[] rules = [.. model.Policy.Rules.Where(r => r.Action is not null)];
        for (var i = 0; i < rules.Length; i++)
        {
            for (var j = i + 1; j < rules.Length; j++)
            {
                if (!AreOrdered(rules[i], rules[j]) && (rules[i].Action != rules[j].Action || rules[i].Alternative is not null || rules[j].Alternative is not null))
                {
                    yield return (rules[i], rules[j]);
                }
            }
        }
    }

    private static bool AreOrdered(RuleSymbol one, RuleSymbol other) => one.Overrides.Contains(other) || other.Overrides.Contains(one);

    private static Diagram Naming(PolicyModel model, RuleSymbol rule, ActionSymbol action)
    {
        var alternative = model.AlternativeInForce(rule);
        return rule.Action == rule.Alternative ? Diagram.True : rule.Action == action ? model.Universe.Diagrams.Not(alternative) : alternative;
    }

    private static RuleConflict ToConflict(PolicyModel model, RuleSymbol one, RuleSymbol other, Diagram where)
    {
        var found = FoundCase.Find(model, where, w => Named(w, one) is { } a && Named(w, other) is { } b && a != b && w.Decision.Status == DecisionStatus.Conflict, model.Fires(one), model.Fires(other));
        return found.Witness is { } witness && Named(witness.Facts, one) is { } first && Named(witness.Facts, other) is { } second
            ? new RuleConflict(one, other, (first, second), found)
            : new RuleConflict(one, other, FindNamed(model, one, other, where), found);
    }

    private static (ActionSymbol One, ActionSymbol Other) FindNamed(PolicyModel model, RuleSymbol one, RuleSymbol other, Diagram where)
    {
        var diagrams = model.Universe.Diagrams;
        var pairs = PolicySlice.ActionsOf(one).SelectMany(a => PolicySlice.ActionsOf(other).Where(b => b != a).Select(b => (One: a, Other: b)));
        return pairs.First(p => diagrams.Intersects(where, diagrams.And(Naming(model, one, p.One), Naming(model, other, p.Other))));
    }

    /// <summary>What a rule that stands names; null where it does not stand.</summary>
    private static ActionSymbol? Named(Witness witness, RuleSymbol rule) =>
        witness.Decision.Outcomes.Any(o => o.Rule == rule && o.State == RuleState.Fired) ? Named(witness.Facts, rule) : null;

    private static ActionSymbol? Named(DecideOptions facts, RuleSymbol rule) =>
        rule.Alternative is { } alternative && facts.AlternativesInForce.Contains(rule) ? alternative : rule.Action;
}

using System.Collections.Immutable;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Principles;

/// <summary>Proofs of <c>severity never falls as F rises</c>: of no two incidents that differ in F alone has the one with more the milder answer.</summary>
internal static class OrderProof
{
    public static Diagram FindViolating(PolicyModel model, NeverFallsForm form) =>
        model.FindTerm(form.Term) is NumericTerm term ? new OrderQuestion(model, term).FindViolating() : throw NoSingleTerm(form);

    public static ClauseVerdict Prove(PolicyModel model, ClauseSymbol clause, NeverFallsForm form)
    {
        if (model.FindTerm(form.Term) is not NumericTerm term)
        {
            return ClauseProofs.Undecided(clause, NoSingleTerm(form).Message);
        }

        var question = new OrderQuestion(model, term);
        var proved = new ClauseVerdict(clause, Verdict.Proved, "of no two incidents that differ in it alone is the one with more treated less severely")
        {
            RulesLookedAt = [.. model.Policy.Rules.Where(r => r.Action is not null)],
        };
        if (!question.IsRead)
        {
            return proved with { Reason = $"no disposition depends on `{term.Name}`" };
        }

        var violating = question.FindViolating();
        return violating.IsFalse ? proved : Refute(model, proved, question, violating);
    }

    private static ClauseVerdict Refute(PolicyModel model, ClauseVerdict proved, OrderQuestion question, Diagram violating)
    {
        var verdict = proved with { Kinds = KindCount.Count(model, violating, violating), Breaches = FindBreaches(model, question) };
        Witness? second = null;
        var seconds = new SecondIncident(model, question);
        WitnessResult found;
        try
        {
            found = new WitnessFinder(model).Find(violating, first => (second = seconds.Find(first)) is not null);
        }
        catch (BudgetExceededException e)
        {
            return verdict with { Verdict = Verdict.Undecided, Reason = $"it may be broken, and the search for incidents that show it is out of its budget: {e.Message}", Breaches = [] };
        }

        return found.Witness is { } witness && second is not null
            ? verdict with { Verdict = Verdict.Violated, Reason = $"severity falls as `{question.Ordered.Term.Name}` rises", Breaches = WitnessTelling.Sort(verdict.Breaches, witness), Witness = WitnessTelling.Tell(model, witness, [question.Ordered.Term], second) }
            : verdict with
            {
                Verdict = Verdict.PossiblyViolated,
                Reason = $"severity would fall as `{question.Ordered.Term.Name}` rises, but no two incidents could be built that show it",
                IndependentTerms = found.IndependentTerms,
            };
    }

    private static ImmutableArray<ClauseBreach> FindBreaches(PolicyModel model, OrderQuestion question)
    {
        var name = question.Ordered.Term.Name;
        var (harsh, mild) = question.FindBlame();
        return
        [
            .. harsh.Select(b => ToBreach(model, b, $"where `{name}` is less")),
            .. mild.Select(b => ToBreach(model, b, $"where `{name}` is more")),
        ];
    }

    private static ClauseBreach ToBreach(PolicyModel model, Blame blame, string where) => LogicalProof.ToBreach(model, blame, $" {where}");

    private static BudgetExceededException NoSingleTerm(NeverFallsForm form) =>
        new($"`{form.Term.Location.Text}` may be given or computed, and such fields are not compared");
}

using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Principles;

/// <summary>Proofs of logical clauses: no incident has C true, D not true, and a wrong answer; or here is one.</summary>
internal static class LogicalProof
{
    public static Diagram FindViolating(PolicyModel model, LogicalForm form)
    {
        var answers = new WrongAnswers(model);
        return model.Universe.Diagrams.OrAll(answers.Find(form, answers.Concerned(form)).Select(b => b.Where));
    }

    public static ClauseVerdict Prove(PolicyModel model, ClauseSymbol clause, LogicalForm form)
    {
        var answers = new WrongAnswers(model);
        var concerned = answers.Concerned(form);
        var blames = answers.Find(form, concerned);
        var verdict = new ClauseVerdict(clause, Verdict.Proved, "") { RulesLookedAt = [.. answers.FindFiring(concerned).Where(r => form is AlwaysOfferForm || r.Action is not null)] };
        if (blames.IsEmpty)
        {
            var about = KindCount.Count(model, concerned, concerned);
            return verdict with
            {
                Reason = concerned.IsFalse ? "it speaks of no incident in scope" : $"no incident breaks it{(about is { } kinds ? $"; it speaks of {ClauseVerdict.DescribeKinds(kinds.Violating, kinds.All)}" : "")}",
            };
        }

        var diagrams = model.Universe.Diagrams;
        var violating = diagrams.OrAll(blames.Select(b => b.Where));
        verdict = verdict with { Kinds = KindCount.Count(model, violating, concerned), Breaches = [.. blames.Select(b => ToBreach(model, form, b)).DistinctBy(b => b.Message)] };
        return WithWitness(model, verdict, form, violating);
    }

    private static ClauseVerdict WithWitness(PolicyModel model, ClauseVerdict verdict, LogicalForm form, Diagram violating)
    {
        WitnessResult found;
        try
        {
            found = new WitnessFinder(model).Find(violating, w => ClauseTrial.Try(form, model.Interpreter, w.Incident, w.History, w.Decision).IsBroken);
        }
        catch (BudgetExceededException e)
        {
            return verdict with { Verdict = Verdict.Undecided, Reason = $"it may be broken, and the search for an incident that shows it is out of its budget: {e.Message}", Breaches = [] };
        }

        return found.Witness is { } witness
            ? verdict with { Verdict = Verdict.Violated, Reason = "an incident that can happen breaks it", Breaches = WitnessTelling.Sort(verdict.Breaches, witness), Witness = WitnessTelling.Tell(model, witness, Asked(model, form)) }
            : verdict with
            {
                Verdict = Verdict.PossiblyViolated,
                Reason = "some kinds of incident seem to break it, but none could be built that shows it",
                IndependentTerms = found.IndependentTerms,
            };
    }

    private static IEnumerable<Diagram> Asked(PolicyModel model, LogicalForm form) =>
        form.Unless is { } unless ? [model.Truth(form.When).True, model.Truth(unless).True] : [model.Truth(form.When).True];

    private static ClauseBreach ToBreach(PolicyModel model, LogicalForm form, Blame blame) =>
        ToBreach(model, blame, form is AlwaysOfferForm offer ? $" without the offer of {string.Join(" and ", offer.Services.Select(s => $"`{s.Name}`"))}" : "");

    /// <param name="missing">The end of the sentence, with a space before it.</param>
    internal static ClauseBreach ToBreach(PolicyModel model, Blame blame, string missing)
    {
        var answer = blame.Action is { } action ? $"`{action.Name}`" : "nothing";
        return blame.Declaration switch
        {
            RuleSymbol rule => new ClauseBreach(rule.Location, $"{(rule is CrackdownSymbol ? "Crackdown" : "Rule")} `{rule.Name}` decides {answer}{missing}", rule),
            ResourceSymbol resource => new ClauseBreach(resource.Location, $"Resource `{resource.Name}`, when exhausted, leaves {answer}{missing}", resource),
            _ when blame.Action is not null => new ClauseBreach(model.Policy.OtherwiseLocation ?? model.Policy.Location, $"The policy's `otherwise` decides {answer}{missing}", model.Policy),
            _ => new ClauseBreach(model.Policy.Location, $"No rule decides, and there is no `otherwise`{missing}", model.Policy),
        };
    }
}

using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>The kinds of incident that a logical clause speaks of, and those that break it, straight from its definition.</summary>
internal sealed record BreakingKinds(Diagram Concerned, Diagram Breaking)
{
    public static BreakingKinds Of(CompiledSample sample)
    {
        var form = Assert.IsType<LogicalForm>(sample.Clause.Form, exactMatch: false);
        var universe = Universe.Create([new ModelledPolicy(sample.Policy, sample.Compilation.Scope) { Clauses = [sample.Clause] }]);
        var (model, diagrams) = (universe.Models[0], universe.Diagrams);
        var excused = form.Unless is { } unless ? model.Truth(unless).True : Diagram.False;
        var concerned = diagrams.Difference(diagrams.And(model.World, model.Truth(form.When).True), excused);
        var breaking = form switch
        {
            NeverForm never => diagrams.And(concerned, Decides(model, never.Target.Actions.Contains)),
            NeverHarsherForm limit => diagrams.And(concerned, Decides(model, a => a.Severity > limit.Limit.Severity)),
            AlwaysForm always => diagrams.Difference(concerned, Decides(model, always.Target.Actions.Contains)),
            AlwaysOfferForm offer => diagrams.Difference(concerned, diagrams.AndAll(offer.Services.Select(model.Offers))),
            _ => throw new ArgumentException($"{form} is no logical clause."),
        };
        return new BreakingKinds(concerned, breaking);
    }

    private static Diagram Decides(PolicyModel model, Func<ActionSymbol, bool> isWanted) =>
        model.Universe.Diagrams.OrAll(model.Actions.Where(isWanted).Select(model.Decides));
}

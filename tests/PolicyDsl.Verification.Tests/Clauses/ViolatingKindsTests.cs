using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>The kinds of incident that break a clause, by the model of the policy alone: none for a good policy, some for a bad one.</summary>
public sealed class ViolatingKindsTests
{
    public static TheoryData<string, string> Good => CompiledSample.Rows(areGood: true, typeof(LogicalForm));

    public static TheoryData<string, string> Bad => CompiledSample.Rows(areGood: false, typeof(LogicalForm));

    [Theory]
    [MemberData(nameof(Good))]
    public void No_kind_of_incident_breaks_a_good_policy(string clause, string name) => Assert.True(FindBreaking(clause, name).IsFalse);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Some_kind_of_incident_breaks_a_bad_policy(string clause, string name) => Assert.False(FindBreaking(clause, name).IsFalse);

    private static Diagram FindBreaking(string clause, string name)
    {
        var sample = CompiledSample.Get(clause, name);
        var form = Assert.IsType<LogicalForm>(sample.Clause.Form, exactMatch: false);
        var universe = Universe.Create([new ModelledPolicy(sample.Policy, sample.Compilation.Scope) { Clauses = [sample.Clause] }]);
        var (model, diagrams) = (universe.Models[0], universe.Diagrams);
        var excused = form.Unless is { } unless ? model.Truth(unless).True : Diagram.False;
        var concerned = diagrams.Difference(diagrams.And(model.World, model.Truth(form.When).True), excused);
        return form switch
        {
            NeverForm never => diagrams.And(concerned, Decides(model, never.Target.Actions.Contains)),
            NeverHarsherForm limit => diagrams.And(concerned, Decides(model, a => a.Severity > limit.Limit.Severity)),
            AlwaysForm always => diagrams.Difference(concerned, Decides(model, always.Target.Actions.Contains)),
            AlwaysOfferForm offer => diagrams.Difference(concerned, diagrams.AndAll(offer.Services.Select(model.Offers))),
            _ => throw new ArgumentException($"{form} is no logical clause."),
        };
    }

    private static Diagram Decides(PolicyModel model, Func<ActionSymbol, bool> isWanted) =>
        model.Universe.Diagrams.OrAll(model.Actions.Where(isWanted).Select(model.Decides));
}

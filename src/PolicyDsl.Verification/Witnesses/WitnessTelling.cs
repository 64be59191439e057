using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Witnesses as they are shown: what is not plain, and the numbers that the question asks for, plain or not. That nothing is said of a weapon means
/// none to every reader; that nothing is said of an age does not mean a child.
/// </summary>
internal static class WitnessTelling
{
    /// <param name="asked">The conditions that the question is made of.</param>
    /// <param name="other">For an order clause the second incident.</param>
    public static ClauseWitness Tell(PolicyModel model, Witness witness, IEnumerable<Diagram> asked, Witness? other = null) =>
        Tell(model, witness, asked.SelectMany(model.Universe.Diagrams.Support).Select(model.Universe.GetTerm), other);

    /// <param name="asked">The terms that the question asks for.</param>
    public static ClauseWitness Tell(PolicyModel model, Witness witness, IEnumerable<Term> asked, Witness? other = null)
    {
        ImmutableArray<ImmutableArray<FieldSymbol>> numbers = [.. asked.Distinct().OfType<NumericTerm>().Select(t => t.Source).OfType<FieldSource>().Where(s => s.Field.Name != "at").Select(s => s.Path)];
        var text = new IncidentText(model.GlobalScope, SharedIncidents.WithoutPlain(new WitnessFinder(model).Plain, numbers));
        var told = Create(model, text, witness);
        return other is not null && Create(model, text, other) is var second
            ? told with { Other = second.Incident, OtherDecision = second.Decision, OtherText = second.Text, OtherFields = second.Fields, OtherWhy = second.Why }
            : told;
    }

    /// <summary>The breaches, those first that the incident shows, so that it is told where they are.</summary>
    public static ImmutableArray<ClauseBreach> Sort(ImmutableArray<ClauseBreach> breaches, Witness witness)
    {
        var decision = witness.Decision;
        return [.. breaches.OrderBy(b => b.Declaration is RuleSymbol rule && decision.Rules.Contains(rule) || b.Declaration is PolicySymbol && decision.ByOtherwise ? 0 : 1)];
    }

    private static ClauseWitness Create(PolicyModel model, IncidentText text, Witness witness) =>
        ClauseWitness.Create(model.Interpreter, model.GlobalScope, text, witness.Incident, witness.Earlier, witness.Facts);
}

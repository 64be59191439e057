using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Differences;

/// <summary>Finds incidents on which two policies of one universe differ: built for the first model, decided by both interpreters.</summary>
/// <param name="universe">Of two models; the first one's vocabulary holds the other's.</param>
internal sealed class SharedIncidents(Universe universe)
{
    /// <summary>No field has this value, so none is plain by it.</summary>
    private const long NeverGiven = Value.OpenLow + 2;

    private readonly WitnessFinder finder = new(universe.Models[0]);

    /// <summary>An incident of some kinds, decided by the first model's policy and by the second's.</summary>
    /// <param name="kinds">Not false.</param>
    /// <param name="shows">Whether the decisions of the first and the second policy show what is looked for.</param>
    public (Witness? First, Witness? Second, ImmutableArray<string> IndependentTerms) Find(Diagram kinds, Func<Decision, Decision, bool> shows)
    {
        Witness? second = null;
        var result = finder.Find(kinds, witness =>
        {
            second = witness with { Decision = universe.Models[1].Interpreter.Decide(witness.Incident, witness.History, witness.Facts) };
            return shows(witness.Decision, second.Decision);
        });
        return result.Witness is { } first && second is not null ? (first, second, []) : (null, null, result.IndependentTerms);
    }

    /// <summary>What is not plain about an incident, and the fields that make it one of some kinds, plain or not.</summary>
    public string Describe(Witness witness, Diagram kinds)
    {
        var simple = universe.Diagrams.Simplify(kinds, universe.Valid);
        var told = universe.Diagrams.Support(simple).Select(universe.GetTerm).Distinct().Select(t => t.Source).OfType<FieldSource>();
        var text = new IncidentText(universe.Models[0].GlobalScope, WithoutPlain(finder.Plain, [.. told.Select(f => f.Path)]));
        return text.Describe(witness.Incident, witness.Earlier, witness.Facts);
    }

    /// <summary>The plain incident, but that nothing is plain of some fields; what is else computed is told where it is given.</summary>
    internal static EntityInstance WithoutPlain(EntityInstance plain, ImmutableArray<ImmutableArray<FieldSymbol>> paths)
    {
        var copy = new EntityInstance(plain.Entity) { Id = plain.Id };
        foreach (var field in plain.Entity.Fields)
        {
            ImmutableArray<ImmutableArray<FieldSymbol>> below = [.. paths.Where(p => p[0].Ordinal == field.Ordinal)];
            copy[field] = below.IsEmpty ? plain[field]
                : below.Any(p => p.Length == 1) ? (field.Formula is null ? Value.Of(NeverGiven) : plain[field])
                : plain[field].Entity is { } entity ? Value.Of(WithoutPlain(entity, [.. below.Select(p => p[1..])]))
                : plain[field];
        }

        return copy;
    }
}

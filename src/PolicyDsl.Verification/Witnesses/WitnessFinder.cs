using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>Builds the incident with the least deviation from the plain one that a diagram holds for.</summary>
public sealed class WitnessFinder
{
    public WitnessFinder(PolicyModel model) => Model = model;

    public PolicyModel Model { get; }

    /// <summary>Looks for an incident of the kinds in <paramref name="kinds"/> that <paramref name="confirms"/> on the interpreter.</summary>
    /// <param name="kinds">A diagram that is not false; it is taken together with <see cref="Universe.Valid"/>.</param>
    /// <param name="confirms">Whether the replayed incident shows what is looked for.</param>
    public WitnessResult Find(Diagram kinds, Func<Witness, bool> confirms) => new(null, []);
}

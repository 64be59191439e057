using System.Runtime.CompilerServices;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>What every search for a witness of a model uses, made once for each model.</summary>
internal sealed class WitnessParts
{
    private static readonly ConditionalWeakTable<PolicyModel, WitnessParts> Made = [];

    private WitnessParts(PolicyModel model)
    {
        var universe = model.Universe;
        PlainValues = new PlainValues(model.GlobalScope);
        Concretizer = new Concretizer(universe, model, PlainValues);
        Replay = new Replay(universe, model);
        Cheapest = new CheapestKind(universe, new PriceScale(universe.Terms));
        Plain = Concretizer.MakePlain(new FreshEntities());
        Deviation = new Deviation(PlainValues, universe, universe.Abstract(model, Plain, NoHistory.Instance, DecideOptions.Default));
        Variation = new Variation(universe, model, PlainValues, Concretizer, Deviation.Origin);
        Reach = new Reach(universe, model, PlainValues, Plain);
        Possible = universe.Diagrams.And(universe.Valid, Followable.Encode(universe));
        Consistent = Consistency.Encode(model);
    }

    public PlainValues PlainValues { get; }

    public Concretizer Concretizer { get; }

    public Replay Replay { get; }

    public CheapestKind Cheapest { get; }

    /// <summary>The plain incident.</summary>
    public EntityInstance Plain { get; }

    public Deviation Deviation { get; }

    public Variation Variation { get; }

    public Reach Reach { get; }

    /// <summary>The kinds of which there may be a witness.</summary>
    public Diagram Possible { get; }

    /// <summary>Where no field contradicts its formula.</summary>
    public Diagram Consistent { get; }

    /// <summary>Lets go of the parts of a model whose diagrams were made since there were so many nodes.</summary>
    public static void ForgetSince(PolicyModel model, int count)
    {
        if (Made.TryGetValue(model, out var parts) && (parts.Possible.Node >= count || parts.Consistent.Node >= count))
        {
            Made.Remove(model);
        }
    }

    public static WitnessParts Of(PolicyModel model) => Made.GetValue(model, static m => new WitnessParts(m));
}

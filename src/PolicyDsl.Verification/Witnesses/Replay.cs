using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Holds a draft against everything that a witness must be: an incident that is accepted as it is, of one of the kinds looked for by its own
/// values, and decided by the interpreter.
/// </summary>
internal sealed class Replay(Universe universe, PolicyModel model)
{
    private readonly EntityNormalizer normalizer = new(model.GlobalScope);

    /// <summary>The kind that the draft is.</summary>
    public bool[] Abstract(Draft draft) => universe.Abstract(model, draft.Incident, new ListedHistory(draft.Earlier), draft.Facts);

    public bool IsOfKind(Draft draft, Diagram kinds) => universe.Diagrams.Evaluate(kinds, Abstract(draft)) == 1;

    /// <summary>Whether data could hold it: nothing in it would be made unknown or rejected.</summary>
    public bool IsAccepted(Draft draft) => draft.Earlier.Prepend(draft.Incident).SelectMany(FindEntities).Distinct().All(e =>
    {
        var result = normalizer.Normalize(e);
        return !result.IsRejected && result.Broken.IsEmpty && result.NotCoarse.IsEmpty;
    });

    public Witness Decide(Draft draft)
    {
        var witness = new Witness(draft.Incident, draft.Earlier, draft.Facts, new Decision(DecisionStatus.None, null));
        return witness with { Decision = model.Interpreter.Decide(draft.Incident, witness.History, draft.Facts) };
    }

    private static IEnumerable<EntityInstance> FindEntities(EntityInstance incident)
    {
        var found = new List<EntityInstance>();
        var pending = new Stack<EntityInstance>([incident]);
        while (pending.TryPop(out var entity))
        {
            if (found.Contains(entity))
            {
                continue;
            }

            found.Add(entity);
            foreach (var target in entity.Entity.Fields.Where(f => f is { IsStored: true, Type: EntityType }).Select(f => entity[f].Entity).OfType<EntityInstance>())
            {
                pending.Push(target);
            }
        }

        return found;
    }
}

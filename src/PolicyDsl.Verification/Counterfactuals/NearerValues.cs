using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>
/// Puts values in place of those found that are nearer to what is recorded: one of the alternatives recorded, a number beside the range recorded, a set that
/// keeps the members that it need not lose. Each is kept only where the interpreter decides as before. Cost: one evaluation for each value tried.
/// </summary>
internal sealed class NearerValues(PolicyModel model, EntityInstance incident, IIncidentHistory past, DecideOptions facts)
{
    private readonly WitnessParts parts = WitnessParts.Of(model);

    public Counterfactual Improve(Counterfactual found)
    {
        for (var i = 0; i < found.Changes.Length; i++)
        {
            foreach (var nearer in Nearer(found.Changes[i]).Where(v => v != found.Changes[i].After))
            {
                if (TryChange(found, i, nearer) is { } better)
                {
                    found = better;
                    break;
                }
            }
        }

        return found;
    }

    private Counterfactual? TryChange(Counterfactual found, int index, Value nearer)
    {
        var copy = new CopiedEntities(incident);
        var changes = found.Changes.SetItem(index, found.Changes[index] with { After = nearer });
        foreach (var change in changes)
        {
            copy.Change(change.Path[..^1], change.Path[^1], change.After);
        }

        if (!Replays.IsConsistent(parts, copy.Root) || changes.Any(c => Replays.ContradictsItself(model, copy.Root, incident, c.Path[..^1])))
        {
            return null;
        }

        var decision = model.Interpreter.Decide(copy.Root, past, facts);
        return Outcome.Of(decision) == Outcome.Of(found.Decision) ? new Counterfactual(changes, copy.Root, decision) : null;
    }

    private static IEnumerable<Value> Nearer(FieldChange change) => (change.Term, change.Before.Kind) switch
    {
        (MemberTerm, ValueKind.Alternatives) => change.Before.Members.Select(m => Value.Of((long)m)),
        (NumericTerm number, ValueKind.Range) when change.After.Kind == ValueKind.Exact => NearRange(number, change),
        (SetTerm set, ValueKind.Set) => [Value.Set(Kept(set, change))],
        _ => [],
    };

    private static IEnumerable<Value> NearRange(NumericTerm number, FieldChange change)
    {
        var cell = Enumerable.Range(0, number.Cuts.Length + 1).First(c => change.After.Low <= number.GetCell(c).Last);
        return new[] { change.Before.Low, change.Before.High }.Where(end => end is not (Value.OpenLow or Value.OpenHigh))
            .Select(end => (End: end, Near: PlainValues.FindNumber(number, cell, end)))
            .Where(n => n.Near is not null)
            .OrderBy(n => Int128.Abs((Int128)(n.Near ?? 0) - n.End))
            .Select(n => Value.Of(n.Near ?? 0));
    }

    /// <summary>The members recorded but those of classes that the change takes out, and the members of classes that it brings in.</summary>
    private static IEnumerable<int> Kept(SetTerm set, FieldChange change)
    {
        var asked = set.Classes.SelectMany(c => c).ToHashSet();
        var wanted = set.Classes.Where(c => c.Any(change.After.Members.Contains)).ToList();
        var kept = change.Before.Members.Where(m => !asked.Contains(m) || wanted.Exists(c => c.Contains(m)));
        var added = wanted.Where(c => !c.Any(change.Before.Members.Contains)).Select(c => c[0]);
        return kept.Concat(added).Order();
    }
}

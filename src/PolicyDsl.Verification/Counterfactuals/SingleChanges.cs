using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>
/// Changes of one field that terms are computed from which the cuts do not decide: values at which such terms tend to turn, beside those of other fields, are tried on the
/// interpreter. What is found is a change of one field, so none is smaller; that none is found says nothing.
/// Cost: some tens of evaluations of the policy for each such field.
/// </summary>
internal sealed class SingleChanges(PolicyModel model, EntityInstance incident, IIncidentHistory past, DecideOptions facts)
{
    private readonly Universe universe = model.Universe;
    private readonly WitnessParts parts = WitnessParts.Of(model);

    public IEnumerable<Counterfactual> Find(Outcome outcome)
    {
        foreach (var field in FindFields())
        {
            var before = Read(incident, field.Path);
            var found = Values(field, before).Select(v => TryChange(field, before, v)).OfType<Counterfactual>().FirstOrDefault(c => Outcome.Of(c.Decision) == outcome);
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private ImmutableArray<(ImmutableArray<FieldSymbol> Path, Term Term)> FindFields()
    {
        var hard = universe.Terms.Where(t => t.Source is IndependentSource);
        return
        [
            .. LooseField.Find(universe, hard).Where(f => f.Term is not null && ChangeableFields.IsChangeable(f.Path) && Holder(f.Path) is not null)
                .OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Term is { } term ? new[] { (f.Path, term) } : []),
        ];
    }

    /// <summary>The nearest to what is recorded first.</summary>
    private IEnumerable<Value> Values((ImmutableArray<FieldSymbol> Path, Term Term) field, Value before)
    {
        var near = before.Kind is ValueKind.Exact or ValueKind.Range ? before.Low : 0;
        var others = Numbers(field.Path[^1].Type).Append(near).Distinct().ToList();
        return new LooseValues(parts.PlainValues).Find(new LooseField(field.Path, null), new Kind(universe, [.. new bool[universe.VariableCount]]), others)
            .Where(v => v.IsKnown && v != before)
            .OrderBy(v => v.Kind == ValueKind.Exact && field.Path[^1].Type.IsOrdered ? Int128.Abs((Int128)v.Low - near) : 0);
    }

    /// <summary>Numbers that fields of a type have in the incident.</summary>
    private IEnumerable<long> Numbers(TypeSymbol type) => universe.Terms.Select(t => t.Source).OfType<FieldSource>().Where(f => f.Type.IsOrdered && f.Type == type)
        .Select(f => Read(incident, f.Path)).Where(v => v.Kind is ValueKind.Exact or ValueKind.Range)
        .SelectMany(v => new[] { v.Low, v.High }).Where(n => n is > -1_000_000_000_000_000 and < 1_000_000_000_000_000);

    private Counterfactual? TryChange((ImmutableArray<FieldSymbol> Path, Term Term) field, Value before, Value after)
    {
        var copy = new CopiedEntities(incident);
        copy.Change(field.Path[..^1], field.Path[^1], after);
        return Replays.IsConsistent(parts, copy.Root) && !Replays.ContradictsItself(model, copy.Root, incident, field.Path[..^1])
            ? new Counterfactual([new FieldChange(field.Path, field.Term, before, after)], copy.Root, model.Interpreter.Decide(copy.Root, past, facts))
            : null;
    }

    private EntityInstance? Holder(ImmutableArray<FieldSymbol> path) => path.Length == 1 ? incident : Read(incident, path[..^1]).Entity;

    private static Value Read(EntityInstance root, ImmutableArray<FieldSymbol> path) => Replays.Read(root, path);
}

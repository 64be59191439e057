using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Principles;

/// <summary>
/// Finds to a first incident the second one that refutes an order clause: more of the term, all else equal but what derives from it, and less
/// severity, by the interpreter. Of a stored field the first incident is copied with another value; a history needs other earlier incidents.
/// </summary>
internal sealed class SecondIncident(PolicyModel model, OrderQuestion question)
{
    private const int MaxTries = 256;

    private readonly OrderedTerm ordered = question.Ordered;

    public Witness? Find(Witness first)
    {
        var value = Read(first);
        if (!value.IsKnown || first.Decision.Status == DecisionStatus.Outside)
        {
            return null;
        }

        var severity = OrderQuestion.SeverityOf(first.Decision.Action);
        var kind = model.Universe.Abstract(model, first.Incident, first.History, first.Facts);
        foreach (var (cell, seconds) in question.FindSeconds(kind, ordered.FindCell(value.Low), severity))
        {
            var found = ordered.Term.Source is FieldSource field ? Copy(first, field, value.Low, cell, severity) : Build(first, kind, cell, seconds, severity);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private Value Read(Witness witness) => ordered.Term.Source.Read(new Reading(model.Interpreter, witness.Incident, witness.History, witness.Facts));

    private Witness? Copy(Witness first, FieldSource field, long value, int cell, int severity)
    {
        ImmutableArray<FieldSource> derived = [.. ordered.Derived.Select(t => t.Source).OfType<FieldSource>()];
        foreach (var more in FindValues(cell, value, field.Type))
        {
            foreach (var given in Combine(derived.Select(d => ChoicesFor(d, first.Incident)).ToList()).Take(MaxTries))
            {
                var copy = CopyOf(first.Incident);
                Set(copy, field, Value.Of(more));
                for (var i = 0; i < derived.Length; i++)
                {
                    Set(copy, derived[i], given[i]);
                }

                if (CanBe(copy) && Confirm(first with { Incident = copy }, severity) is { } second)
                {
                    return second;
                }
            }
        }

        return null;
    }

    /// <summary>A number of the cell above the first incident's: a round one if there is one.</summary>
    private IEnumerable<long> FindValues(int cell, long above, TypeSymbol type)
    {
        var (first, last) = ordered.Term.GetCell(cell);
        first = Math.Max(first == Value.OpenLow ? long.MinValue : first, above + 1);
        var round = first <= 0 || type.Scale <= 1 ? first : (first + type.Scale - 1) / type.Scale * type.Scale;
        return new[] { round, first }.Where(v => last == Value.OpenHigh || v <= last).Distinct();
    }

    private static IEnumerable<Value> ChoicesFor(FieldSource field, EntityInstance incident)
    {
        var asIs = Holder(incident, field)?[field.Field] ?? Value.Unknown;
        IEnumerable<Value> others = field.Type switch
        {
            EnumType { Enum: var members } => members.Members.Select(m => Value.Of((long)m.Ordinal)),
            _ when field.Type == BasicType.Boolean => [Value.False, Value.True],
            _ => [],
        };
        return others.Prepend(Value.Unknown).Prepend(asIs).Distinct();
    }

    private static IEnumerable<ImmutableArray<Value>> Combine(IReadOnlyList<IEnumerable<Value>> choices) => choices.Aggregate(
        (IEnumerable<ImmutableArray<Value>>)[[]],
        (all, next) => all.SelectMany(chosen => next.Select(chosen.Add)));

    private Witness? Build(Witness first, bool[] kind, int cell, Diagram seconds, int severity)
    {
        var diagrams = model.Universe.Diagrams;
        var same = Enumerable.Range(0, kind.Length).Where(v => !ordered.Free.Contains(v)).ToDictionary(v => v, v => kind[v]);
        foreach (var (variable, value) in ordered.At(cell))
        {
            same[variable] = value;
        }

        var low = Read(first).Low;
        var kinds = diagrams.And(diagrams.Cube(same), seconds);
        var found = new WitnessFinder(model).Find(kinds, w => IsSame(w.Incident, first.Incident) && Read(w) is { IsKnown: true } more && more.Low > low
            && w.Decision.Status != DecisionStatus.Outside && OrderQuestion.SeverityOf(w.Decision.Action) < severity);
        return found.Witness;
    }

    private Witness? Confirm(Witness second, int severity)
    {
        var decision = model.Interpreter.Decide(second.Incident, second.History, second.Facts with { Trace = true });
        return decision.Status != DecisionStatus.Outside && OrderQuestion.SeverityOf(decision.Action) < severity ? second with { Decision = decision } : null;
    }

    /// <summary>Whether an entity, and what it refers to, satisfies its declaration.</summary>
    private bool CanBe(EntityInstance incident)
    {
        var normalizer = new EntityNormalizer(model.GlobalScope);
        var entities = incident.Entity.Fields.Where(f => f.Type is EntityType).Select(f => incident[f].Entity).OfType<EntityInstance>().Prepend(incident);
        return entities.All(e => normalizer.Normalize(e) is { IsRejected: false, Broken.IsEmpty: true, NotCoarse.IsEmpty: true, Disagreements.IsEmpty: true });
    }

    private static EntityInstance CopyOf(EntityInstance entity)
    {
        var copy = new EntityInstance(entity.Entity) { Id = entity.Id };
        foreach (var field in entity.Entity.Fields.Where(f => f.IsStored))
        {
            copy[field] = entity[field].Entity is { } reference ? Value.Of(CopyOf(reference)) : entity[field];
        }

        return copy;
    }

    private static EntityInstance? Holder(EntityInstance incident, FieldSource field)
    {
        EntityInstance? holder = incident;
        foreach (var step in field.Path[..^1])
        {
            holder = holder?[step].Entity;
        }

        return holder;
    }

    private static void Set(EntityInstance incident, FieldSource field, Value value)
    {
        if (Holder(incident, field) is { } holder)
        {
            holder[field.Field] = value;
        }
    }

    private static bool IsSame(EntityInstance one, EntityInstance other) => one.Entity == other.Entity && one.Entity.Fields.Where(f => f is { IsStored: true, IsKey: false })
        .All(f => (one[f].Entity, other[f].Entity) is ({ } a, { } b) ? IsSame(a, b) : one[f].Equals(other[f]));
}

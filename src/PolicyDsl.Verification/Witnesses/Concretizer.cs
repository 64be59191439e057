using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Makes an incident of a kind: every stored field that is a term gets a value of its cell, near the plain one; every other its plain value; every
/// reference that is not unknown an entity of its own with a key. Earlier incidents are not its concern.
/// Cost: one visit for each field.
/// </summary>
internal sealed class Concretizer(Universe universe, PolicyModel model, PlainValues plain)
{
    private readonly CellValues cells = new(plain);
    private readonly ImmutableArray<Term> fields = [.. universe.Terms.Where(t => t.Source is FieldSource)];
    private readonly Dictionary<string, Term> references = universe.Terms.Where(t => t.Source is ReferenceSource)
        .ToDictionary(t => FieldSource.PathText(((ReferenceSource)t.Source).Path), t => t, StringComparer.Ordinal);

    /// <summary>The plain incident.</summary>
    public EntityInstance MakePlain(FreshEntities fresh) => Make(fresh, Incident, [], null);

    /// <summary>An incident of a kind; null where data can hold no value of some cell.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="fresh">Numbers the entities.</param>
    /// <param name="chosen">Values for some terms, of their cells, in place of the nearest.</param>
    public Draft? TryMake(Kind kind, FreshEntities fresh, IReadOnlyDictionary<Term, Value> chosen)
    {
        var incident = Make(fresh, Incident, [], kind);
        foreach (var term in fields)
        {
            var path = ((FieldSource)term.Source).Path;
            if (Find(incident, path.AsSpan()[..^1]) is not { } entity || (kind[term].IsKnown && path[^1].IsKey && term is TextTerm && kind[term].Low < 0))
            {
                continue;
            }

            if ((chosen.TryGetValue(term, out var value) ? value : cells.Find(term, kind)) is not { } found)
            {
                return null;
            }

            entity[path[^1]] = found;
        }

        return new Draft(incident, GetFacts(kind));
    }

    private EntitySymbol Incident => model.GlobalScope.Incident ?? throw new InvalidOperationException("There are no incidents.");

    private EntityInstance Make(FreshEntities fresh, EntitySymbol entity, ImmutableArray<FieldSymbol> path, Kind? kind)
    {
        var instance = fresh.Create(entity);
        foreach (var field in entity.Fields.Where(f => f is { IsStored: true, IsKey: false }))
        {
            if (field.Type is not EntityType { Entity: var target })
            {
                instance[field] = field.Name == "case" && field.Type == BasicType.Text ? Value.Of($"case of {instance.Id}") : plain.Of(field);
            }
            else if (IsPresent(path.Add(field), kind))
            {
                instance[field] = Value.Of(Make(fresh, target, path.Add(field), kind));
            }
        }

        return instance;
    }

    /// <summary>What the incident refers to is there unless it is unknown; farther away, only what something asks for.</summary>
    private bool IsPresent(ImmutableArray<FieldSymbol> path, Kind? kind) =>
        references.TryGetValue(FieldSource.PathText(path), out var term)
            ? kind is null || kind[term].Low == 1
            : path.Length == 1 || (path[^1].IsRequired && path.Length < 4);

    private static EntityInstance? Find(EntityInstance incident, ReadOnlySpan<FieldSymbol> path)
    {
        EntityInstance? entity = incident;
        foreach (var field in path)
        {
            entity = entity?[field].Entity;
        }

        return entity;
    }

    /// <summary>Facts by name, of the rules of every policy in the universe.</summary>
    private DecideOptions GetFacts(Kind kind)
    {
        var holding = universe.Terms.Where(t => t.Source is FactSource && kind[t].Low == 1).Select(t => (FactSource)t.Source).ToList();
        var rules = universe.Models.SelectMany(m => m.Policy.Rules).ToList();
        return holding.Count == 0 ? DecideOptions.Default : new DecideOptions
        {
            ActiveCrackdowns = [.. rules.OfType<CrackdownSymbol>().Where(r => Holds(FactKind.UnderCrackdown, r.Name))],
            AlternativesInForce = [.. rules.Where(r => r.Alternative is not null && Holds(FactKind.AlternativeInForce, r.Name))],
            ExhaustedResources = [.. universe.Models.SelectMany(m => m.Policy.Resources).Where(r => Holds(FactKind.Exhausted, r.Name))],
        };

        bool Holds(FactKind fact, string name) => holding.Exists(f => f.Kind == fact && f.SymbolName == name);
    }
}

/// <summary>Makes entities with keys that no other has: <c>person 1</c>, <c>incident 2</c>.</summary>
internal sealed class FreshEntities
{
    private readonly Dictionary<string, int> made = new(StringComparer.Ordinal);

    public EntityInstance Create(EntitySymbol entity)
    {
        var number = made[entity.Name] = made.GetValueOrDefault(entity.Name) + 1;
        var instance = new EntityInstance(entity) { Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{entity.Name} {number}") };
        if (entity.Key is { } key)
        {
            instance[key] = key.Type == BasicType.Text ? Value.Of(instance.Id) : Value.Of((long)number);
        }

        return instance;
    }
}

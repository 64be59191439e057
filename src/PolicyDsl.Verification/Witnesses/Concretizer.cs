using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Changes an incident into one of another kind: each stored field whose state differs gets a value of its new cell, near the plain one; all else stays as
/// it is. The incident given, and what it refers to, are left untouched. From the plain incident this gives the one that deviates least;
/// from a recorded one its smallest change. Earlier incidents are not its concern.
/// Cost: one visit for each field.
/// </summary>
internal sealed class Concretizer(Universe universe, PolicyModel model, PlainValues plain)
{
    private readonly CellValues cells = new(plain);
    private readonly ImmutableArray<Term> fields = [.. universe.Terms.Where(t => t.Source is FieldSource)];
    private readonly ImmutableArray<Term> references = [.. universe.Terms.Where(t => t.Source is ReferenceSource).OrderBy(t => ((ReferenceSource)t.Source).Path.Length)];

    /// <summary>The plain incident, with an entity of its own for each reference.</summary>
    public EntityInstance MakePlain(FreshEntities fresh) => Make(fresh, Incident, []);

    /// <summary>The plain incident with the references of another, but for some that are to others.</summary>
    public EntityInstance MakeSharing(FreshEntities fresh, EntityInstance other, IReadOnlySet<FieldSymbol> others)
    {
        var incident = fresh.Create(Incident);
        foreach (var field in Incident.Fields.Where(f => f is { IsStored: true, IsKey: false }))
        {
            incident[field] = field.Type is not EntityType { Entity: var target } ? PlainValue(incident, field)
                : others.Contains(field) ? Value.Of(Make(fresh, target, [field]))
                : other[field];
        }

        return incident;
    }

    /// <summary>A changed copy; null where data can hold no value of some cell.</summary>
    /// <param name="original">The incident to change.</param>
    /// <param name="originalKind">What kind it is.</param>
    /// <param name="kind">What kind it is to be.</param>
    /// <param name="fresh">Numbers the entities.</param>
    /// <param name="chosen">Values in place of the nearest.</param>
    public EntityInstance? TryChange(
        EntityInstance original, bool[] originalKind, Kind kind, FreshEntities fresh, Choice chosen)
    {
        var copy = new CopiedEntities(original);
        var made = new HashSet<EntityInstance>();
        foreach (var term in references)
        {
            var path = ((ReferenceSource)term.Source).Path;
            if (copy.Find(path[..^1]) is not { } holder || kind[term].Low == (holder[path[^1]].Entity is null ? 0 : 1))
            {
                continue;
            }

            var target = kind[term].Low == 1 && path[^1].Type is EntityType { Entity: var entity } ? Make(fresh, entity, path) : null;
            copy.Change(path[..^1], path[^1], target is null ? Value.Unknown : Value.Of(target));
            _ = target is not null && made.Add(target);
        }

        foreach (var term in fields)
        {
            var path = ((FieldSource)term.Source).Path;
            if (copy.Find(path[..^1]) is not { } entity || (!chosen.Values.ContainsKey(term.Key) && !made.Contains(entity) && IsAsBefore(term, originalKind, kind)))
            {
                continue;
            }

            if (FindValue(term, kind, entity, path[^1], chosen) is not { } found)
            {
                return null;
            }

            copy.Change(path[..^1], path[^1], found);
        }

        foreach (var (path, value) in chosen.Values.Values.Where(c => fields.All(t => t.Key != FieldSource.PathText(c.Path))))
        {
            copy.Change(path[..^1], path[^1], value);
        }

        return copy.Root;
    }

    private EntitySymbol Incident => model.GlobalScope.Incident ?? throw new InvalidOperationException("There are no incidents.");

    /// <summary>Whether a kind says of a term what the original does.</summary>
    public static bool IsAsBefore(Term term, bool[] originalKind, Kind kind) =>
        originalKind.AsSpan(term.FirstVariable, term.VariableCount).SequenceEqual(kind.Assignment.AsSpan().Slice(term.FirstVariable, term.VariableCount));

    private Value? FindValue(Term term, Kind kind, EntityInstance entity, FieldSymbol field, Choice chosen)
    {
        if (chosen.Values.TryGetValue(term.Key, out var choice))
        {
            return choice.Value;
        }

        // Another text than those that are compared with: for a key the one that makes the entity its own.
        var isOwnKey = field.IsKey && term is TextTerm text && kind[term] is { IsKnown: true, Low: < 0 } && !text.Texts.Contains(entity.Id);
        return isOwnKey ? Value.Of(entity.Id) : cells.Find(term, kind, entity[field]);
    }

    private EntityInstance Make(FreshEntities fresh, EntitySymbol entity, ImmutableArray<FieldSymbol> path)
    {
        var instance = fresh.Create(entity);
        foreach (var field in entity.Fields.Where(f => f is { IsStored: true, IsKey: false }))
        {
            if (field.Type is not EntityType { Entity: var target })
            {
                instance[field] = PlainValue(instance, field);
            }
            else if (IsPresent(path.Add(field)))
            {
                instance[field] = Value.Of(Make(fresh, target, path.Add(field)));
            }
        }

        return instance;
    }

    private Value PlainValue(EntityInstance instance, FieldSymbol field) =>
        field.Name == "case" && field.Type == BasicType.Text ? Value.Of($"case of {instance.Id}") : plain.Of(field);

    /// <summary>What the incident refers to is there; farther away, only what something asks for.</summary>
    private bool IsPresent(ImmutableArray<FieldSymbol> path) =>
        path.Length == 1 || (path.Length < 4 && path[^1].IsRequired)
        || references.Any(t => FieldSource.PathText(((ReferenceSource)t.Source).Path) == FieldSource.PathText(path));
}

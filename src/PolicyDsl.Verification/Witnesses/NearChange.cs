using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Changes one incident into others: the fields whose state differs get values near those that they had, and where histories or independent
/// terms do not come out as wanted other values of the new cells, one field after another.
/// </summary>
internal sealed class NearChange(WitnessParts parts, Universe universe, PolicyModel model, EntityInstance incident, IIncidentHistory history, bool[] origin)
{
    private const int MostTries = 60;

    private readonly LooseValues loose = new(parts.PlainValues);

    /// <summary>The changed incident; null with the terms that did not come out as wanted.</summary>
    public (NearWitness? Witness, ImmutableArray<Term> Wanting) TryMake(Kind kind, Diagram kinds, long cost, ImmutableArray<Term> hard)
    {
        var facts = HeldFacts.Of(universe, kind);
        ImmutableArray<Term>? wanting = null;
        foreach (var choice in Choices(kind, hard).Take(MostTries))
        {
            if (parts.Concretizer.TryChange(incident, origin, kind, new FreshEntities(), choice) is not { } changed)
            {
                continue;
            }

            var actual = universe.Abstract(model, changed, history, facts);
            if (universe.Diagrams.Evaluate(kinds, actual) == 1 && parts.Replay.IsAccepted(new Draft(changed, facts)))
            {
                return (new NearWitness(changed, facts, model.Interpreter.Decide(changed, history, facts), FindChanges(kind, changed), cost), []);
            }

            wanting ??= [.. hard.Where(t => !Concretizer.IsAsBefore(t, actual, kind))];
        }

        return (null, wanting is { IsEmpty: false } found ? found : hard);
    }

    private IEnumerable<Choice> Choices(Kind kind, ImmutableArray<Term> hard) => LooseField.Find(universe, hard)
        .Where(f => f.Term is { } term && !Concretizer.IsAsBefore(term, origin, kind))
        .SelectMany(f => loose.Find(f, kind, []).Select(v => Choice.Nearest.With(f, v)))
        .Prepend(Choice.Nearest);

    private ImmutableArray<FieldChange> FindChanges(Kind kind, EntityInstance changed) =>
    [
        .. universe.Terms.Where(t => t.Source is FieldSource or ReferenceSource && !Concretizer.IsAsBefore(t, origin, kind))
            .Select(t => (Term: t, Path: t.Source is FieldSource field ? field.Path : ((ReferenceSource)t.Source).Path))
            .Select(c => new FieldChange(c.Path, c.Term, Read(incident, c.Path), Read(changed, c.Path)))
            .Where(c => c.Before != c.After)
            .OrderBy(c => c.Name, StringComparer.Ordinal),
    ];

    private static Value Read(EntityInstance root, ImmutableArray<Language.Symbols.FieldSymbol> path)
    {
        EntityInstance? entity = root;
        foreach (var field in path.AsSpan()[..^1])
        {
            entity = entity?[field].Entity;
        }

        return entity?[path[^1]] ?? Value.Unknown;
    }
}

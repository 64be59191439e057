using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// What counts of a recorded incident: incidents that are alike in it, and have no histories that the data can tell, are of one kind and get one decision
/// of each policy. Made of the terms of the universe and of all that the policies read, so nothing that could matter is missing.
/// </summary>
/// <param name="Paths">Stored fields by their path from the incident, <c>person</c>, <c>age</c>; of a reference counts whether it is known.</param>
/// <param name="Histories">The histories that are asked for.</param>
public sealed record RecordedReads(ImmutableArray<ImmutableArray<FieldSymbol>> Paths, ImmutableArray<BoundHistory> Histories)
{
    internal static RecordedReads Of(Universe universe, ModelledPolicy before, ModelledPolicy after)
    {
        var paths = new Dictionary<string, ImmutableArray<FieldSymbol>>(StringComparer.Ordinal);
        var histories = new List<BoundHistory>();
        foreach (var term in universe.Terms)
        {
            Collect(term.Source, paths, histories);
        }

        foreach (var policy in new[] { before, after })
        {
            BoundExpression?[] conditions = [policy.Policy.AppliesWhen, .. policy.Policy.Rules.SelectMany(r => new[] { r.When, r.Unless }), .. policy.Conditions];
            histories.AddRange(Dependencies.HistoriesOf(conditions));
            var fields = Dependencies.FieldsOf(conditions).ToHashSet();
            foreach (var path in PathsIn(policy.Scope.Incident).Where(p => p.All(fields.Contains)))
            {
                Add(path, paths);
            }
        }

        return new RecordedReads([.. paths.Values], [.. histories.Distinct()]);
    }

    private static IEnumerable<ImmutableArray<FieldSymbol>> PathsIn(EntitySymbol? incident)
    {
        foreach (var field in incident?.Fields.Where(f => f.IsStored) ?? [])
        {
            yield return [field];
            foreach (var inner in field.Type is EntityType { Entity: var entity } ? entity.Fields.Where(f => f.IsStored) : [])
            {
                yield return [field, inner];
            }
        }
    }

    private static void Collect(TermSource source, Dictionary<string, ImmutableArray<FieldSymbol>> paths, List<BoundHistory> histories)
    {
        switch (source)
        {
            case FieldSource field:
                Add(field.Path, paths);
                break;
            case ReferenceSource reference:
                Add(reference.Path, paths);
                break;
            case HistorySource lookBack:
                histories.Add(lookBack.History);
                break;
            case FollowedSource followed:
                histories.Add(followed.History);
                break;
            case IndependentSource independent:
                foreach (var leaf in independent.Operands)
                {
                    Collect(leaf, paths, histories);
                }

                break;
        }
    }

    private static void Collect(Leaf leaf, Dictionary<string, ImmutableArray<FieldSymbol>> paths, List<BoundHistory> histories)
    {
        if (leaf is TermLeaf term)
        {
            Collect(term.Term.Source, paths, histories);
        }
        else if (leaf is ReferenceLeaf { Path: [.., var last] path })
        {
            // Two entities are one where their keys are.
            Add(last.Type is EntityType { Entity.Key: { } key } ? path.Add(key) : path, paths);
        }
    }

    /// <summary>Adds a path with the references on the way.</summary>
    private static void Add(ImmutableArray<FieldSymbol> path, Dictionary<string, ImmutableArray<FieldSymbol>> paths)
    {
        for (var length = 1; length <= path.Length; length++)
        {
            ImmutableArray<FieldSymbol> part = [.. path.Take(length)];
            paths.TryAdd(FieldSource.PathText(part), part);
        }
    }
}

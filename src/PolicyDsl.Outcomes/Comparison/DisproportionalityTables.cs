using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>
/// Rates of arrest and of coercion by the groups of each protected field, relative to the largest group. Whoever's group is
/// partly known or unknown is in a group of its own kind and compared with nobody. A difference is a sign to look closer, not a proof.
/// </summary>
internal static class DisproportionalityTables
{
    private const string Arrest = "arrest";

    public static ImmutableArray<DisproportionalityTable> Make(ComparisonRequest request, ComparedAnswers answers)
    {
        var tables = ImmutableArray.CreateBuilder<DisproportionalityTable>();
        foreach (var (path, cells) in answers.ByProtected)
        {
            var groups = new Groups(request, cells, path);
            if (!groups.IsAnyKnown)
            {
                continue;
            }

            tables.Add(Table(request, answers, path, groups, Arrest, a => a.Name == Arrest));
            if (HasOtherCoercion(answers))
            {
                tables.Add(Table(request, answers, path, groups, "coercive actions", a => a.IsCoercive));
            }
        }

        return tables.ToImmutable();
    }

    /// <summary>The fields that make the groups. One that the data set does not map, and that nothing computes, is known of nobody.</summary>
    public static ImmutableArray<FieldPath> FindFields(ComparisonRequest request)
    {
        var source = request.Policies[0].Source;
        var mapped = source.Dataset.Mappings.SelectMany(m => m.Fields).Select(f => f.Field.QualifiedName).ToHashSet(StringComparer.Ordinal);
        return [.. FieldPath.AllOf(source.Scope).Where(p => p.Field.IsProtected && (p.Field.Formula is not null || p.Field.Type is EntityType || mapped.Contains(p.Field.QualifiedName)))];
    }

    private static DisproportionalityTable Table(
        ComparisonRequest request, ComparedAnswers answers, FieldPath path, Groups groups, string of, Func<ActionSymbol, bool> counts) =>
        new(path.Field.QualifiedName, path.Field.DisplayName, of, request.MinimumGroup, [.. answers.Contenders.Select(c => groups.Rates(c, counts))]);

    private static bool HasOtherCoercion(ComparedAnswers answers) => answers.Contenders.Any(c =>
    {
        ImmutableArray<ActionSymbol> actions = [.. c.Scope.All<ActionSymbol>()];
        return c.Population.Classes.Any(g => PossibleActions.Is(g.Answer, actions, a => a.IsCoercive && a.Name != Arrest) != Truth.False);
    });

    /// <summary>The group of each cell, the same for all contenders.</summary>
    private sealed class Groups
    {
        private readonly int minimum;
        private readonly ImmutableArray<ComparedCell> cells;
        private readonly int[] groupOf;
        private readonly List<(string Name, bool IsKnown, long Incidents)> groups = [];

        public Groups(ComparisonRequest request, ImmutableArray<ComparedCell> cells, FieldPath path)
        {
            minimum = request.MinimumGroup;
            this.cells = cells;
            groupOf = new int[cells.Length];
            var formatter = new ValueFormatter(request.Policies[0].Scope);
            var evaluator = new ExpressionEvaluator(request.Policies[0].Scope, new EvaluationInputs());
            var places = new Dictionary<FieldKey, int>();
            for (var i = 0; i < groupOf.Length; i++)
            {
                var value = path.Read(cells[i].Examples[0], evaluator);
                var key = FieldKey.Of(value.Entity is { Entity.Key: { } name } entity ? entity[name] : value);
                if (!places.TryGetValue(key, out var place))
                {
                    places.Add(key, place = groups.Count);
                    groups.Add((value.Kind == ValueKind.Text ? value.Text : formatter.Format(value, path.Field.Type), value.IsKnown, 0));
                }

                groupOf[i] = place;
                groups[place] = groups[place] with { Incidents = groups[place].Incidents + cells[i].Incidents };
            }
        }

        public bool IsAnyKnown => groups.Exists(g => g.IsKnown);

        public ImmutableArray<GroupRate> Rates(ContenderWork contender, Func<ActionSymbol, bool> counts)
        {
            var counted = contender.Scope.All<ActionSymbol>().Where(counts).Select(a => a.Ordinal).ToHashSet();
            var certain = new long[groups.Count];
            var possible = new long[groups.Count];
            for (var i = 0; i < groupOf.Length; i++)
            {
                var (isOne, others, incidents) = (counted.Contains(contender.CodeOf(cells[i])), contender.OtherActions(cells[i]), cells[i].Incidents);
                certain[groupOf[i]] += isOne && others.All(counts) ? incidents : 0;
                possible[groupOf[i]] += isOne || others.Any(counts) ? incidents : 0;
            }

            return GroupRates.Compare(
                [.. groups.Index().OrderBy(g => !g.Item.IsKnown).ThenByDescending(g => g.Item.Incidents).ThenBy(g => g.Item.Name, StringComparer.Ordinal)
                    .Select(g => (g.Item.Name, g.Item.IsKnown, certain[g.Index], possible[g.Index], g.Item.Incidents))],
                minimum);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>
/// A case as text that a test can hold: a line per entity with what is given, in stored units, references as <c>@id</c>, ranges as
/// <c>1..2</c>, alternatives as <c>1|2</c>, sets as <c>[1,2]</c>; then the facts.
/// </summary>
internal static class CaseText
{
    public static string Write(RandomCase random)
    {
        var text = new StringBuilder();
        var incidents = random.Earlier.Append(random.Incident).ToList();
        foreach (var entity in incidents.SelectMany(EntityText.References).Distinct())
        {
            text.Append($"{entity.Entity.Name} {entity.Id}: {EntityText.Write(entity)}\n");
        }

        foreach (var earlier in random.Earlier)
        {
            text.Append($"earlier {earlier.Id}: {EntityText.Write(earlier)}\n");
        }

        text.Append($"decided {random.Incident.Id}: {EntityText.Write(random.Incident)}\n");
        text.Append($"active: {string.Join(' ', random.Facts.ActiveCrackdowns.Select(c => c.Name).Order(StringComparer.Ordinal))}\n");
        text.Append($"otherwise: {string.Join(' ', random.Facts.AlternativesInForce.Select(c => c.Name).Order(StringComparer.Ordinal))}\n");
        text.Append($"exhausted: {string.Join(' ', random.Facts.ExhaustedResources.Select(c => c.Name).Order(StringComparer.Ordinal))}\n");
        text.Append(CultureInfo.InvariantCulture, $"covers: {random.CoversFrom}\n");
        return text.ToString();
    }

    public static RandomCase Read(RandomPolicy policy, string text)
    {
        var entities = new Dictionary<string, EntityInstance>(StringComparer.Ordinal);
        var earlier = ImmutableArray.CreateBuilder<EntityInstance>();
        EntityInstance? decided = null;
        var facts = DecideOptions.Default;
        long? covers = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (head, rest) = (line[..colon], line[(colon + 1)..].Trim());
            var word = head.Split(' ')[0];
            switch (word)
            {
                case "active":
                    facts = facts with { ActiveCrackdowns = [.. Rules(policy, rest).OfType<CrackdownSymbol>()] };
                    break;
                case "otherwise":
                    facts = facts with { AlternativesInForce = [.. Rules(policy, rest)] };
                    break;
                case "exhausted":
                    var names = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    facts = facts with { ExhaustedResources = [.. policy.Policy.Resources.Where(r => names.Contains(r.Name))] };
                    break;
                case "covers":
                    covers = rest.Length == 0 ? null : long.Parse(rest, CultureInfo.InvariantCulture);
                    break;
                default:
                    var kind = word is "earlier" or "decided" ? "incident" : word;
                    var entity = new EntityInstance((EntitySymbol)(policy.Scope.Find(kind) ?? throw new ArgumentException(kind))) { Id = head[(word.Length + 1)..] };
                    EntityText.Fill(entity, rest, entities);
                    entities[entity.Id] = entity;
                    decided = word == "decided" ? entity : decided;
                    if (word == "earlier")
                    {
                        earlier.Add(entity);
                    }

                    break;
            }
        }

        return new RandomCase(decided ?? throw new ArgumentException("No incident is decided."), earlier.ToImmutable(), facts, covers);
    }

    private static IEnumerable<RuleSymbol> Rules(RandomPolicy policy, string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => policy.Policy.Rules.Single(r => r.Name == n));
}

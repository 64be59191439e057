using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>An incident of a table.</summary>
/// <param name="Incident">What is given of it.</param>
/// <param name="Rows">How many rows were folded into it.</param>
/// <param name="IsHistoryOnly">Whether only histories see it.</param>
internal sealed record TestRow(EntityInstance Incident, int Rows, bool IsHistoryOnly);

/// <summary>
/// Incidents as text that a test can hold: a line for each entity that they refer to, then one for each of them, as <see cref="EntityText"/> writes them.
/// </summary>
internal sealed record TestTable(ImmutableArray<TestRow> Rows)
{
    /// <summary>As data sets are loaded: an incident whose key is not known has its id as the key.</summary>
    public ImmutableArray<LoadedIncident> Load()
    {
        foreach (var incident in Rows.Select(r => r.Incident))
        {
            if (incident.Entity.Key is { } key && !incident[key].IsKnown)
            {
                incident[key] = Value.Of(incident.Id);
            }
        }

        return Loaded();
    }

    private ImmutableArray<LoadedIncident> Loaded() =>
        [.. Rows.Select((r, i) => new LoadedIncident(r.Incident, new RowPlace("data.csv", i + 2), r.Rows) { IsHistoryOnly = r.IsHistoryOnly })];

    public string Write()
    {
        var text = new StringBuilder();
        var written = new HashSet<EntityInstance>(ReferenceEqualityComparer.Instance);
        foreach (var row in Rows)
        {
            WriteReferences(row.Incident, written, text);
        }

        foreach (var row in Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"row {row.Rows} {(row.IsHistoryOnly ? "seen" : "decided")} {row.Incident.Id}: {EntityText.Write(row.Incident)}\n");
        }

        return text.ToString();
    }

    public static TestTable Read(RandomPolicy policy, string text)
    {
        var entities = new Dictionary<string, EntityInstance>(StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<TestRow>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (head, fields) = (line[..colon].Split(' '), line[(colon + 1)..].Trim());
            var isRow = head[0] == "row";
            var instance = new EntityInstance((EntitySymbol)(policy.Scope.Find(isRow ? "incident" : head[0]) ?? throw new ArgumentException(line))) { Id = string.Join(' ', head[(isRow ? 3 : 1)..]) };
            EntityText.Fill(instance, fields, entities);
            if (isRow)
            {
                rows.Add(new TestRow(instance, int.Parse(head[1], CultureInfo.InvariantCulture), head[2] == "seen"));
            }
            else
            {
                entities[instance.Id] = instance;
            }
        }

        return new TestTable(rows.ToImmutable());
    }

    private static void WriteReferences(EntityInstance entity, HashSet<EntityInstance> written, StringBuilder text)
    {
        foreach (var reference in EntityText.References(entity).Where(r => !written.Contains(r)))
        {
            WriteReferences(reference, written, text);
            if (written.Add(reference))
            {
                text.Append($"{reference.Entity.Name} {reference.Id}: {EntityText.Write(reference)}\n");
            }
        }
    }
}

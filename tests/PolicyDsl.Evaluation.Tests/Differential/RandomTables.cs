using System.Collections.Immutable;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>Random policies with a data set, tables of random incidents, and ways to run them; the same for the same seed.</summary>
internal sealed class RandomTables(int seed)
{
    private readonly RandomChoice random = new(seed);

    /// <summary>Policies of one vocabulary; those that do not compile are left out.</summary>
    public ImmutableArray<RandomPolicy> FindPolicies(PolicyFeatures features, int count)
    {
        var dataset = Dataset();
        features = features with { VocabularySeed = seed };
        return [.. Enumerable.Range(0, count).Select(i => RandomPolicy.Find(PolicyGenerator.Write((seed * 8) + i, features) + dataset)).OfType<RandomPolicy>()];
    }

    /// <summary>A policy, and variants of it that change its tables, replace some of its rules and take others out.</summary>
    public ImmutableArray<RandomPolicy> FindVariants(PolicyFeatures features, int count)
    {
        if (FindPolicies(features, 1) is not [var policy])
        {
            return [];
        }

        var other = PolicyGenerator.Write((seed * 8) + 7, features with { VocabularySeed = seed });
        var rules = policy.Policy.Rules.Where(r => r is not CrackdownSymbol).Select(r => r.Name).ToList();
        var blocks = RuleBlocks(other);
        return [policy, .. Enumerable.Range(1, count - 1).Select(i => RandomPolicy.Find(Variant(i, rules, blocks), ("base.policy", policy.Text))).OfType<RandomPolicy>()];
    }

    public TestTable FindTable(RandomPolicy policy, int rows)
    {
        var instances = new CaseGenerator(policy, seed).FindIncidents(rows, 2 + random.Below(5));
        var kind = random.Below(12);
        return new TestTable([.. instances.Select((incident, i) => new TestRow(
            kind switch { 0 => Copy(instances[0], i), 1 => Empty(incident), _ => incident },
            random.OneIn(3) ? 1 + random.Below(3) : 1,
            random.OneIn(kind == 2 ? 2 : 15)))]);
    }

    public RunSetting FindSetting(RandomPolicy policy)
    {
        var fields = FieldPath.AllOf(policy.Scope).ToList();
        return FindWay() with
        {
            By = [.. Enumerable.Range(0, random.Below(4)).Select(_ => random.From(fields).ToString()).Distinct(StringComparer.Ordinal)],
            Missing = random.OneIn(4) ? [.. Enumerable.Range(0, 1 + random.Below(3)).Select(_ => random.From(fields.Where(f => f.Field.IsStored && f.ToString() != "id").ToList()).ToString())] : [],
        };
    }

    /// <summary>Kernels, threads and batches.</summary>
    public RunSetting FindWay() => new()
    {
        Kernels = random.From(MaskKernels.All).Name,
        Threads = random.Of(RunSetting.ThreadCounts),
        BatchRows = random.Of(RunSetting.BatchSizes),
        Streams = random.OneIn(3),
    };

    private string Variant(int number, List<string> rules, Dictionary<string, string> blocks)
    {
        var changes = new List<string> { $"policy variant{number} amends p", "using \"base.policy\"" };
        foreach (var rule in rules.Where(_ => random.OneIn(2)))
        {
            changes.Add(blocks.TryGetValue(rule, out var block) && random.OneIn(2) ? "replace " + block : random.OneIn(4) ? $"remove rule {rule}" : "");
        }

        changes.Add(random.Of("change limit of opium to 5 g", "change weight of sale to unknown", "change class of weed to theft", "change limit of opium to unknown", ""));
        changes.Add(random.Of("replace otherwise warn", ""));
        return string.Join('\n', changes);
    }

    /// <summary>By name the rules of a text that do without its defines and other rules.</summary>
    private static Dictionary<string, string> RuleBlocks(string text)
    {
        var blocks = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = text.Split('\n');
        for (var start = 0; start < lines.Length; start++)
        {
            if (lines[start].StartsWith("rule ", StringComparison.Ordinal))
            {
                var block = lines[start..(Array.IndexOf(lines, "}", start) + 1)].Where(l => !l.Contains("overrides", StringComparison.Ordinal) && !l.Contains("yields", StringComparison.Ordinal));
                blocks[lines[start].Split(' ')[1]] = string.Join('\n', block);
            }
        }

        return blocks;
    }

    public string Dataset() => "\ndataset d { from \"data.csv\" "
        + random.Of("", "", "covers 2023-12-20 to 2026-12-31 ", "covers 2024-03-01 to 2026-12-31 ")
        + (random.OneIn(8) ? "person not followed because \"New each time.\" " : "")
        + "incident { id = `id` origin = match `origin` { \"call\" => call, otherwise => patrol } } }\n";

    private static EntityInstance Copy(EntityInstance incident, int number)
    {
        var copy = new EntityInstance(incident.Entity) { Id = FormattableString.Invariant($"incident {number}") };
        foreach (var field in incident.Entity.Fields.Where(f => f.IsStored))
        {
            copy[field] = field.IsKey ? Value.Of(copy.Id) : incident[field];
        }

        return copy;
    }

    /// <summary>Nothing is known but what has to be.</summary>
    private static EntityInstance Empty(EntityInstance incident)
    {
        var copy = new EntityInstance(incident.Entity) { Id = incident.Id };
        foreach (var field in incident.Entity.Fields.Where(f => f.IsRequired))
        {
            copy[field] = incident[field];
        }

        return copy;
    }
}

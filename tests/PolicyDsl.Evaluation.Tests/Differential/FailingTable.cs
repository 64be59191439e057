using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>A failing table made small, and written as a test that can be pasted into <see cref="FoundTableTests"/>.</summary>
internal static partial class FailingTable
{
    public static string Write(ImmutableArray<RandomPolicy> policies, TestTable table, RunSetting setting, int seed)
    {
        var texts = policies.Select(p => p.Text).ToList();
        if (texts.Count > 1 && texts.Find(t => Fails([t], table.Write(), setting)) is { } alone)
        {
            texts = [alone];
        }

        var rows = ShrinkRows(texts, table, setting).Write();
        setting = Plainer(setting).FirstOrDefault(s => Fails(texts, rows, s)) ?? setting;
        for (var i = 0; i < texts.Count; i++)
        {
            var place = i;
            texts[i] = ManyMembers().Replace(texts[i], "w0, w1") is var shorter && Fails([.. texts.Select((t, at) => at == place ? shorter : t)], rows, setting) ? shorter : texts[i];
            texts[i] = PolicyShrinker.Shrink(texts[i], p => p.Compilation.Datasets.Length > 0 && Fails([.. texts.Select((t, at) => at == place ? p.Text : t)], rows, setting), 600);
        }

        rows = ShrinkParts(rows, "; ", r => Fails(texts, r, setting));
        rows = ShrinkParts(rows, "\n", r => Fails(texts, r, setting));
        return $""""
                [Fact]
                public void Seed_{seed.ToString(CultureInfo.InvariantCulture)}() => Check(
                    {setting},
                    """
            {Indent(rows)}
                    """,
            {string.Join(",\n", texts.Select(t => $"        \"\"\"\n{Indent(t)}\n        \"\"\""))});
            """";
    }

    private static bool Fails(IReadOnlyList<string> texts, string rows, RunSetting setting)
    {
        try
        {
            ImmutableArray<RandomPolicy> policies = [.. texts.Select(t => RandomPolicy.Find(t, ("base.policy", texts[0]))).OfType<RandomPolicy>()];
            return policies.Length == texts.Count && TableComparison.Create(policies, TestTable.Read(policies[0], rows), setting).FindDifference() is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException or InvalidOperationException or InvalidCastException)
        {
            return false;
        }
    }

    private static TestTable ShrinkRows(IReadOnlyList<string> texts, TestTable table, RunSetting setting)
    {
        for (var length = Math.Max(1, table.Rows.Length / 2); length > 0; length /= 2)
        {
            for (var start = 0; start < table.Rows.Length;)
            {
                var fewer = new TestTable([.. table.Rows.Take(start), .. table.Rows.Skip(start + length)]);
                if (Fails(texts, fewer.Write(), setting))
                {
                    table = fewer;
                }
                else
                {
                    start += length;
                }
            }
        }

        return table;
    }

    [GeneratedRegex("w0(, w\\d+){50,}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ManyMembers();

    private static IEnumerable<RunSetting> Plainer(RunSetting setting) =>
    [
        new RunSetting(),
        setting with { Kernels = "scalar", Threads = 1, Streams = false, By = [] },
        setting with { Kernels = "scalar", Threads = 1, Streams = false },
        setting with { Threads = 1, Missing = [] },
        setting with { Threads = 1 },
    ];

    private static string ShrinkParts(string text, string separator, Func<string, bool> fails)
    {
        var parts = text.Split(separator).ToList();
        for (var i = parts.Count - 1; i >= 0 && parts.Count < 400; i--)
        {
            if (fails(string.Join(separator, parts.Where((_, index) => index != i))))
            {
                parts.RemoveAt(i);
            }
        }

        return string.Join(separator, parts);
    }

    private static string Indent(string text) => string.Join('\n', text.Trim().Split('\n').Select(l => "        " + l));
}

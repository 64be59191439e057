using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>A failing case made small and written as a test that can be pasted into a class.</summary>
internal static class FailingCase
{
    public static string Write(RandomPolicy policy, RandomCase random, int seed)
    {
        var incident = CaseText.Write(random);
        var small = PolicyShrinker.Shrink(policy.Text, p => Fails(p, incident));
        incident = ShrinkLines(incident, i => RandomPolicy.Find(small) is { } p && Fails(p, i));
        return $""""
                [Fact]
                public void Seed_{seed.ToString(CultureInfo.InvariantCulture)}() => DiagramChecks.Check(small, CaseText.Read(small, """
            {Indent(incident)}
                    """));

                private static readonly RandomPolicy small = RandomPolicy.Get("""
            {Indent(small)}
                    """);
            """";
    }

    private static bool Fails(RandomPolicy policy, string incident)
    {
        try
        {
            var random = CaseText.Read(policy, incident);
            var normalizer = new EntityNormalizer(policy.Scope);
            var entities = random.Earlier.Append(random.Incident).ToList();
            return !entities.Exists(e => normalizer.Normalize(e).IsRejected) && DiagramChecks.FindDifference(policy, DiagramChecks.Model(policy), random) is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException or InvalidOperationException or BudgetExceededException or InvalidCastException)
        {
            return false;
        }
    }

    /// <summary>Without the lines and fields that do not matter.</summary>
    private static string ShrinkLines(string text, Func<string, bool> fails)
    {
        foreach (var separator in new[] { "\n", "; " })
        {
            var parts = text.Split(separator).ToList();
            for (var i = parts.Count - 1; i >= 0; i--)
            {
                var candidate = string.Join(separator, parts.Where((_, index) => index != i));
                if (fails(candidate))
                {
                    parts.RemoveAt(i);
                }
            }

            text = string.Join(separator, parts);
        }

        return text;
    }

    private static string Indent(string text) => string.Join('\n', text.Trim().Split('\n').Select(l => "        " + l));
}

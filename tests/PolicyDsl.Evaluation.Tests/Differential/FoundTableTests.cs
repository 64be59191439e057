using System.Collections.Immutable;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>What random tables brought to light, made small. The first text is the file <c>base.policy</c> of those after it.</summary>
public class FoundTableTests
{
    private static void Check(RunSetting setting, string rows, params string[] texts)
    {
        ImmutableArray<RandomPolicy> policies = [.. texts.Select(t => RandomPolicy.Find(t, ("base.policy", texts[0])) ?? RandomPolicy.Get(t))];
        Assert.Null(TableComparison.Create(policies, TestTable.Read(policies[0], rows), setting).FindDifference());
    }
}

using System.Collections.Immutable;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>What random tables brought to light, made small.</summary>
public class FoundTableTests
{
    private static void Check(RunSetting setting, string rows, params string[] texts)
    {
        ImmutableArray<RandomPolicy> policies = [.. texts.Select(RandomPolicy.Get)];
        Assert.Null(TableComparison.Create(policies, TestTable.Read(policies[0], rows), setting).FindDifference());
    }
}

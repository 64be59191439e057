using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>The kinds of incident that break a clause, by the model of the policy alone: none for a good policy, some for a bad one.</summary>
public sealed class ViolatingKindsTests
{
    public static TheoryData<string, string> Good => CompiledSample.Rows(areGood: true, typeof(LogicalForm));

    public static TheoryData<string, string> Bad => CompiledSample.Rows(areGood: false, typeof(LogicalForm));

    [Theory]
    [MemberData(nameof(Good))]
    public void No_kind_of_incident_breaks_a_good_policy(string clause, string name) => Assert.True(BreakingKinds.Of(CompiledSample.Get(clause, name)).Breaking.IsFalse);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Some_kind_of_incident_breaks_a_bad_policy(string clause, string name) => Assert.False(BreakingKinds.Of(CompiledSample.Get(clause, name)).Breaking.IsFalse);
}

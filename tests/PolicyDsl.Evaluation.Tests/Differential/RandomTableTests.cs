using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Testing.RandomPolicies;
using Xunit.Abstractions;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>
/// The columnar engine against the interpreter: random policies of every construct over random tables, with every kernel, on one thread and on many, in batches of
/// all sizes. What fails is made small and printed as a test.
/// </summary>
public class RandomTableTests(ITestOutputHelper output)
{
    [Fact]
    public void Runs_over_columns_say_of_every_table_what_the_interpreter_says() => Run(1, 40, new Size(5, 1, 40));

    [Fact]
    public void Policies_that_share_a_pass_say_each_what_it_says_alone() => Run(2_000, 15, new Size(4, 3, 30));

    [Fact]
    public void Tables_of_many_batches_come_out_the_same() => Run(4_001, 2, new Size(5, 2, 1_050) { HasHistories = false });

    [Fact]
    public void Several_hundred_rules_come_out_as_one_by_one() => Run(6_000, 1, new Size(220, 1, 130) { HasHistories = false, Actions = 70 });

    [Fact]
    public void Variants_of_a_policy_are_told_apart_by_what_they_change() => Run(8_000, 10, new Size(4, 4, 40) { AreVariants = true });

    [Fact]
    public void What_has_too_many_values_to_be_remembered_comes_out_the_same() => Run(9_004, 1, new Size(3, 1, 5_000) { HasHistories = false });

    [SeedsFact]
    public void The_seeds_asked_for_come_out_the_same()
    {
        var (first, count) = SeedRequest.Find() ?? (0, 0);
        for (var seed = first; seed < first + count; seed++)
        {
            var size = (seed % 20) switch
            {
                0 => new Size(4, 2, 2_000) { HasHistories = false },
                1 => new Size(150, 1, 100) { HasHistories = false, Actions = 60 },
                2 or 3 => new Size(4, 4, 40),
                4 => new Size(4, 4, 40) { AreVariants = true },
                _ => new Size(5, 1, 60),
            };
            Run(seed, 1, size with { IsOnlyTried = true });
        }
    }

    private void Run(int first, int count, Size size)
    {
        var (tables, incidents) = (0, 0);
        for (var seed = first; seed < first + count; seed++)
        {
            var tried = Compare(seed, size);
            tables += tried > 0 ? 1 : 0;
            incidents += tried;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds {first} to {first + count - 1}: {tables} tables, {incidents} incidents"));
        Assert.InRange(tables, size.IsOnlyTried ? 0 : Math.Max(1, count / 2), count);
    }

    private static int Compare(int seed, Size size)
    {
        var features = PolicyFeatures.Further with { Rules = size.Rules, Depth = size.Rules > 20 ? 1 : 3, HasHistories = size.HasHistories, FurtherActions = size.Actions, HasOperations = size.Actions == 0 };
        var random = new RandomTables(seed);
        var policies = size.AreVariants ? random.FindVariants(features, size.Policies) : random.FindPolicies(features, size.Policies);
        if (policies.IsEmpty)
        {
            return 0;
        }

        var table = random.FindTable(policies[0], (seed % 9) switch { 0 => 0, 1 => 1, 2 => 65, _ => size.Incidents });
        var setting = random.FindSetting(policies[0]);
        var comparison = TableComparison.Create(policies, table, setting);
        for (var way = 0; way < 3; way++)
        {
            if (comparison.With(table, setting).FindDifference() is { } difference)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {setting}: {difference}\n\n{FailingTable.Write(policies, table, setting, seed)}"));
            }

            setting = random.FindWay() with { By = setting.By, Missing = setting.Missing };
        }

        return table.Rows.Length + 1;
    }

    private sealed record Size(int Rules, int Policies, int Incidents)
    {
        public bool HasHistories { get; init; } = true;

        public int Actions { get; init; }

        public bool AreVariants { get; init; }

        /// <summary>Whether policies may fail to compile.</summary>
        public bool IsOnlyTried { get; init; }
    }
}

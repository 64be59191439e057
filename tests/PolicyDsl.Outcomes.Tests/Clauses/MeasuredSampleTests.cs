using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;
using PolicyDsl.Testing;

namespace PolicyDsl.Outcomes.Tests.Clauses;

/// <summary>
/// Policies with data on which each measured clause of the standard library holds (<c>good</c>), fails (<c>bad</c>), or cannot be told for
/// want of data (<c>unsure</c>).
/// </summary>
public sealed class MeasuredSampleTests
{
    private static readonly IReadOnlyList<ClauseSample> All = ClauseSample.FindAll("tests", "PolicyDsl.Outcomes.Tests", "Clauses");

    public static TheoryData<string, string> Samples
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var sample in All)
            {
                rows.Add(sample.Clause, sample.Name);
            }

            return rows;
        }
    }

    [Fact]
    public void Every_measured_clause_has_data_on_which_it_holds_fails_and_cannot_be_told()
    {
        var measured = ClauseSample.LibraryClauses().Where(c => c.Form is RequireForm).ToList();
        var told = measured.Where(c => !IsNotModelled(c)).ToList();

        Assert.Empty(ClauseSample.FindMissing(told, All, _ => (1, 1)));
        Assert.All(told, c => Assert.Contains(All, s => s.Clause == c.Name && s.Name.StartsWith("unsure-", StringComparison.Ordinal)));
        Assert.All(measured.Except(told), c => Assert.Contains(All, s => s.Clause == c.Name && s.Name.StartsWith("open-", StringComparison.Ordinal)));
        Assert.Empty(All.Select(s => s.Clause).Except(measured.Select(c => c.Name), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_clause_is_judged_on_the_data(string clause, string name)
    {
        var sample = All.Single(s => s.Clause == clause && s.Name == name);
        var compilation = sample.Compile();
        Assert.NotNull(compilation.Policy);
        var loaded = ColumnLoader.Load(new LoadRequest { Dataset = Assert.Single(compilation.Datasets), Scope = compilation.Scope, Root = Path.Combine(sample.Folder, clause) });
        Assert.True(loaded.Data is not null && loaded.Report.Diagnostics.IsEmpty, TestCompilation.Describe(loaded.Report.Diagnostics));

        var judged = MeasuredClauses.Judge(compilation.Policy, compilation.Scope, loaded.Data, compilation.Principles.SelectMany(p => p.Clauses), compilation.Assumptions.FirstOrDefault());

        var result = judged.Single(j => j.Clause.Name == clause).Result;
        Assert.True(Expected(name) == result.Verdict, $"{result.Verdict}: {result.Reason}, bound {result.Bound}, interval {result.Figure.Interval}");
    }

    private static MeasuredVerdict Expected(string name) => name.Split('-')[0] switch
    {
        "good" => MeasuredVerdict.Holds,
        "bad" => MeasuredVerdict.Fails,
        "unsure" => MeasuredVerdict.TooLittleData,
        "open" => MeasuredVerdict.Open,
        var other => throw new ArgumentException($"A sample is good, bad, unsure or open, not {other}."),
    };

    /// <summary>What an arrest averts is not modelled yet.</summary>
    private static bool IsNotModelled(ClauseSymbol clause) => clause.Form is RequireForm form && form.Condition.BoundDescendants().Any(d => d is BoundNetBenefit);
}

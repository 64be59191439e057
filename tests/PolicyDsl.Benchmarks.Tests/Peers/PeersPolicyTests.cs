using PolicyDsl.Benchmarks.Peers.Engines;
using PolicyDsl.Benchmarks.Peers.Lowering;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Benchmarks.Tests.Peers;

public sealed class PeersPolicyTests : IDisposable
{
    private const int Rows = 2_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policydsl-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void It_has_thirty_rules_with_sixty_nine_comparisons_and_reads_sixteen_columns_of_twenty_two()
    {
        var setting = Prepare();
        Assert.Equal(30, setting.Rules.Length);
        Assert.Equal(69, CountComparisons(setting.Policy));
        Assert.Equal(16, setting.Columns.All.Count());
        Assert.Equal(22, IncidentFile.Header.Split(',').Length);
    }

    [Fact]
    public void Variants_differ_from_it_and_from_one_another()
    {
        var texts = PeersPolicy.CompileVariants().Select(v => string.Join('\n', v.Policy?.Rules.Select(r => $"{r.Name} {r.When?.Location.Text} {r.Action?.Name}") ?? []));
        Assert.Equal(PeersPolicy.Variants, texts.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_row_is_read_whole_and_breaks_nothing()
    {
        var report = Load(Prepare()).Report;
        Assert.Equal((Rows, Rows, 0L), (report.RowsRead, report.Incidents, report.RowsRejected));
        Assert.Empty(report.Unreadable);
        Assert.Empty(report.BrokenInvariants);
        Assert.Empty(report.Disagreements);
    }

    [Fact]
    public void Counts_are_those_of_the_rules_written_by_hand()
    {
        var setting = Prepare();
        using var own = new PolicyDslPeer(setting);
        own.Prepare();
        var expected = PolicyDsl.Benchmarks.Peers.Expectation.Count(setting);
        Assert.All(Enum.GetValues<PeerTask>().Where(own.Can), task => expected.Check(own.Name, task, own.Run(task)));
    }

    [Fact]
    public void A_count_that_differs_is_told_with_its_place()
    {
        var setting = Prepare();
        var (expected, counted) = (Census.Count(setting.Maker), Census.Count(setting.Maker));
        counted.Rows["A007"].Open[3]++;
        Assert.Contains("area `A007`, rule `stimulant_sellers`", Assert.Single(Census.FindDifferences(expected, counted, setting.RuleNames)), StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_told_to_other_programs_are_true_and_unknown_where_those_by_hand_are()
    {
        var setting = Prepare();
        for (var number = 0; number < Rows; number++)
        {
            var row = setting.Maker.Make(number);
            for (var rule = 0; rule < setting.Rules.Length; rule++)
            {
                var expected = PlainRules.All[rule].Fires(row);
                Assert.Equal(expected, PeerReader.Evaluate(setting.Rules[rule].Condition, row));
                Assert.Equal(expected == true, PeerReader.Evaluate(TwoValued.WhereTrue(setting.Rules[rule].Condition), row));
            }
        }
    }

    private PeerSetting Prepare() => new(folder.FullName, new IncidentGenerator(Rows, 1), threads: 2, sample: Rows);

    private static IncidentData Load(PeerSetting setting) => ColumnLoader.Load(new LoadRequest
    {
        Dataset = setting.Policy.Datasets.Single(),
        Scope = setting.Policy.Scope,
        Root = setting.Folder,
        Paths = [Path.GetFileName(setting.File)],
    }).Data ?? throw new InvalidOperationException("Nothing is loaded.");

    private static int CountComparisons(Compilation compilation) => (compilation.Policy?.Rules ?? [])
        .SelectMany(r => new[] { r.When, r.Unless })
        .SelectMany(c => c?.BoundDescendants() ?? [])
        .Where(e => e is BoundComparison or BoundInRange or BoundInList || (e is BoundFieldAccess && e.Type == BasicType.Boolean))
        .Select(e => e.Location.Text)
        .Distinct(StringComparer.Ordinal)
        .Count();
}

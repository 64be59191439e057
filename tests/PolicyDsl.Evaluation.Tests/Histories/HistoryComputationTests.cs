using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Histories;

public sealed class HistoryComputationTests
{
    private const long Day = 86_400;
    private const string Violent = "count(incidents of person where offence in violent within past 365 days)";

    [Fact]
    public void What_the_data_cannot_tell_of_a_key_is_counted()
    {
        var incidents = Enumerable.Range(0, 9).Select(i => new IncidentSpec { Person = i % 4 == 0 ? null : "p" + (i % 2), Area = "a" + i, At = Value.Of(i * Day) });
        var facts = FactsOf([Violent, "any(incidents of area)", "count(incidents of dangerous)"], incidents, "");
        Assert.Equal(["3 4", "0 1", "9 0"], facts.Select(f => FormattableString.Invariant($"{f.WithoutKey} {f.Longest}")));
        Assert.All(facts, f => Assert.Null(f.WhyNotFollowed));
    }

    [Fact]
    public void A_key_that_is_not_followed_is_told_and_nothing_is_read()
    {
        var world = HistoryWorld.Of([Violent], "person not followed because \"New each time.\"");
        var source = new FailingSource(world, new InvalidOperationException("It was read."), batches: 0);
        var result = HistoryComputation.Compute(world.RequestOf(source, new HistorySetting()));
        Assert.Equal("New each time.", Assert.Single(result.Facts).WhyNotFollowed);
        Assert.Null(result.Load);
    }

    [Fact]
    public void What_histories_read_is_known_beforehand()
    {
        var world = HistoryWorld.Of(["sum(quantity over incidents of person where offence in violent and drug = this.drug and person = this.person)", "count(incidents of large, area)"]);
        var request = world.RequestOf(SourceOf(world, 0), new HistorySetting());
        var slots = HistoryComputation.FindSlots(world.Schema, world.Dataset, request.Histories);
        Assert.Equal("area area.id at drug large offence person person.id quantity", string.Join(' ', slots.Select(s => world.Schema.Paths[s].ToString()).Order(StringComparer.Ordinal)));
    }

    /// <summary>A month before March 29, 00:00 is earlier than one before March 28, 23:00, so a window may take back in what it has let go.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3_599)]
    public void Windows_of_months_may_move_back(long width)
    {
        var world = HistoryWorld.Of(["count(incidents of person within past 1 month)", "any(incidents of person where armed within past 1 month)", "sum(number over incidents of person within past 1 month)"]);
        var february = (new DateOnly(2023, 2, 26).DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Day;
        int[] days = [0, 1, 2, 29, 30, 31, 32, 33];
        var moments = days.SelectMany(d => Enumerable.Range(0, 8).Select(hour => february + (d * Day) + (hour * 3 * 3_600)));
        var incidents = IncidentSpec.Load([.. moments.Select((m, i) => new IncidentSpec { Person = "p", At = Value.Range(m, m + width), Number = Value.Of((long)i), Armed = Value.Of(i == 20) })], world);
        Assert.Equal(world.Interpret(incidents), world.Compute(incidents, new HistorySetting()));
    }

    /// <summary>Quadratic work would take minutes.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(Day - 1)]
    [InlineData((30 * Day) - 1)]
    public void Many_incidents_of_one_person_take_no_longer_than_those_of_many(long width)
    {
        const int Count = 40_000;
        var world = HistoryWorld.Of([Violent, "sum(quantity over incidents of person within past 12 months)", "count(distinct case over incidents of person)", "days since last(incidents of person where armed)"]);
        var incidents = Enumerable.Range(0, Count).Select(i => new IncidentSpec
        {
            Person = "p",
            Case = FormattableString.Invariant($"c{i / 3}"),
            At = Value.Range(i * 1_000L, (i * 1_000L) + width),
            Offence = Value.Of(i % 6L),
            Quantity = Value.Of(1_000_000L),
            Armed = Value.Of(i % 2 == 0),
        }).ToList();
        var values = world.Compute(IncidentSpec.Load(incidents, world), new HistorySetting(BatchRows: IncidentBatch.MaxRows));
        Value[] last = [.. values.Select(v => v[^1])];
        if (width == 0)
        {
            Assert.Equal([Value.Of(10_512L), Value.Of(31_536_000_000L), Value.Of(13_333L), Value.Of(0L)], last);
        }
        else
        {
            Assert.All(last, v => Assert.Equal(ValueKind.Range, v.Kind));
        }
    }

    [Fact]
    public void Temporary_files_are_gone_when_the_columns_are()
    {
        using var folder = new TemporaryFolder();
        var world = HistoryWorld.Of([Violent]);
        var source = SourceOf(world, 300);
        var result = HistoryComputation.Compute(world.RequestOf(source, new HistorySetting(MemoryBytes: 1)) with { TemporaryFolder = folder.Path });
        Assert.NotEmpty(Directory.EnumerateDirectories(folder.Path));
        result.Columns.Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Temporary_files_are_gone_after_a_failure_too()
    {
        using var folder = new TemporaryFolder();
        var world = HistoryWorld.Of([Violent]);
        var source = new FailingSource(world, new DataException("broken"), batches: 3);
        Assert.Throws<DataException>(() => HistoryComputation.Compute(world.RequestOf(source, new HistorySetting(MemoryBytes: 1)) with { TemporaryFolder = folder.Path }));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        var world = HistoryWorld.Of([Violent]);
        var missing = Path.Combine(Path.GetTempPath(), "policydsl-no-such-folder");
        var exception = Assert.Throws<DataException>(() =>
            HistoryComputation.Compute(world.RequestOf(SourceOf(world, 300), new HistorySetting(MemoryBytes: 1)) with { TemporaryFolder = missing }));
        Assert.Equal($"Histories put what does not fit into memory into temporary files, and `{missing}` cannot be used for them: there is no such folder; name another folder in TMPDIR (TEMP on Windows), or give more memory with `--memory`.", exception.Message);
    }

    [Fact]
    public void A_full_disk_is_told_with_what_to_do()
    {
        var exception = SpillFolder.Explain("/scratch", new IOException("No space left on device", 28));
        Assert.Equal("There is no room left for temporary files in `/scratch`, where histories put what does not fit into memory; make room there, name another folder in TMPDIR (TEMP on Windows), or give more memory with `--memory`.", exception.Message);
    }

    [Fact]
    public void Data_that_change_between_two_readings_are_an_error()
    {
        var world = HistoryWorld.Of([Violent]);
        using var columns = HistoryComputation.Compute(world.RequestOf(SourceOf(world, 100), new HistorySetting())).Columns;
        var others = SourceOf(world, 90);
        var exception = Assert.Throws<DataException>(() => others.Read(b => columns.GetColumn(0, b), (_, _) => { }, 1, default));
        Assert.Equal("The data changed while they were read: near line 66 there are other rows than before.", exception.Message);
    }

    [Fact]
    public void Computing_can_be_cancelled()
    {
        var world = HistoryWorld.Of([Violent]);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => HistoryComputation.Compute(world.RequestOf(SourceOf(world, 100), new HistorySetting()), cancellation.Token));
    }

    private static ImmutableArray<HistoryFacts> FactsOf(string[] histories, IEnumerable<IncidentSpec> incidents, string clauses)
    {
        var world = HistoryWorld.Of(histories, clauses);
        var source = new HistoryWorld.TestColumns(world, IncidentSpec.Load([.. incidents], world), new HistorySetting(BatchRows: 4));
        return HistoryComputation.Compute(world.RequestOf(source, new HistorySetting())).Facts;
    }

    private static HistoryWorld.TestColumns SourceOf(HistoryWorld world, int count)
    {
        var incidents = Enumerable.Range(0, count).Select(i => new IncidentSpec { Person = "p" + (i % 7), At = Value.Of(i * Day), Offence = Value.Of(i % 6L) }).ToList();
        return new HistoryWorld.TestColumns(world, IncidentSpec.Load(incidents, world), new HistorySetting());
    }

    /// <summary>Fails after some batches.</summary>
    private sealed class FailingSource(HistoryWorld world, Exception failure, int batches) : IColumnSource
    {
        private readonly HistoryWorld.TestColumns inner = SourceOf(world, 64 * batches);

        public DatasetSymbol Dataset => world.Dataset;

        public Language.Binding.GlobalScope Scope => world.Compilation.Scope;

        public IncidentSchema Schema => world.Schema;

        public bool IsInMemory => false;

        public LoadReport Read<TResult>(Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken)
        {
            inner.Read(work, accept, threads, cancellationToken);
            throw failure;
        }
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("policydsl-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

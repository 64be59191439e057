using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Evaluation.Tests.Histories;

/// <summary>Some histories, a data set, and both ways to compute the one over the other.</summary>
internal sealed class HistoryWorld
{
    private const string Vocabulary = """

        enum offence { nothing plain, use, sale, theft, robbery, assault }
        enum drug { none plain, heroin, cocaine, cannabis }
        set violent of offence { robbery, assault }
        entity person {
            key id : text
            age : integer coarse
            score : integer coarse
            minor : boolean = age < 18
        }
        entity area { key id : text, level : integer }
        entity incident {
            key id : text
            case : text
            at : instant coarse
            offence : offence coarse
            drug : drug
            quantity : mass coarse
            number : integer
            armed : boolean
            person : person
            area : area
            dangerous = offence in violent or armed
            large : boolean = quantity > 2 g
        }
        action advise { severity 1 }

        """;

    private static readonly Dictionary<(string Histories, string Clauses), HistoryWorld> Known = [];

    private HistoryWorld(Compilation compilation, ImmutableArray<BoundHistory> histories)
    {
        Compilation = compilation;
        Histories = histories;
        Schema = IncidentSchema.Full(compilation.Scope);
    }

    public Compilation Compilation { get; }

    public ImmutableArray<BoundHistory> Histories { get; }

    public IncidentSchema Schema { get; }

    public DatasetSymbol Dataset => Compilation.Datasets[0];

    /// <summary>Histories as the language writes them, and clauses of the data set such as <c>covers</c>.</summary>
    public static HistoryWorld Of(IReadOnlyList<string> histories, string clauses = "")
    {
        var defines = string.Join('\n', histories.Select((h, i) => $"define h{i} = {h}"));
        lock (Known)
        {
            if (!Known.TryGetValue((defines, clauses), out var world))
            {
                var compilation = TestCompilation.CompileWithoutErrors($"policy p\n{defines}\n{Vocabulary}\ndataset d {{\nfrom \"data.csv\"\n{clauses}\nincident {{ id = `id` }}\n}}");
                Assert.NotNull(compilation.Policy);
                var bound = histories.Select((_, i) => Assert.IsType<BoundHistory>(Assert.IsType<DefineSymbol>(compilation.Scope.Find($"h{i}")).Value));
                Known.Add((defines, clauses), world = new HistoryWorld(compilation, [.. bound]));
            }

            return world;
        }
    }

    /// <summary>By history, then by incident, as the interpreter defines it: every history looks through all incidents.</summary>
    public Value[][] Interpret(ImmutableArray<LoadedIncident> incidents)
    {
        Assert.NotNull(Compilation.Policy);
        var interpreter = new Interpreter(Compilation.Policy, Compilation.Scope);
        var indexed = new IncidentHistory(Dataset, incidents);
        return [.. Histories.Select(h =>
        {
            var listed = new ListedHistory([.. incidents.Select(i => i.Instance)]) { CoversFrom = indexed.CoversFrom, NotFollowed = indexed.WhyNotFollowed(h) };
            return incidents.Select(i => interpreter.Evaluate(h, i.Instance, listed)).ToArray();
        })];
    }

    /// <summary>The same through columns.</summary>
    public Value[][] Compute(ImmutableArray<LoadedIncident> incidents, HistorySetting setting)
    {
        var source = new TestColumns(this, incidents, setting);
        var result = HistoryComputation.Compute(RequestOf(source, setting));
        using (result.Columns)
        {
            var values = Histories.Select(_ => new List<Value>()).ToArray();
            source.Read<int>(
                batch => 0,
                (batch, _) =>
                {
                    for (var history = 0; history < values.Length; history++)
                    {
                        var column = result.Columns.GetColumn(history, batch);
                        values[history].AddRange(Enumerable.Range(0, batch.Count).Select(row => column?[row] ?? Value.Unknown));
                    }
                },
                setting.Threads,
                default);
            return [.. values.Select(v => v.ToArray())];
        }
    }

    public HistoryRequest RequestOf(IColumnSource source, HistorySetting setting) => new()
    {
        Source = source,
        Histories = [.. Histories.Select(h => new PlannedExpression(h, Compilation.Scope))],
        Threads = setting.Threads,
        MemoryBytes = setting.MemoryBytes,
    };

    /// <summary>Batches of a size; where they are read from files, made anew each time.</summary>
    public sealed class TestColumns(HistoryWorld world, ImmutableArray<LoadedIncident> incidents, HistorySetting setting) : IColumnSource
    {
        private readonly ImmutableArray<IncidentBatch> batches = BatchBuilder.Build(world.Schema, incidents, setting.BatchRows);

        public DatasetSymbol Dataset => world.Dataset;

        public GlobalScope Scope => world.Compilation.Scope;

        public IncidentSchema Schema => world.Schema;

        public bool IsInMemory => !setting.Streams;

        public LoadReport Read<TResult>(Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken)
        {
            OrderedPipeline.Run(setting.Streams ? BatchBuilder.Build(world.Schema, incidents, setting.BatchRows) : batches, work, accept, threads, cancellationToken);
            return new LoadReport { Dataset = "d" };
        }
    }
}

/// <summary>How to compute.</summary>
internal sealed record HistorySetting(int Threads = 1, int BatchRows = 64, long MemoryBytes = 1L << 30, bool Streams = false);

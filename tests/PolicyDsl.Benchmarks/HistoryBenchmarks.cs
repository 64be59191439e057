using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks;

/// <summary>
/// Histories over columns in memory: made-up incidents (seed 1) of ten years, in no order of time, a tenth as many persons as incidents. For a smaller run name fewer
/// incidents: <c>--filter '*HistoryBenchmarks*(Incidents: 50000*'</c>.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class HistoryBenchmarks
{
    private const string Policy =
        """
        policy bench
        using idpc
        define violent_year = count(incidents of person where offence in violent within past 365 days)
        define any_month    = any(incidents of person where offence is supply within past 1 month)
        define grams        = sum(quantity over incidents of person within past 365 days)
        define last         = days since last(incidents of person)
        define of_area      = count(incidents of area within past 28 days)
        otherwise advise
        """;

    private const string Data =
        """
        using idpc.vocabulary
        dataset bench_data { from "bench.csv" incident { id = `id` } }
        """;

    private Compilation? compilation;
    private MemoryColumns? columns;
    private MemoryColumns? columnsOfDays;

    [Params(50_000, 5_000_000)]
    public int Incidents { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Create()
    {
        compilation = TestCompilation.CompileWithoutErrors(Policy.Replace("using idpc\n", "using idpc\nusing \"data.policy\"\n", StringComparison.Ordinal), ("data.policy", Data));
        columns = Make(compilation, hasHours: true);
        columnsOfDays = Make(compilation, hasHours: false);
    }

    private MemoryColumns Make(Compilation compiled, bool hasHours)
    {
        var schema = IncidentSchema.Full(compiled.Scope);
        var random = new Random(1);
        var maker = new BatchMaker(schema, Incidents, hasHours);
        var batches = ImmutableArray.CreateBuilder<IncidentBatch>();
        for (var first = 0; first < Incidents; first += IncidentBatch.MaxRows)
        {
            batches.Add(maker.Make(random, batches.Count, Math.Min(IncidentBatch.MaxRows, Incidents - first)));
        }

        return new MemoryColumns(compiled.Datasets[0], schema, batches.ToImmutable(), new LoadReport { Dataset = "bench_data" });
    }

    [Benchmark]
    public HistoryResult ViolentIncidentsOfThePersonInAYear() => Compute("violent_year");

    /// <summary>The same where the data tell the day and not the hour.</summary>
    [Benchmark]
    public HistoryResult ViolentIncidentsByDay() => Compute(columnsOfDays, "violent_year");

    [Benchmark]
    public HistoryResult AnySupplyOfThePersonInAMonth() => Compute("any_month");

    [Benchmark]
    public HistoryResult GramsOfThePersonInAYear() => Compute("grams");

    [Benchmark]
    public HistoryResult DaysSinceTheLastOfThePerson() => Compute("last");

    [Benchmark]
    public HistoryResult IncidentsOfTheAreaInFourWeeks() => Compute("of_area");

    [Benchmark]
    public HistoryResult AllOfThem() => Compute("violent_year", "any_month", "grams", "last", "of_area");

    private HistoryResult Compute(params string[] names) => Compute(columns, names);

    private HistoryResult Compute(MemoryColumns? source, params string[] names)
    {
        var scope = compilation?.Scope ?? throw new InvalidOperationException("Nothing is compiled.");
        var result = HistoryComputation.Compute(new HistoryRequest
        {
            Source = source ?? throw new InvalidOperationException("There are no incidents."),
            Histories = [.. names.Select(n => new PlannedExpression(HistoryOf(scope, n), scope))],
            Threads = Threads,
            MemoryBytes = 8L << 30,
        });
        result.Columns.Dispose();
        return result;
    }

    private static BoundExpression HistoryOf(GlobalScope scope, string define) =>
        scope.Find(define) is DefineSymbol { Value: { } value } ? value : throw new InvalidOperationException($"There is no define {define}.");

    /// <summary>Makes batches of which only what the histories read is known.</summary>
    private sealed class BatchMaker(IncidentSchema schema, int incidents, bool hasHours)
    {
        private const long Start = 1_420_070_400;
        private const long SecondsPerDay = 86_400;
        private const int Years = 10;

        private readonly CodeDictionary references = new();
        private readonly CodeDictionary persons = Texts("p", incidents / 10);
        private readonly CodeDictionary areas = Texts("a", 100);
        private readonly CodeDictionary offences = Members(10);

        public IncidentBatch Make(Random random, int index, int count)
        {
            var slots = new IncidentColumn?[schema.Paths.Length];
            slots[schema.Find("person")] = slots[schema.Find("area")] = Codes(references, count, () => references.GetOrAdd(Value.True));
            slots[schema.Find("person.id")] = Codes(persons, count, () => random.Next(1, persons.Count));
            slots[schema.Find("area.id")] = Codes(areas, count, () => random.Next(1, areas.Count));
            slots[schema.Find("offence")] = Codes(offences, count, () => random.Next(1, offences.Count));
            slots[schema.Find("at")] = Times(count, () => Start + random.Next(Years * 31_556_952));
            slots[schema.Find("quantity")] = Numbers(count, () => random.Next(100) * 100_000L);
            return new IncidentBatch { Schema = schema, Index = index, Count = count, Columns = [.. slots], Names = new NoNames() };
        }

        private static CodeColumn Codes(CodeDictionary dictionary, int count, Func<int> next)
        {
            var codes = new long[count];
            for (var i = 0; i < count; i++)
            {
                codes[i] = next();
            }

            return new CodeColumn(dictionary, PackedNumbers.PackFromZero(codes));
        }

        private NumberColumn Times(int count, Func<long> next)
        {
            var exact = Numbers(count, next);
            if (hasHours)
            {
                return exact;
            }

            var (low, high) = (new long[count], new long[count]);
            for (var i = 0; i < count; i++)
            {
                low[i] = exact.Low[i] / SecondsPerDay * SecondsPerDay;
                high[i] = low[i] + SecondsPerDay - 1;
            }

            return new NumberColumn(PackedNumbers.Pack(low), PackedNumbers.Pack(high), null);
        }

        private static NumberColumn Numbers(int count, Func<long> next)
        {
            var numbers = new long[count];
            for (var i = 0; i < count; i++)
            {
                numbers[i] = next();
            }

            return new NumberColumn(PackedNumbers.Pack(numbers), null, null);
        }

        private static CodeDictionary Texts(string prefix, int count)
        {
            var texts = new CodeDictionary();
            for (var i = 0; i < count; i++)
            {
                texts.GetOrAdd(Value.Of(FormattableString.Invariant($"{prefix}{i}")));
            }

            return texts;
        }

        private static CodeDictionary Members(int count)
        {
            var members = new CodeDictionary();
            for (var i = 0L; i < count; i++)
            {
                members.GetOrAdd(Value.Of(i));
            }

            return members;
        }
    }

    private sealed class NoNames : IIncidentNames
    {
        public string GetId(int row) => throw new NotSupportedException("Nobody asks.");

        public RowPlace GetPlace(int row) => throw new NotSupportedException("Nobody asks.");
    }
}

using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Comparison;
using PolicyDsl.Outcomes.Measures;
using PolicyDsl.Testing;

namespace PolicyDsl.Outcomes.Tests.Comparison;

/// <summary>Figures that come from cells of alike incidents against counts that go from incident to incident with the interpreter.</summary>
public sealed class RandomComparisonTests
{
    private const string Dataset = """
        using idpc.vocabulary
        dataset d {
            from "data.csv"
            decides 2024-01-01 to 2024-12-31
            incident {
                id = `id`
                at = date(`at`, "yyyy-MM-dd")
                offence = match `offence` { "supply" => supply, "possession" => possession, "robbery" => robbery, "drugs" => (one of possession, supply), "theft" => theft }
                drug = match `drug` { "heroin" => heroin, "cocaine" => cocaine }
                recorded = match `action` { "arrest" => arrest, "summons" => summons, "none" => no_action, "either" => (one of arrest, summons) }
            }
            person { id = `person`, age = number(`age`), ethnicity = match `group` { "w" => white, "b" => black, "a" => asian, "wb" => (one of white, black) }, sex = match `sex` { "m" => male, "f" => female } }
            area { id = `area` }
        }
        """;

    private static readonly string[] Policies =
    [
        """
        soft
        using idpc.vocabulary
        using idpc.evidence
        applies when offence in drug_offences
        rule users { when offence is possession then divert to treatment }
        rule sellers { when offence is supply then summons because "Sellers." }
        rule help { when drug in opioids offer naloxone }
        otherwise advise
        """,
        """
        hard
        using idpc.vocabulary
        using idpc.evidence
        rule all_drugs { when offence in drug_offences then arrest because "All." }
        rule grown { when age is at least 30 then summons because "Old enough." }
        measure arrests_of_minors = count(incidents where action is arrest and minor)
        measure grown_share = count(incidents where age is at least 45 and action is not summons) / count(incidents)
        measure opioid_offers = count(incidents where offered naloxone)
        measure unknown_persons = count(incidents where person is unknown)
        """,
        """
        repeated
        using idpc.vocabulary
        using idpc.evidence
        define before = count(incidents of person within past 60 days)
        rule again { when before is at least 2 then arrest because "Again." }
        rule first_time { when before is 0 then advise because "First." }
        measure sales_to_women = count(incidents where offence is supply and sex is female)
        measure arrests_by_area = relative_rate(arrest, by area)
        otherwise warn
        """,
    ];

    [Fact]
    public void Figures_are_those_of_a_count_incident_by_incident()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var rows = MakeRows(new Random(seed));
            if (FindFault(rows) is not null)
            {
                var least = Shrink(rows);
                Assert.Fail(FormattableString.Invariant($"Seed {seed}: {FindFault(least)}\n{string.Join('\n', least)}"));
            }
        }
    }

    [Fact]
    public void Threads_and_the_size_of_batches_make_no_difference()
    {
        using var fixture = new OutcomesFixture().Data(ToCsv(MakeRows(new Random(7))));
        var compiled = Policies.Select(p => fixture.Compile(p, Dataset)).ToList();
        var data = fixture.Load(compiled[0]);
        string? expected = null;
        foreach (var (batchRows, threads) in new[] { (16_384, 1), (1, 1), (7, 2), (64, 7), (100, 3) })
        {
            var schema = IncidentSchema.Full(compiled[0].Scope);
            var source = new MemoryColumns(data.Dataset, schema, BatchBuilder.Build(schema, data.Incidents, batchRows), data.Report);
            var text = Describe(PolicyComparison.Compare(new ComparisonRequest
            {
                Policies = [.. compiled.Select(c => new ComparedPolicy(PolicyOf(c), c.Scope, source))],
                Assumptions = "england_wales",
                Options = new RunOptions { Threads = threads },
            }));
            expected ??= text;
            Assert.Equal(expected, text);
        }
    }

    [Fact]
    public void Data_that_are_read_while_they_are_decided_make_no_difference()
    {
        using var fixture = new OutcomesFixture().Data(ToCsv(MakeRows(new Random(13))));
        var compiled = Policies.Select(p => fixture.Compile(p, Dataset)).ToList();
        string Compare(IColumnSource source) => Describe(PolicyComparison.Compare(new ComparisonRequest { Policies = [.. compiled.Select(c => new ComparedPolicy(PolicyOf(c), c.Scope, source))] }));
        Assert.Equal(Compare(fixture.Load(compiled[0]).Columns), Compare(fixture.Open(compiled[0])));
    }

    [Fact]
    public void Data_in_error_are_not_compared()
    {
        using var fixture = new OutcomesFixture().Data("id,at\n1,2024-01-01\n");
        var compiled = fixture.Compile(Policies[0], Dataset);
        var result = PolicyComparison.Compare(new ComparisonRequest { Policies = [new(PolicyOf(compiled), compiled.Scope, fixture.Open(compiled))] });
        Assert.True(result.Load.HasErrors);
        Assert.Empty(result.Contenders);
    }

    [Fact]
    public void Sharing_the_data_or_loading_it_for_each_policy_makes_no_difference()
    {
        using var fixture = new OutcomesFixture().Data(ToCsv(MakeRows(new Random(11))));
        var compiled = Policies.Select(p => fixture.Compile(p, Dataset)).ToList();
        var data = fixture.Load(compiled[0]);
        var shared = PolicyComparison.Compare(new ComparisonRequest { Policies = [.. compiled.Select(c => new ComparedPolicy(PolicyOf(c), c.Scope, data))] });
        var separate = PolicyComparison.Compare(new ComparisonRequest { Policies = [.. compiled.Select(c => new ComparedPolicy(PolicyOf(c), c.Scope, fixture.Load(c)))] });
        Assert.Equal(Describe(shared), Describe(separate));
    }

    [Fact]
    public void A_policy_compared_with_itself_gives_zero_everywhere()
    {
        foreach (var (number, policy) in Policies.Index())
        {
            using var fixture = new OutcomesFixture().Data(ToCsv(MakeRows(new Random(100 + number))));
            var compiled = fixture.Compile(policy, Dataset);
            var data = fixture.Load(compiled);
            ComparedPolicy compared = new(PolicyOf(compiled), compiled.Scope, data);
            var result = PolicyComparison.Compare(new ComparisonRequest { Policies = [compared, compared], Assumptions = "england_wales" });
            Assert.Equal(0, result.Transitions[^1].Changed);
            Assert.All(result.Dispositions, d => Assert.Equal(d.OfEach[1], d.OfEach[2]));
            Assert.All(result.Measures.Concat(result.Outcomes), m => Assert.Equal(m.Differences[1], m.Differences[2]));
            Assert.All(result.Disproportionality, t => Assert.Equal(t.GroupsOfEach[1].AsEnumerable(), t.GroupsOfEach[2].AsEnumerable()));
        }
    }

    private static List<string> Shrink(List<string> rows)
    {
        for (var size = rows.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start < rows.Count;)
            {
                List<string> fewer = [.. rows.Take(start), .. rows.Skip(start + size)];
                if (FindFault(fewer) is null)
                {
                    start += size;
                }
                else
                {
                    rows = fewer;
                }
            }
        }

        return rows;
    }

    /// <summary>The first figure that differs from a count by hand, or null.</summary>
    private static string? FindFault(List<string> rows)
    {
        using var fixture = new OutcomesFixture().Data(ToCsv(rows));
        var compiled = Policies.Select(p => fixture.Compile(p, Dataset)).ToList();
        var data = fixture.Load(compiled[0]);
        var result = PolicyComparison.Compare(new ComparisonRequest { Policies = [.. compiled.Select(c => new ComparedPolicy(PolicyOf(c), c.Scope, data))] });
        var (expected, actual) = (CountByHand(compiled, data), DescribeCounts(result));
        return expected == actual ? null : $"by hand\n{expected}\nby cells\n{actual}";
    }

    private static string DescribeCounts(ComparisonResult result)
    {
        var lines = new List<string> { $"compared {result.Compared} recorded unknown {result.LeftOutRecordedUnknown} history only {result.HistoryOnly}" };
        lines.AddRange(result.Contenders.Select(c => $"{c.Name} decided {c.Decided} outside {c.Outside} unsettled {c.Unsettled} conflicts {c.Conflicts} none {c.None}"));
        lines.AddRange(result.Transitions.SelectMany(t => t.Cells.Select(c => $"{t.From}>{t.To} {c.FromAction}>{c.ToAction} {c.Incidents} {string.Join(' ', c.FirstIncidents)}")).Order(StringComparer.Ordinal));
        foreach (var measure in result.Measures)
        {
            lines.AddRange(measure.OfEach.SelectMany((f, i) => f.Parts.Where(p => p.Text.StartsWith("count", StringComparison.Ordinal))
                .Select(p => string.Create(CultureInfo.InvariantCulture, $"{result.Contenders[i].Name} {measure.Name} {p.Text} {p.Low:0}..{p.High:0} of {p.Incidents}"))));
        }

        lines.AddRange(result.Disproportionality.Where(t => t.Of == "arrest").SelectMany(t => t.GroupsOfEach.SelectMany((groups, i) => groups.Select(g =>
            $"{result.Contenders[i].Name} {t.Field} {g.Group} {g.Numerator}..{g.Most} of {g.Denominator}"))).Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }

    private static string CountByHand(List<Compilation> compiled, IncidentData data)
    {
        var recorded = RecordedAction.Of(compiled[0].Scope);
        var decided = data.Incidents.Where(i => !i.IsHistoryOnly).ToList();
        List<LoadedIncident> compared = [.. decided.Where(i => recorded.Find(i.Instance) is not null)];
        List<HandContender> contenders = [HandContender.Recorded(compiled[0], compared), .. compiled.Select(c => HandContender.Decide(c, data, compared))];
        var lines = new List<string> { $"compared {compared.Count} recorded unknown {decided.Count - compared.Count} history only {data.Incidents.Length - decided.Count}" };
        lines.AddRange(contenders.Select(c => c.Describe()));
        var transitions = new List<string>();
        for (var from = 0; from < contenders.Count; from++)
        {
            for (var to = from + 1; to < contenders.Count; to++)
            {
                transitions.AddRange(compared.Index().GroupBy(c => (From: contenders[from].Names[c.Index], To: contenders[to].Names[c.Index]))
                    .Select(g => $"{contenders[from].Name}>{contenders[to].Name} {g.Key.From}>{g.Key.To} {g.Count()} {string.Join(' ', g.Take(5).Select(c => c.Item.Id))}"));
            }
        }

        lines.AddRange(transitions.Order(StringComparer.Ordinal));
        foreach (var measure in compiled.SelectMany(c => c.Scope.All<MeasureSymbol>()).DistinctBy(m => m.Name, StringComparer.Ordinal))
        {
            lines.AddRange(contenders.SelectMany(c => c.CountMeasure(measure.Name, compared)));
        }

        lines.AddRange(contenders.SelectMany(c => c.CountGroups(compiled[0], compared)).Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }

    private static string Describe(ComparisonResult result) => DescribeCounts(result) + "\n"
        + string.Join('\n', result.Measures.Concat(result.Outcomes).Select(m => $"{m.Name} {string.Join(" | ", m.OfEach.Select(Describe))} {string.Join(" | ", m.Differences)}"))
        + string.Join('\n', result.Notes)
        + string.Join('\n', result.Contenders.Select(c => c.Summary is { } s ? $"{s.Decided} {s.Outside} {string.Join(' ', s.Rules.Select(r => $"{r.Rule} {r.Fired} {r.Decided} {r.Open}"))}" : "recorded"));

    private static string Describe(Figure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.Low}..{figure.Central}..{figure.High} {figure.Unit} {figure.WhyNot} {string.Join(", ", figure.Parts)} {string.Join(", ", figure.Notes)} {figure.Interval}");

    private static PolicySymbol PolicyOf(Compilation compiled) => compiled.Policy ?? throw new InvalidOperationException("no policy");

    private static string ToCsv(List<string> rows) => "id,at,offence,drug,action,person,age,group,sex,area\n" + string.Concat(rows.Select(r => r + "\n"));

    private static List<string> MakeRows(Random random)
    {
        var rows = new List<string>();
        var count = random.Next(0, 160);
        for (var i = 1; i <= count; i++)
        {
            var row = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{i},");
            row.Append(CultureInfo.InvariantCulture, $"{random.Next(2023, 2025)}-{random.Next(1, 13):00}-{random.Next(1, 29):00},");
            row.AppendJoin(',', Pick(random, "supply", "possession", "robbery", "drugs", "theft", ""), Pick(random, "heroin", "cocaine", ""), Pick(random, "arrest", "summons", "none", "either", "", "arrest"));
            row.Append(CultureInfo.InvariantCulture, $",{(random.Next(6) == 0 ? "" : $"p{random.Next(12)}")},{(random.Next(5) == 0 ? "" : $"{random.Next(10, 60)}")},");
            row.AppendJoin(',', Pick(random, "w", "b", "a", "wb", ""), Pick(random, "m", "f", ""), Pick(random, "north", "south", ""));
            rows.Add(row.ToString());
        }

        return rows;
    }

    private static string Pick(Random random, params ReadOnlySpan<string> texts) => texts[random.Next(texts.Length)];
}

using System.Globalization;
using System.Text;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Evaluation.Tests.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Tests.Running;

public sealed class IncidentGroupingTests
{
    private const string Clauses = """
        decides 2024-01-01 to 2024-12-31
        incident { id = `id`, at = date(`at`, "yyyy-MM-dd"), offence = match `offence` { "supply" => supply, "drugs" => (one of possession, supply) } }
        person { id = `person`, age = match `age` { "young" => 10..17, unknown => unknown, otherwise => number(`age`) } }
        """;

    private static readonly string[] Paths = ["offence", "person", "person.age"];

    [Theory]
    [InlineData(16_384, 1, 100_000)]
    [InlineData(7, 2, 100_000)]
    [InlineData(1, 7, 3)]
    [InlineData(64, 1, 0)]
    public void Incidents_are_put_together_as_their_fields_say(int batchRows, int threads, int maxGroups)
    {
        using var fixture = new LoadingFixture();
        var data = fixture.Load(MakeCsv(), Clauses).Data;
        Assert.NotNull(data);
        var schema = IncidentSchema.Full(data.Scope);
        var source = new MemoryColumns(data.Dataset, schema, BatchBuilder.Build(schema, data.Incidents, batchRows), data.Report);
        var found = new List<AlikeIncidents>();
        IncidentGrouping.Read(source, Paths, found.Add, new RunOptions { Threads = threads }, maxGroups);
        var expected = data.Incidents.Where(i => !i.IsHistoryOnly).GroupBy(i => Describe(i.Instance, data.Scope)).Select(g => $"{g.Key} {g.Count()} {string.Join(' ', g.Take(5).Select(i => i.Id))}");
        var actual = found.GroupBy(g => Describe(g.Example, data.Scope)).Select(g => $"{g.Key} {g.Sum(a => a.Incidents)} {string.Join(' ', g.SelectMany(a => a.First).OrderBy(f => f.Order).Take(5).Select(f => f.Id))}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.True(maxGroups < 100_000 || found.Count == found.Select(g => Describe(g.Example, data.Scope)).Distinct(StringComparer.Ordinal).Count());
    }

    private static string MakeCsv()
    {
        var random = new Random(5);
        var text = new StringBuilder("id,at,offence,person,age\n");
        for (var i = 1; i <= 500; i++)
        {
            var (offence, age) = (new[] { "supply", "drugs", "" }[random.Next(3)], new[] { "young", "30", "31", "" }[random.Next(4)]);
            text.Append(CultureInfo.InvariantCulture, $"{i},{random.Next(2023, 2025)}-02-03,{offence},{(random.Next(3) == 0 ? "" : $"p{random.Next(9)}")},{age}\n");
        }

        return text.ToString();
    }

    private static string Describe(EntityInstance incident, GlobalScope scope)
    {
        var evaluator = new ExpressionEvaluator(scope, new EvaluationInputs());
        var values = FieldPath.AllOf(scope).Where(p => Paths.Contains(p.ToString())).Select(p => p.Read(incident, evaluator));
        return string.Join(';', values.Select(v => $"{v.Kind} {v.Low} {v.High} {string.Join(',', v.Members)}"));
    }
}

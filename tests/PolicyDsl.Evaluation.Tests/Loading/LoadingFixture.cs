using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Evaluation.Tests.Loading.Columnar;
using PolicyDsl.Language;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Evaluation.Tests.Loading;

/// <summary>Loads small data sets that a test writes down.</summary>
internal sealed class LoadingFixture : IDisposable
{
    public DataWorkspace Folder { get; } = new();

    public Compilation? Compilation { get; private set; }

    public List<RejectedRow> RejectedRows { get; } = [];

    /// <summary>Loads the file <c>data.csv</c> by the lines of a dataset declaration; the incident's fields by default come from columns of their names.</summary>
    public LoadResult Load(string csv, string clauses, string shared = "", bool strict = false)
    {
        Folder.Write("data.csv", csv.ReplaceLineEndings("\n"));
        return LoadText($$"""
            using idpc.vocabulary
            {{shared}}
            dataset d {
                from "data.csv"
                {{clauses}}
            }
            """, strict);
    }

    public LoadResult LoadText(string text, bool strict = false)
    {
        Compilation = Folder.Compile(text);
        return BothLoaders.Load(new LoadRequest
        {
            Dataset = Compilation.Datasets[0],
            Scope = Compilation.Scope,
            Root = Folder.Root,
            IsStrict = strict,
            OnRejected = RejectedRows.Add,
        });
    }

    /// <summary>A value of an incident by path, as the language writes it.</summary>
    public string Show(LoadResult result, string id, string path)
    {
        Assert.NotNull(Compilation);
        Assert.NotNull(result.Data);
        var incident = result.Data.Find(id);
        Assert.NotNull(incident);
        var field = FieldPath.Find(Compilation.Scope, path, out var failure);
        Assert.True(field is not null, failure);
        var value = field.Read(incident.Instance, new ExpressionEvaluator(Compilation.Scope, new EvaluationInputs()));
        return new ValueFormatter(Compilation.Scope).Format(value, field.Field.Type);
    }

    public static string Ids(LoadResult result) => string.Join(' ', result.Data?.Incidents.Select(i => i.Id) ?? []);

    /// <summary>Ids of the findings, errors first.</summary>
    public static string Findings(LoadResult result) => string.Join(' ', result.Report.Diagnostics.Select(d => d.Id));

    public static string Describe(LoadResult result) => TestCompilation.Describe(result.Report.Diagnostics);

    /// <summary>Every row read is in one of the three.</summary>
    public static void AssertRowsAddUp(LoadResult result)
    {
        var report = result.Report;
        Assert.Equal(report.RowsRead, report.RowsFolded + report.RowsSetAside + report.RowsRejected);
        Assert.Equal(report.RowsFolded, result.Data?.Incidents.Sum(i => (long)i.Rows) ?? 0);
        Assert.Equal(report.RowsSetAside, report.SetAside.Sum(s => s.Rows));
        Assert.Equal(report.RowsRejected, report.Rejected.Sum(r => r.Rows));
    }

    public void Dispose() => Folder.Dispose();
}

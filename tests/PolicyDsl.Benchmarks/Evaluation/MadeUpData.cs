using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Language;

namespace PolicyDsl.Benchmarks.Evaluation;

/// <summary>The incidents and the policy of `peers`, smaller, as the parts of an evaluation are measured on them.</summary>
internal sealed class MadeUpData
{
    public MadeUpData(int rows)
    {
        Directory.CreateDirectory(Folder);
        Maker = new IncidentGenerator(rows, seed: 1);
        File = IncidentFile.Prepare(Maker, Folder);
        Compilation = PeersPolicy.Compile();
    }

    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), "policydsl-bench");

    public IncidentGenerator Maker { get; }

    public string File { get; }

    public Compilation Compilation { get; }

    public LoadRequest Request => new()
    {
        Dataset = Compilation.Datasets.Single(),
        Scope = Compilation.Scope,
        Root = Folder,
        Paths = [Path.GetFileName(File)],
    };

    public IncidentData Load(int threads)
    {
        var result = ColumnLoader.Load(Request, threads: threads);
        return result.Data ?? throw new InvalidOperationException(string.Join('\n', result.Report.Diagnostics));
    }
}

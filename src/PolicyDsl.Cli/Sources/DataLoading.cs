using System.Collections.Immutable;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting;

namespace PolicyDsl.Cli.Sources;

/// <summary>Loads the data set of a command line, with progress, and the rejected rows into a file where one is named.</summary>
internal static class DataLoading
{
    public static LoadResult Load(CompiledPolicy compiled, DatasetSymbol dataset, bool isStrict, string? rejectsPath, CommandHost host)
    {
        if (rejectsPath is null)
        {
            return Load(compiled, dataset, isStrict, onRejected: null, host);
        }

        LoadResult? result = null;
        AtomicFile.Write(rejectsPath, writer => result = Load(
            compiled,
            dataset,
            isStrict,
            row =>
            {
                writer.Write(row.RawText);
                writer.Write('\n');
            },
            host));
        return result ?? throw new InvalidOperationException("Loading gave no result.");
    }

    /// <summary>Notes the files of a data set as read, so that no result takes the place of one.</summary>
    public static void MarkAsRead(CompiledPolicy compiled, DatasetSymbol dataset)
    {
        foreach (var path in ColumnLoader.FindFiles(CreateRequest(compiled, dataset)))
        {
            ReadFiles.Add(path);
        }
    }

    /// <summary>Hashes of the data files, linked ones included.</summary>
    public static ImmutableArray<FileHash> Hash(LoadReport load) =>
        [.. load.Files.Concat(load.Linked.SelectMany(l => l.Files)).Select(f => new FileHash(f.Name, f.Sha256)).Distinct()];

    private static LoadResult Load(CompiledPolicy compiled, DatasetSymbol dataset, bool isStrict, Action<RejectedRow>? onRejected, CommandHost host)
    {
        MarkAsRead(compiled, dataset);
        return ProgressBar.Run(host, "Reading", told => ColumnLoader.Load(
            CreateRequest(compiled, dataset) with { IsStrict = isStrict, OnRejected = onRejected, Progress = told is null ? null : new ReadProgress(told) },
            cancellationToken: host.CancellationToken));
    }

    private static LoadRequest CreateRequest(CompiledPolicy compiled, DatasetSymbol dataset) => new()
    {
        Dataset = dataset,
        Scope = compiled.Compilation.Scope,
        Root = dataset.Location?.Source is { } source ? compiled.GetRoot(source).FullPath : compiled.Project.Root.FullPath,
    };

    private sealed class ReadProgress(Action<double> told) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => told(value.TotalBytes == 0 ? 0 : (double)value.BytesRead / value.TotalBytes);
    }
}

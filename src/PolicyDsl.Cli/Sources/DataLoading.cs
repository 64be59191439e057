using System.Collections.Immutable;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting;

namespace PolicyDsl.Cli.Sources;

/// <summary>Loads the data set of a command line, with progress, and the rejected rows into a file where one is named.</summary>
internal static class DataLoading
{
    public static LoadResult Load(CompiledPolicy compiled, DatasetSymbol dataset, bool isStrict, string? rejectsPath, CommandHost host)
    {
        return WithRejects(rejectsPath, onRejected => Load(compiled, dataset, isStrict, onRejected, host));
    }

    /// <summary>
    /// Gives the columns of a data set to some work, in one pass over the files. Where histories are read they are held in memory if the files are not larger than may
    /// be held; larger ones are read twice. What cannot be read is in the report that the work gets from the source.
    /// </summary>
    public static T Stream<T>(CompiledPolicy compiled, DatasetSymbol dataset, StreamSettings settings, CommandHost host, Func<IColumnSource, T> work)
    {
        MarkAsRead(compiled, dataset);
        var request = CreateRequest(compiled, dataset) with { IsStrict = settings.IsStrict };
        return WithRejects(settings.RejectsPath, onRejected => ProgressBar.Run(host, "Reading", told =>
        {
            var telling = request with { OnRejected = onRejected, Progress = told is null ? null : new ReadProgress(told) };
            var needs = ColumnNeeds.Of(settings.Plan.Paths);
            if (settings.Plan.Histories == 0)
            {
                return work(ColumnLoader.Open(telling, needs));
            }

            var bytes = ColumnLoader.FindFiles(request).Sum(path => new FileInfo(path).Length);
            if (bytes > settings.Options.MemoryBytes)
            {
                return work(new TwoPasses(ColumnLoader.Open(request, needs), ColumnLoader.Open(telling, needs)));
            }

            var loaded = ColumnLoader.Load(telling, needs, settings.Options.Threads, host.CancellationToken);
            return work(loaded.Data?.Columns ?? new MemoryColumns(dataset, IncidentSchema.Full(request.Scope), [], loaded.Report));
        }));
    }

    /// <summary>
    /// The data set for some policies, to be read in the pass that decides, so that memory does not grow with it. Where they look back on earlier incidents, which takes a
    /// pass of its own, it is read into memory first if its files are no larger than the memory allowed. What is wrong with the files comes with the report of a pass.
    /// </summary>
    /// <param name="told">Takes the share of the files that was read; null where nobody looks.</param>
    public static IColumnSource Open(
        CompiledPolicy compiled, DatasetSymbol dataset, bool isStrict, IEnumerable<PolicySymbol> policies, RunOptions options, Action<double>? told, CancellationToken cancellationToken)
    {
        MarkAsRead(compiled, dataset);
        var request = CreateRequest(compiled, dataset) with { IsStrict = isStrict, Progress = told is null ? null : new ReadProgress(told) };
        if (policies.Any(p => FollowsHistories(p, dataset)) && ColumnLoader.FindFiles(request).Sum(f => new FileInfo(f).Length) <= options.MemoryBytes)
        {
            var load = ColumnLoader.Load(request, threads: options.Threads, cancellationToken: cancellationToken);
            return load.Data?.Columns ?? new MemoryColumns(dataset, IncidentSchema.Full(request.Scope), [], load.Report);
        }

        return ColumnLoader.Open(request);
    }

    private static bool FollowsHistories(PolicySymbol policy, DatasetSymbol dataset) =>
        Dependencies.HistoriesOf([policy.AppliesWhen, .. policy.Rules.SelectMany(r => new[] { r.When, r.Unless })]).Any(h => DatasetKeys.WhyNotFollowed(dataset, h) is null);

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

    /// <summary>Writes rejected rows into a file, if one is named, whatever becomes of the work.</summary>
    private static T WithRejects<T>(string? path, Func<Action<RejectedRow>?, T> work)
    {
        if (path is null)
        {
            return work(null);
        }

        var results = new List<T>(1);
        AtomicFile.Write(path, writer => results.Add(work(row =>
        {
            writer.Write(row.RawText);
            writer.Write('\n');
        })));
        return results[0];
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

    /// <summary>Files too large to hold: histories take the first reading of them, which tells nobody; what is told is told by the later ones.</summary>
    private sealed class TwoPasses(IColumnSource first, IColumnSource later) : IColumnSource
    {
        private bool isRead;

        public DatasetSymbol Dataset => later.Dataset;

        public GlobalScope Scope => later.Scope;

        public IncidentSchema Schema => later.Schema;

        public bool IsInMemory => false;

        public LoadReport Read<TResult>(Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken)
        {
            var source = isRead ? later : first;
            isRead = true;
            return source.Read(work, accept, threads, cancellationToken);
        }
    }
}

/// <summary>How a data set is read for a run.</summary>
/// <param name="Plan">What is read of it.</param>
/// <param name="Options">What may be used.</param>
/// <param name="IsStrict">Whether rejected rows and unreadable values are errors.</param>
/// <param name="RejectsPath">Where to write rejected rows, or null.</param>
internal sealed record StreamSettings(RunPlan Plan, RunOptions Options, bool IsStrict, string? RejectsPath);

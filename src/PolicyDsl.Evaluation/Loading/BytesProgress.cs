namespace PolicyDsl.Evaluation.Loading;

/// <summary>Tells how far reading has come, as a part of all bytes.</summary>
internal sealed class BytesProgress(IProgress<LoadProgress> told, long total) : IProgress<long>
{
    public void Report(long value) => told.Report(new LoadProgress(value, total));
}

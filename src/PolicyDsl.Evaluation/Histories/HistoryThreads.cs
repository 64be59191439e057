using System.Runtime.ExceptionServices;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Does numbered pieces of work on several threads, each with tools of its own. The first failure ends all and is thrown as it is.</summary>
internal static class HistoryThreads
{
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="threads">How many threads work at once; with 1 all happens on the caller's.</param>
    /// <param name="createTool">Is called once for each thread that works.</param>
    /// <param name="work">Is called with each piece.</param>
    /// <returns>The tools.</returns>
    public static IReadOnlyList<TTool> Run<TTool>(int pieces, int threads, Func<TTool> createTool, Action<TTool, int> work, CancellationToken cancellationToken)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var tools = new TTool[Math.Max(1, Math.Min(threads, pieces))];
        void Work(int thread)
        {
            try
            {
                tools[thread] = createTool();
                for (var piece = Interlocked.Increment(ref next); piece < pieces && Volatile.Read(ref failure) is null; piece = Interlocked.Increment(ref next))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    work(tools[thread], piece);
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }

        var others = Enumerable.Range(1, tools.Length - 1).Select(t => Task.Run(() => Work(t), CancellationToken.None)).ToArray();
        Work(0);
        foreach (var other in others)
        {
            ((IAsyncResult)other).AsyncWaitHandle.WaitOne();
        }

        failure?.Throw();
        return tools;
    }
}

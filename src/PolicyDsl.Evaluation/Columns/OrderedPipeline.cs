using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>
/// Works on items of a sequence on several threads and hands the results on in the order of the items, so that what is made of them does not depend
/// on how threads ran. One thread produces; a bounded number of items is under way, so memory does not grow with the sequence.
/// </summary>
public static class OrderedPipeline
{
    /// <param name="items">Is enumerated by one thread.</param>
    /// <param name="work">Is called on any thread, several at once.</param>
    /// <param name="accept">Is called with each result in order, never twice at once.</param>
    /// <param name="threads">How many work at once; with 1 all happens on the caller's thread.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static void Run<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, Action<TItem, TResult> accept, int threads, CancellationToken cancellationToken)
    {
        if (threads <= 1)
        {
            foreach (var item in items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                accept(item, work(item));
            }

            return;
        }

        RunOnThreads(items, work, accept, threads, cancellationToken);
    }

    /// <summary>The same as a sequence: results in the order of the items. The caller's thread produces the items while it enumerates.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IEnumerable<TResult> Select<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, int threads, CancellationToken cancellationToken)
    {
        var pending = new Queue<Task<TResult>>();
        using var producer = items.GetEnumerator();
        ExceptionDispatchInfo? failure = null;
        try
        {
            while (failure is null && TryMoveNext(producer, ref failure))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var item = producer.Current;
                pending.Enqueue(threads <= 1 ? Task.FromResult(work(item)) : Task.Run(() => work(item), CancellationToken.None));
                while (pending.Count > 0 && (threads <= 1 || pending.Count >= threads * 2 || pending.Peek().IsCompleted))
                {
                    yield return pending.Dequeue().GetAwaiter().GetResult();
                }
            }

            while (pending.TryDequeue(out var result))
            {
                yield return result.GetAwaiter().GetResult();
            }
        }
        finally
        {
            foreach (var result in pending)
            {
                ((IAsyncResult)result).AsyncWaitHandle.WaitOne();
            }
        }

        failure?.Throw();
    }

    /// <summary>A failure to produce comes after the results of what was produced before it.</summary>
    private static bool TryMoveNext<TItem>(IEnumerator<TItem> items, ref ExceptionDispatchInfo? failure)
    {
        try
        {
            return items.MoveNext();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }

    private static void RunOnThreads<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, Action<TItem, TResult> accept, int threads, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pending = Channel.CreateBounded<(TItem Item, Task<TResult> Result)>(new BoundedChannelOptions(threads * 2) { SingleReader = true, SingleWriter = true });
        using var slots = new SemaphoreSlim(threads * 2);
        using var workers = new SemaphoreSlim(threads);
        var producer = Task.Run(() => Produce(items, item => WorkAsync(item, work, workers, stop.Token), pending.Writer, slots, stop.Token), CancellationToken.None);
        try
        {
            Accept(pending.Reader, accept, slots, stop.Token);
        }
        finally
        {
            stop.Cancel();
            Finish(producer, pending.Reader);
        }

        cancellationToken.ThrowIfCancellationRequested();
        producer.GetAwaiter().GetResult();
    }

    /// <summary>Waits for its turn without holding a thread, so that more items may be ready than are worked on.</summary>
    private static async Task<TResult> WorkAsync<TItem, TResult>(TItem item, Func<TItem, TResult> work, SemaphoreSlim workers, CancellationToken stop)
    {
        await workers.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return work(item);
        }
        finally
        {
            workers.Release();
        }
    }

    private static void Produce<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, Task<TResult>> work, ChannelWriter<(TItem Item, Task<TResult> Result)> writer, SemaphoreSlim slots, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            foreach (var item in items)
            {
                slots.Wait(stop);
                var result = Task.Run(() => work(item), stop);
                while (!writer.TryWrite((item, result)))
                {
                    stop.ThrowIfCancellationRequested();
                    writer.WaitToWriteAsync(stop).AsTask().GetAwaiter().GetResult();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever stopped the work says why.
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            writer.Complete(failure);
        }
    }

    private static void Accept<TItem, TResult>(ChannelReader<(TItem Item, Task<TResult> Result)> reader, Action<TItem, TResult> accept, SemaphoreSlim slots, CancellationToken stop)
    {
        while (reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
        {
            while (reader.TryRead(out var next))
            {
                accept(next.Item, next.Result.GetAwaiter().GetResult());
                slots.Release();
            }
        }
    }

    /// <summary>Lets what is under way come to its end, so that nothing runs on behind the caller's back.</summary>
    private static void Finish<TItem, TResult>(Task producer, ChannelReader<(TItem Item, Task<TResult> Result)> reader)
    {
        ((IAsyncResult)producer).AsyncWaitHandle.WaitOne();
        while (reader.TryRead(out var next))
        {
            ((IAsyncResult)next.Result).AsyncWaitHandle.WaitOne();
        }
    }
}

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

    private static void RunOnThreads<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, Action<TItem, TResult> accept, int threads, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pending = Channel.CreateBounded<(TItem Item, Task<TResult> Result)>(new BoundedChannelOptions(threads * 2) { SingleReader = true, SingleWriter = true });
        using var slots = new SemaphoreSlim(threads * 2);
        var producer = Task.Run(() => Produce(items, work, pending.Writer, slots, stop.Token), CancellationToken.None);
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

    private static void Produce<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, ChannelWriter<(TItem Item, Task<TResult> Result)> writer, SemaphoreSlim slots, CancellationToken stop)
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

using System.Collections.Concurrent;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Tests.Columns;

/// <summary>Results come in order, failures reach the caller as they are, and nothing goes on behind the caller's back.</summary>
public sealed class OrderedPipelineTests : IDisposable
{
    private readonly CancellationTokenSource cancellation = new();
    private int working;

    public static TheoryData<int> Threads => [1, 2, 7];

    [Theory]
    [MemberData(nameof(Threads))]
    public void Results_come_in_order_one_at_a_time(int threads)
    {
        var accepted = new List<(int Item, int Result)>();
        var accepting = 0;
        OrderedPipeline.Run(
            Enumerable.Range(0, 300),
            item => Work(item, item % 7 == 0 ? 20_000 : 10),
            (item, result) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref accepting));
                accepted.Add((item, result));
                Interlocked.Decrement(ref accepting);
            },
            threads,
            cancellation.Token);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (i, i * 2)), accepted);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Nothing_at_all_is_fine(int threads) =>
        OrderedPipeline.Run(Array.Empty<int>(), item => item, (_, _) => Assert.Fail("Nothing was given."), threads, cancellation.Token);

    [Theory]
    [MemberData(nameof(Threads))]
    public void Only_so_many_items_are_under_way(int threads)
    {
        var (produced, accepted, most) = (0, 0, 0);
        OrderedPipeline.Run(Items(), item => Work(item, 50), (_, _) => Interlocked.Increment(ref accepted), threads, cancellation.Token);
        Assert.InRange(most, 1, (threads * 2) + 1);

        IEnumerable<int> Items()
        {
            for (var i = 0; i < 500; i++)
            {
                produced++;
                most = Math.Max(most, produced - Volatile.Read(ref accepted));
                yield return i;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void No_more_than_so_many_work_at_once(int threads)
    {
        var most = 0;
        OrderedPipeline.Run(
            Enumerable.Range(0, 60),
            item =>
            {
                var now = Interlocked.Increment(ref working);
                InterlockedMax(ref most, now);
                Thread.Sleep(3);
                Interlocked.Decrement(ref working);
                return item;
            },
            (_, _) => { },
            threads,
            cancellation.Token);
        Assert.InRange(most, 1, threads);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void A_failure_of_who_produces_reaches_the_caller(int threads) =>
        AssertFails(threads, accepted => OrderedPipeline.Run(Failing(), item => Work(item, 100), (item, _) => accepted.Add(item), threads, cancellation.Token));

    [Theory]
    [MemberData(nameof(Threads))]
    public void A_failure_of_who_works_reaches_the_caller(int threads) =>
        AssertFails(threads, accepted => OrderedPipeline.Run(Endless(), item => item == 40 ? throw new InvalidDataException("40") : Work(item, 100), (item, _) => accepted.Add(item), threads, cancellation.Token));

    [Theory]
    [MemberData(nameof(Threads))]
    public void A_failure_of_who_accepts_reaches_the_caller(int threads) => AssertFails(threads, accepted => OrderedPipeline.Run(
        Endless(),
        item => Work(item, 100),
        (item, _) =>
        {
            if (item == 40)
            {
                throw new InvalidDataException("40");
            }

            accepted.Add(item);
        },
        threads,
        cancellation.Token));

    [Theory]
    [MemberData(nameof(Threads))]
    public void Cancelling_ends_it_soon(int threads)
    {
        var accepted = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => OrderedPipeline.Run(
            Endless(),
            item => Work(item, 100),
            (item, _) =>
            {
                accepted++;
                if (item == 40)
                {
                    cancellation.Cancel();
                }
            },
            threads,
            cancellation.Token));
        Assert.InRange(accepted, 41, 41 + (threads * 2));
        AssertIdle();
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Cancelling_while_who_produces_waits_for_room_ends_it(int threads)
    {
        using var gate = new ManualResetEventSlim();
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => OrderedPipeline.Run(
            Endless(),
            item =>
            {
                gate.Wait(cancellation.Token);
                return item;
            },
            (_, _) => { },
            threads,
            cancellation.Token));
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void What_was_cancelled_before_does_nothing(int threads)
    {
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => OrderedPipeline.Run(Endless(), item => item, (_, _) => Assert.Fail("It was cancelled."), threads, cancellation.Token));
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void The_sequence_is_disposed_of_whatever_happens(int threads)
    {
        var isDisposed = false;
        Assert.Throws<InvalidDataException>(() => OrderedPipeline.Run(Items(), item => item, (_, _) => throw new InvalidDataException("no"), threads, cancellation.Token));
        Assert.True(isDisposed);

        IEnumerable<int> Items()
        {
            try
            {
                foreach (var item in Endless())
                {
                    yield return item;
                }
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    [Fact]
    public void Many_pipelines_at_once_do_not_wait_for_each_other()
    {
        var sums = new ConcurrentBag<long>();
        Parallel.For(0, 12, _ =>
        {
            var sum = 0L;
            OrderedPipeline.Run(Enumerable.Range(0, 200), item => (long)item, (_, result) => sum += result, 3, CancellationToken.None);
            sums.Add(sum);
        });
        Assert.Equal(Enumerable.Repeat(19_900L, 12), sums);
    }

    public void Dispose() => cancellation.Dispose();

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
        }
    }

    private static IEnumerable<int> Failing()
    {
        for (var i = 0; i < 40; i++)
        {
            yield return i;
        }

        throw new InvalidDataException("40");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }

    private int Work(int item, int spins)
    {
        Interlocked.Increment(ref working);
        Thread.SpinWait(spins);
        Interlocked.Decrement(ref working);
        return item * 2;
    }

    /// <summary>What came before the failure was accepted in order, and nothing after it.</summary>
    private void AssertFails(int threads, Action<List<int>> run)
    {
        var accepted = new List<int>();
        Assert.Equal("40", Assert.Throws<InvalidDataException>(() => run(accepted)).Message);
        Assert.Equal(Enumerable.Range(0, 40), accepted);
        Assert.InRange(threads, 1, 7);
        AssertIdle();
    }

    /// <summary>Nothing works any longer.</summary>
    private void AssertIdle() => Assert.Equal(0, Volatile.Read(ref working));
}

using System.Runtime.InteropServices;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// Ctrl-C, or a request to end: the first asks the verb to stop and gives it a moment, so that it leaves no half-written file; the second, or the end of
/// that moment, ends the process. Either way the answer is 130.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private Timer? timer;

    public Interruption()
    {
        Token = source.Token;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        timer?.Dispose();
        source.Dispose();
    }

    private static void End()
    {
        AtomicFile.DeleteUnfinished();
        Terminal.ShowCursor();
        Environment.Exit(ExitCodes.Interrupted);
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Token.IsCancellationRequested)
        {
            End();
        }

        timer = new Timer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan);
        source.Cancel();
    }
}

using System.Runtime.InteropServices;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// Ctrl-C: the first asks the verb to stop and gives it a moment, so that it leaves no half-written file; the second, or the end of
/// that moment, ends the process. Either way the answer is 130.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration registration;
    private Timer? timer;

    public Interruption()
    {
        Token = source.Token;
        registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        registration.Dispose();
        timer?.Dispose();
        source.Dispose();
    }

    private static void End()
    {
        AtomicFile.DeleteUnfinished();
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

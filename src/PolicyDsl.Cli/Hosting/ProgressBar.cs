using Spectre.Console;

namespace PolicyDsl.Cli.Hosting;

/// <summary>Progress on standard error, where that is a terminal and the user has not asked for quiet; elsewhere nothing.</summary>
internal static class ProgressBar
{
    /// <param name="host">The host of the verb.</param>
    /// <param name="what">What is done, as in <c>Reading</c>.</param>
    /// <param name="run">The work; is given a function that takes the share done, or null where nobody looks.</param>
    public static T Run<T>(CommandHost host, string what, Func<Action<double>?, T> run)
    {
        if (host.Terminal.IsQuiet || !Terminal.ErrorIsTerminal)
        {
            return run(null);
        }

        host.Terminal.Output.Flush();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Terminal.Error),
            ColorSystem = host.Terminal.ErrorHasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(what), maxValue: 1);
                return run(share => task.Value = Math.Min(share, 1));
            });
    }

    /// <summary>The same for work that tells how many of <paramref name="total"/> are done.</summary>
    public static T RunCounted<T>(CommandHost host, string what, long total, Func<IProgress<long>?, T> run) =>
        Run(host, what, told => run(told is null ? null : new CountedProgress(told, total)));

    private sealed class CountedProgress(Action<double> told, long total) : IProgress<long>
    {
        public void Report(long value) => told(total == 0 ? 0 : (double)value / total);
    }
}

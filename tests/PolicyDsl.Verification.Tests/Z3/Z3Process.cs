using System.Diagnostics;
using System.Globalization;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>What the solver says of a question.</summary>
internal enum Satisfiability
{
    Unsatisfiable,
    Satisfiable,
    Unknown,
}

/// <summary>
/// A solver that reads SMT-LIB 2 and answers line by line. One process answers any number of scripts: each starts from nothing. A question
/// past its time is unknown; a solver that says nothing for long, or that finds a mistake in a script, fails the test.
/// </summary>
internal sealed class Z3Process : IDisposable
{
    private const string EndMark = "end-of-answers";

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private Z3Process(Process process) => this.process = process;

    /// <summary>Starts the solver.</summary>
    /// <param name="millisecondsPerQuestion">After which a question is unknown.</param>
    public static Z3Process Start(int millisecondsPerQuestion = 10_000)
    {
        if (Z3Location.Path is not { } path)
        {
            throw new InvalidOperationException(Z3Location.WhyMissing);
        }

        var start = new ProcessStartInfo(path, ["-in", "-smt2", string.Create(CultureInfo.InvariantCulture, $"-t:{millisecondsPerQuestion}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        return new Z3Process(Process.Start(start) ?? throw new InvalidOperationException($"{path} does not start."));
    }

    /// <summary>What the solver has used of processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The lines that a script, from nothing, is answered with.</summary>
    public IReadOnlyList<string> Run(string script)
    {
        // Written while answers are read: neither pipe may fill up while the other waits.
        var writing = process.StandardInput.WriteAsync($"(reset)\n{script}\n(echo \"{EndMark}\")\n");
        var flushed = writing.ContinueWith(_ => process.StandardInput.Flush(), TaskScheduler.Default);
        var lines = new List<string>();
        while (true)
        {
            var line = process.StandardOutput.ReadLineAsync();
            if (!line.Wait(LongestSilence))
            {
                process.Kill();
                throw new InvalidOperationException($"z3 says nothing for {LongestSilence} on\n{script}");
            }

            switch (line.Result)
            {
                case EndMark:
                    flushed.Wait();
                    return lines;
                case null:
                    throw new InvalidOperationException($"z3 ended on\n{script}");
                case var error when error.StartsWith("(error", StringComparison.Ordinal):
                    throw new InvalidOperationException($"{error} on\n{script}");
                case var answer:
                    lines.Add(answer);
                    break;
            }
        }
    }

    /// <summary>The answers of a script that asks nothing but <c>check-sat</c>, in order.</summary>
    public IReadOnlyList<Satisfiability> Ask(string script) => [.. Run(script).Select(line => line switch
    {
        "sat" => Satisfiability.Satisfiable,
        "unsat" => Satisfiability.Unsatisfiable,
        "unknown" or "timeout" => Satisfiability.Unknown,
        _ => throw new InvalidOperationException($"z3 answers {line} on\n{script}"),
    })];

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(1_000))
        {
            process.Kill();
        }

        process.Dispose();
    }
}

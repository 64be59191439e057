using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>How long something took, in milliseconds.</summary>
/// <param name="Elapsed">By the clock on the wall.</param>
/// <param name="Processor">Of all processors together; says more where others use the machine as well.</param>
internal readonly record struct PeerCost(double Elapsed, double Processor);

/// <summary>An answer of another program.</summary>
/// <param name="Cost">How long it took, as that program itself says.</param>
/// <param name="Rows">Rows of texts; null is NULL.</param>
internal sealed record PeerAnswer(PeerCost Cost, string?[][] Rows);

/// <summary>Another program in a process of its own, asked one question at a time, a line of JSON each. It waits for input between questions, so it costs nothing while others are measured.</summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Process process;
    private string? complaint;

    private PeerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    public static PeerProcess Start(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new PeerProcess(Process.Start(start) ?? throw new PeerException($"`{program}` does not start."));
    }

    public PeerAnswer Ask(string question, string? text = null) => Ask(new JsonObject { ["ask"] = question, ["text"] = text });

    public PeerAnswer Ask(JsonObject question)
    {
        process.StandardInput.WriteLine(question.ToJsonString());
        process.StandardInput.Flush();
        while (true)
        {
            var reading = process.StandardOutput.ReadLineAsync();
            if (!reading.Wait(Longest))
            {
                throw new PeerException($"no answer within {Longest.TotalMinutes:F0} minutes");
            }

            if (reading.Result is not { } line)
            {
                throw new PeerException(complaint ?? "it ended");
            }

            // Some libraries print by themselves.
            if (line.StartsWith('{') && JsonNode.Parse(line) is JsonObject answer)
            {
                return answer["error"] is { } error ? throw new PeerException(error.GetValue<string>()) : ToAnswer(answer);
            }
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static PeerAnswer ToAnswer(JsonObject answer) => new(
        new PeerCost(answer["milliseconds"]?.GetValue<double>() ?? 0, answer["processor"]?.GetValue<double>() ?? 0),
        answer["rows"].Deserialize<string?[][]>() ?? []);

    private void Keep(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            complaint = line.Trim();
        }
    }
}

/// <summary>Another program cannot be asked, or refuses; the message says why.</summary>
internal sealed class PeerException(string message) : Exception(message);

using System.Globalization;
using BenchmarkDotNet.Running;
using PolicyDsl.Benchmarks;
using PolicyDsl.Benchmarks.Evaluation;
using PolicyDsl.Benchmarks.Peers;

// dotnet run -c Release --project tests/PolicyDsl.Benchmarks -- --filter '*'
// dotnet run -c Release --project tests/PolicyDsl.Benchmarks -- growth    writes the last measurements into docs/verification.md
// dotnet run -c Release --project tests/PolicyDsl.Benchmarks -- growth-evaluation [--rows N]   the same for docs/performance.md
// dotnet run -c Release --project tests/PolicyDsl.Benchmarks -- peers     compares with other programs; see docs/performance.md
if (args is ["growth"])
{
    GrowthPage.Write();
    return 0;
}

if (args is ["growth-evaluation", ..])
{
    EvaluationGrowthPage.Write(args is [_, "--rows", var rows] ? int.Parse(rows, CultureInfo.InvariantCulture) : int.MaxValue);
    return 0;
}

if (MemoryProbe.IsAsked(args))
{
    return MemoryProbe.Run(args);
}

if (args is ["peers", ..])
{
    return PeersProgram.Run(args.AsSpan(1));
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

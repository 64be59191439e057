using BenchmarkDotNet.Running;
using PolicyDsl.Benchmarks;

// dotnet run -c Release --project tests/PolicyDsl.Benchmarks -- --filter '*'
// dotnet run -c Release --project tests/PolicyDsl.Benchmarks -- growth    writes the last measurements into docs/verification.md
if (args is ["growth"])
{
    GrowthPage.Write();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}

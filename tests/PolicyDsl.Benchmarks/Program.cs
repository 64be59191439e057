using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/PolicyDsl.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>Where the solver is. Where it is missing, tests that need it are skipped, but in CI (the variable <c>CI</c> is set) they fail.</summary>
internal static class Z3Location
{
    public const string WhyMissing = "There is no `z3` on the PATH. Install the Debian package `z3` (`apt-get install z3`, `brew install z3`).";

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { System.IO.Path.Combine(folder, "z3"), System.IO.Path.Combine(folder, "z3.exe") })
        .FirstOrDefault(File.Exists);

    public static bool IsInCi => Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not ("0" or "false");
}

/// <summary>A test that asks z3: skipped where there is none, unless in CI, where it fails and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class Z3FactAttribute : FactAttribute
{
    public Z3FactAttribute()
    {
        if (Z3Location.Path is null && !Z3Location.IsInCi)
        {
            Skip = Z3Location.WhyMissing;
        }
    }
}

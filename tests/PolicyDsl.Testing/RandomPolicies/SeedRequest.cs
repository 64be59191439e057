using System.Globalization;
using Xunit;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>
/// More random policies than every run tries: <c>POLICYDSL_SEEDS=5000,300</c> in the environment makes the tests that are marked so try 300 seeds from 5000.
/// </summary>
internal static class SeedRequest
{
    public static (int First, int Count)? Find() => Environment.GetEnvironmentVariable("POLICYDSL_SEEDS")?.Split(',') is [var first, var count]
        ? (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture))
        : null;
}

/// <summary>A test that runs only where seeds are asked for; see <see cref="SeedRequest"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeedsFactAttribute : FactAttribute
{
    public SeedsFactAttribute()
    {
        if (SeedRequest.Find() is null)
        {
            Skip = "Set POLICYDSL_SEEDS=FIRST,COUNT to try more random policies.";
        }
    }
}

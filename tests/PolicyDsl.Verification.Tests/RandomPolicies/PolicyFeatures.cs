namespace PolicyDsl.Verification.Tests.RandomPolicies;

/// <summary>Which constructs a random policy may use, and how large it is.</summary>
internal sealed record PolicyFeatures
{
    /// <summary>Everything that the language has.</summary>
    public static readonly PolicyFeatures All = new();

    /// <summary>Only what a proof decides exactly: no term that the engine treats as independent of the fields in it.</summary>
    public static readonly PolicyFeatures Exact = new() { HasIndependentTerms = false };

    public int Rules { get; init; } = 5;

    public int Defines { get; init; } = 3;

    public int Clauses { get; init; } = 4;

    /// <summary>How deep conditions nest.</summary>
    public int Depth { get; init; } = 3;

    public bool HasHistories { get; init; } = true;

    /// <summary>Two fields compared or added, products, quotients by a field, the hour or weekday of an instant, a range that depends on another.</summary>
    public bool HasIndependentTerms { get; init; } = true;

    public bool HasOperations { get; init; } = true;
}

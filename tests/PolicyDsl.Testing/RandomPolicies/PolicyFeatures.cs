namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>Which constructs a random policy may use, and how large it is.</summary>
internal sealed record PolicyFeatures
{
    /// <summary>Everything that the language has.</summary>
    public static readonly PolicyFeatures All = new();

    /// <summary>Only what a proof decides exactly: no term that the engine treats as independent of the fields in it.</summary>
    public static readonly PolicyFeatures Exact = new() { HasIndependentTerms = false };

    /// <summary>Also what is tried on whole data sets: two references to one entity, references behind references, an enum of many members, overflow, tests of texts in tables.</summary>
    public static readonly PolicyFeatures Further = new() { HasFurtherTerms = true };

    public int Rules { get; init; } = 5;

    public int Defines { get; init; } = 3;

    public int Clauses { get; init; } = 4;

    /// <summary>How deep conditions nest.</summary>
    public int Depth { get; init; } = 3;

    public bool HasHistories { get; init; } = true;

    /// <summary>Two fields compared or added, products, quotients by a field, the hour or weekday of an instant, a range that depends on another.</summary>
    public bool HasIndependentTerms { get; init; } = true;

    public bool HasOperations { get; init; } = true;

    public bool HasFurtherTerms { get; init; }

    /// <summary>Further actions, named <c>a0</c>, <c>a1</c> and so on.</summary>
    public int FurtherActions { get; init; }

    /// <summary>Policies with one of these have one vocabulary; null for one of its own.</summary>
    public int? VocabularySeed { get; init; }
}

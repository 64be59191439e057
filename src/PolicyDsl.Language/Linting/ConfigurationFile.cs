using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting;

/// <summary>What a <c>policydsl.json</c> says. What it does not say is null or empty.</summary>
public sealed record ConfigurationFile
{
    public static ConfigurationFile Empty { get; } = new();

    public ImmutableArray<ConfiguredSeverity> Severities { get; init; } = [];

    public ImmutableArray<ConfiguredSuppression> Suppressions { get; init; } = [];

    /// <summary>The longest line that formatting aims at, in characters.</summary>
    public int? FormatWidth { get; init; }

    /// <summary>The data set for verbs that need one and are given none.</summary>
    public string? Data { get; init; }

    /// <summary>The least severity that makes <c>check</c> fail.</summary>
    public Severity? FailLevel { get; init; }

    /// <summary>
    /// The severity of a kind of finding: said for its id or slug, else for its category, else its default. Kinds that must not be changed
    /// keep theirs whatever is said.
    /// </summary>
    public Severity GetSeverity(DiagnosticDescriptor descriptor)
    {
        if (!FindingKinds.MayBeConfigured(descriptor))
        {
            return descriptor.DefaultSeverity;
        }

        var category = FindingKinds.GetCategory(descriptor);
        return Severities.FirstOrDefault(s => s.Descriptor == descriptor)?.Severity
            ?? Severities.FirstOrDefault(s => s.Category == category)?.Severity
            ?? descriptor.DefaultSeverity;
    }
}

/// <summary>A severity for one kind of finding, or for a category of them; exactly one of the two is given.</summary>
public sealed record ConfiguredSeverity(DiagnosticDescriptor? Descriptor, string? Category, Severity Severity);

/// <summary>Findings of one kind that are accepted in some files, with the reason.</summary>
/// <param name="Path">Relative to the folder of the configuration file; <c>*</c>, <c>?</c> and <c>**</c> stand for names and folders.</param>
/// <param name="Until">The last day on which it counts; null where it does not end.</param>
/// <param name="Location">Where it stands in the configuration file.</param>
public sealed record ConfiguredSuppression(DiagnosticDescriptor Descriptor, string Path, string Reason, DateOnly? Until, Location Location)
{
    /// <summary>Whether a path relative to the folder of the configuration file, with forward slashes, is meant.</summary>
    public bool Covers(string path) => PathPattern.Fits(path, Path);
}

/// <summary>Something in a configuration file that cannot be taken as it stands.</summary>
public sealed record ConfigurationFault(Location Location, string Message, string? Hint);

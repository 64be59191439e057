using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Diagnostics;

/// <summary>Another place that a finding speaks of, as the other rule of a conflict.</summary>
public sealed record RelatedLocation(Location Location, string Message);

/// <summary>A replacement of text in one source.</summary>
public sealed record TextEdit(Location Location, string NewText);

/// <summary>A change that mends a finding. A safe one keeps or restores what the author meant; others need a look.</summary>
public sealed record CodeFix(string Title, ImmutableArray<TextEdit> Edits, bool IsSafe);

/// <summary>One finding at one place.</summary>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, Severity Severity, Location? Location, string Message)
{
    /// <summary>What to write instead, or "did you mean"; null if there is nothing to add.</summary>
    public string? Hint { get; init; }

    public ImmutableArray<RelatedLocation> Related { get; init; } = [];

    public ImmutableArray<CodeFix> Fixes { get; init; } = [];

    /// <summary>Why the finding is suppressed; null where it is not. Suppressed findings are still listed.</summary>
    public string? Suppression { get; init; }

    /// <summary>Whether a comment in the source suppresses it, rather than the configuration.</summary>
    public bool IsSuppressedInSource { get; init; }

    /// <summary>Ids of the concept pages that explain the background, as in <c>balloon-effect</c>.</summary>
    public ImmutableArray<string> Concepts { get; init; } = [];

    public string Id => Descriptor.Id;

    public static Diagnostic Create(DiagnosticDescriptor descriptor, Location? location, params ReadOnlySpan<object?> arguments) =>
        new(descriptor, descriptor.DefaultSeverity, location, string.Format(CultureInfo.InvariantCulture, descriptor.Message, arguments));
}

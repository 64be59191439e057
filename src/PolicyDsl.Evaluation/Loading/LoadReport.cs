using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// What became of every row of a data set while it was loaded, and what could not be read. Rows of accepted incidents are split
/// into decided, outside and history-only by <see cref="Running.RunSummary.Rows"/>, once a policy has decided them.
/// </summary>
public sealed record LoadReport
{
    public required string Dataset { get; init; }

    /// <summary>The title of the data set, or null.</summary>
    public string? Title { get; init; }

    public string? Licence { get; init; }

    /// <summary>What one row stands for, in the author's words, or null.</summary>
    public string? Unit { get; init; }

    public ImmutableArray<string> Cautions { get; init; } = [];

    /// <summary>The files of incidents in the order in which they were read; linked files are in <see cref="Linked"/>.</summary>
    public ImmutableArray<LoadedFile> Files { get; init; } = [];

    /// <summary>All rows of the incident files, the rejected ones included: folded + set aside + rejected.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows that went into accepted incidents.</summary>
    public long RowsFolded { get; init; }

    public long RowsSetAside { get; init; }

    public long RowsRejected { get; init; }

    /// <summary>Accepted incidents, those that only histories see included.</summary>
    public long Incidents { get; init; }

    /// <summary>Rows set aside by each <c>keep rows</c>, in order of declaration; a row counts for the first that it fails.</summary>
    public ImmutableArray<SetAsideRows> SetAside { get; init; } = [];

    /// <summary>Rejected rows by reason, in order of first appearance.</summary>
    public ImmutableArray<RejectedRows> Rejected { get; init; } = [];

    /// <summary>Values that could not be read and are unknown, by column, in order of first appearance.</summary>
    public ImmutableArray<UnreadableValues> Unreadable { get; init; } = [];

    /// <summary>For each mapped field, of how many incidents it is known; in order of the mappings.</summary>
    public ImmutableArray<FieldCoverage> Coverage { get; init; } = [];

    /// <summary>Derived fields that the data gives and the formula computes otherwise; they are unknown there.</summary>
    public ImmutableArray<Disagreement> Disagreements { get; init; } = [];

    public ImmutableArray<BrokenInvariant> BrokenInvariants { get; init; } = [];

    public ImmutableArray<LinkedFile> Linked { get; init; } = [];

    /// <summary>Errors and warnings (PD4xxx); with an error there are no incidents.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}

/// <summary>One file as it was read.</summary>
/// <param name="Name">Relative to the root folder.</param>
/// <param name="Rows">Rows that have the right shape.</param>
/// <param name="Rejected">Rows that have not.</param>
/// <param name="BlankLines">Lines with nothing on them, which are no rows.</param>
/// <param name="Encoding">How its bytes became text, in words; null for a workbook.</param>
/// <param name="Separator">What separates its cells; null where nothing does.</param>
/// <param name="LineEnds">In words; null for a workbook.</param>
/// <param name="Sha256">Of the file on disk, in lower-case hexadecimal.</param>
public sealed record LoadedFile(string Name, long Rows, long Rejected, long BlankLines, string? Encoding, string? Separator, string? LineEnds, string Sha256);

/// <param name="Reason">The author's words after <c>because</c>.</param>
/// <param name="Rows">Rows for which the condition was not true.</param>
/// <param name="OfWhichUnknown">Those of them for which it was unknown.</param>
public sealed record SetAsideRows(string Reason, long Rows, long OfWhichUnknown);

/// <summary>Rows rejected for one reason, with the places of the first few.</summary>
public sealed record RejectedRows(string Reason, long Rows, ImmutableArray<DataPlace> First);

/// <summary>Where something stands in the data, and the text there.</summary>
public sealed record DataPlace(string File, long Line, string Text);

/// <summary>Values of one column that could not be read for one field.</summary>
/// <param name="Column">The column, or the field where no single column is at fault.</param>
/// <param name="Field">The qualified name of the field.</param>
/// <param name="Reason">What was expected, as in <c>no number</c> or <c>not listed</c>.</param>
/// <param name="Count">How many cells.</param>
/// <param name="DistinctTexts">How many different texts, counted up to <see cref="MaxDistinct"/>.</param>
/// <param name="First">The first few different texts, each where it first stands.</param>
public sealed record UnreadableValues(string Column, string Field, string Reason, long Count, int DistinctTexts, ImmutableArray<DataPlace> First)
{
    /// <summary>Different texts are counted up to this many.</summary>
    public const int MaxDistinct = 10_000;
}

/// <summary>How often a field is exactly known, partly known (a range or alternatives) and unknown.</summary>
public sealed record FieldCoverage(string Field, long Known, long Partly, long Unknown);

public sealed record Disagreement(string Field, long Incidents, ImmutableArray<string> FirstIncidents);

/// <param name="Invariant">The text of the invariant.</param>
/// <param name="Entity">The entity that declares it.</param>
/// <param name="Incidents">Incidents for which it was broken, and the fields it names made unknown.</param>
/// <param name="Rejected">Those of them for which it was still broken.</param>
/// <param name="FirstIncidents">Ids of the first few.</param>
public sealed record BrokenInvariant(string Invariant, string Entity, long Incidents, long Rejected, ImmutableArray<string> FirstIncidents);

/// <summary>A file of persons or areas that incidents refer to.</summary>
/// <param name="Entity">The entity, as in <c>area</c>.</param>
/// <param name="Files">The files read.</param>
/// <param name="RowsRead">All rows, rejected ones included.</param>
/// <param name="RowsRejected">Rows that are no rows, have no key or break an invariant.</param>
/// <param name="Entities">Entities known by it.</param>
/// <param name="References">Incidents whose reference is known.</param>
/// <param name="Unmatched">Those of them whose key the file lacks: their fields are unknown.</param>
/// <param name="FirstUnmatched">The first few such keys.</param>
/// <param name="Rejected">Rejected rows by reason.</param>
public sealed record LinkedFile(
    string Entity,
    ImmutableArray<LoadedFile> Files,
    long RowsRead,
    long RowsRejected,
    long Entities,
    long References,
    long Unmatched,
    ImmutableArray<string> FirstUnmatched,
    ImmutableArray<RejectedRows> Rejected);

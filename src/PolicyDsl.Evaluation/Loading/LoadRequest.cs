using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>What to load, and how strictly.</summary>
public sealed record LoadRequest
{
    public required DatasetSymbol Dataset { get; init; }

    /// <summary>The scope of the compilation that declares the data set.</summary>
    public required GlobalScope Scope { get; init; }

    /// <summary>The folder that no data file may lie outside of.</summary>
    public required string Root { get; init; }

    /// <summary>Files or patterns to read in place of the declared ones, relative to <see cref="Root"/>; empty for the declared ones.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Rejected rows and unreadable values are errors.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Is told every rejected row in order of the files, after loading; null where nobody asks.</summary>
    public Action<RejectedRow>? OnRejected { get; init; }

    public IProgress<LoadProgress>? Progress { get; init; }
}

/// <summary>How far reading has come, in bytes on disk.</summary>
public readonly record struct LoadProgress(long BytesRead, long TotalBytes);

/// <summary>A rejected row as it came.</summary>
/// <param name="File">Relative to the root folder.</param>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="RawText">The row as it stands in the file, without its line end.</param>
public sealed record RejectedRow(string File, long Line, string Reason, string RawText);

/// <summary>The incidents, or null where errors in the report say why there are none.</summary>
public sealed record LoadResult(IncidentData? Data, LoadReport Report);

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Reporting;

/// <summary>A file that took part in a result.</summary>
/// <param name="Path">As shown to the user, with forward slashes.</param>
/// <param name="Sha256">Of its bytes for data; of its text as UTF-8 without byte order mark for a policy.</param>
public sealed record FileHash(string Path, string Sha256)
{
    public static FileHash Of(SourceText source) =>
        new(source.Path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Text))));
}

/// <summary>What a result was made from, so that it can be made again: every machine-readable result carries it.</summary>
public sealed record Provenance(string ToolVersion)
{
    public ImmutableArray<FileHash> Policies { get; init; } = [];

    public ImmutableArray<FileHash> Data { get; init; } = [];

    public long? Seed { get; init; }

    /// <summary>The day on which departures and suppressions were held against their end.</summary>
    public DateOnly? AsOf { get; init; }
}

using System.Collections.Immutable;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language;

/// <summary>
/// Gives the compilation the files that sources name, so that the language itself reads none. Paths are as written in the source,
/// to be taken relative to the naming file.
/// </summary>
public interface ISourceResolver
{
    /// <summary>The text of <paramref name="path"/> as named in <paramref name="from"/>, or a reason in the user's words.</summary>
    ResolvedText ReadSource(string path, SourceText from);

    /// <summary>The rows of two columns of a code file, for <c>table … from "file"</c>, or a reason.</summary>
    ResolvedRows ReadTable(string path, string keyColumn, string valueColumn, SourceText from);
}

/// <summary>A text read for a compilation, or why it could not be read.</summary>
/// <param name="Source">The source, with one path for one file however it was named; null on failure.</param>
/// <param name="Failure">Why not, as in <c>there is no file `x.policy` here</c>; null on success.</param>
public sealed record ResolvedText(SourceText? Source, string? Failure);

/// <summary>Key and value of each row of a code file in file order, or why it could not be read.</summary>
public sealed record ResolvedRows(ImmutableArray<(string Key, string Value, int Line)> Rows, string? Failure);

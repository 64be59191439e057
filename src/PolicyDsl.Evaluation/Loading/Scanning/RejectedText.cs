namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>A row of a chunk that cannot be used.</summary>
/// <param name="Before">How many usable rows of the chunk come before it.</param>
/// <param name="Line">The line of the file on which it starts, from 1.</param>
/// <param name="Reason">Why, without a full stop.</param>
/// <param name="RawText">The row as it came, without its last line end.</param>
internal readonly record struct RejectedText(int Before, long Line, string Reason, string RawText);

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Decides which cells hold nothing: those that are empty or blank, and those whose text is listed under <c>missing</c>.</summary>
public sealed class MissingMarkers
{
    private readonly HashSet<string> _texts;

    /// <param name="texts">Texts that mean "missing". They match a whole cell exactly, case and blanks included.</param>
    public MissingMarkers(params IEnumerable<string> texts) => _texts = new HashSet<string>(texts, StringComparer.Ordinal);

    public static MissingMarkers EmptyOnly { get; } = new();

    public bool IsMissing(string? cell) => string.IsNullOrWhiteSpace(cell) || (_texts.Count > 0 && _texts.Contains(cell));
}

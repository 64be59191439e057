namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Texts that usually mean that nothing is known. "None" and "Not applicable" are not among them: they often say something.</summary>
internal static class MissingTexts
{
    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        "NA", "N/A", "#N/A", "n.a.", "NaN", "NULL", "nil", "(null)", "<null>", "\\N", "unknown", "unk", "(unknown)", "not known", "not stated",
        "not recorded", "not reported", "not specified", "unspecified", "not available", "missing", "blank", "(blank)", "undetermined",
        "-", "--", "---", "?", "??", ".", "..", "*",
    };

    public static bool Contains(string value) => Texts.Contains(value.Trim());
}

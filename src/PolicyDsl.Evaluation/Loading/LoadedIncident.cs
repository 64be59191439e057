using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>An accepted incident and where it is from.</summary>
public sealed class LoadedIncident
{
    internal LoadedIncident(EntityInstance instance, RowPlace place, int rows)
    {
        Instance = instance;
        Place = place;
        Rows = rows;
    }

    public EntityInstance Instance { get; }

    public string Id => Instance.Id;

    /// <summary>Its first row.</summary>
    public RowPlace Place { get; }

    /// <summary>How many rows were folded into it.</summary>
    public int Rows { get; }

    /// <summary>Outside the period that the data set decides: only histories see it.</summary>
    public bool IsHistoryOnly { get; internal set; }
}

/// <summary>A row of a file, in words <c>line 7</c> or, where there are several files, <c>b.csv, line 7</c>.</summary>
public readonly record struct RowPlace(string File, long Line)
{
    internal string Describe(bool withFile) =>
        withFile ? FormattableString.Invariant($"{File}, line {Line}") : FormattableString.Invariant($"line {Line}");
}

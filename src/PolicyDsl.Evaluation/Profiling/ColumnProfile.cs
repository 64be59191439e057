namespace PolicyDsl.Evaluation.Profiling;

/// <summary>What one column holds. Shares are of the cells that hold something, between 0 and 1.</summary>
public sealed record ColumnProfile
{
    public required string Name { get; init; }

    /// <summary>Rows that could be used, and so cells of this column.</summary>
    public required long Rows { get; init; }

    /// <summary>Cells that are empty, blank or absent.</summary>
    public required long Missing { get; init; }

    /// <summary>Different values, markers of missing included.</summary>
    public required int Distinct { get; init; }

    /// <summary>There are more different values than <see cref="Distinct"/>: counting stopped there. Shares and types are then those of the values counted.</summary>
    public required bool HasMoreDistinct { get; init; }

    /// <summary>Every cell holds something, and no two the same.</summary>
    public required bool IsUnique { get; init; }

    /// <summary>The most frequent values, most frequent first, those of equal count in ordinal order.</summary>
    public required IReadOnlyList<ValueCount> MostFrequent { get; init; }

    /// <summary>Different values in the order in which they first appear.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Texts that usually stand for "missing", such as <c>N/A</c> and <c>Unknown</c>, as they are written here.</summary>
    public required IReadOnlyList<ValueCount> Markers { get; init; }

    public required ColumnType Type { get; init; }

    /// <summary>Cells that fit the type, markers left out.</summary>
    public required double TypeShare { get; init; }

    /// <summary>The formats that read dates here, best first; several that read the same share where the data cannot tell them apart.</summary>
    public required IReadOnlyList<DateReading> Dates { get; init; }

    /// <summary>Day and month cannot be told apart by these data: the first two of <see cref="Dates"/> both fit.</summary>
    public required bool HasAmbiguousDates { get; init; }

    /// <summary>What joins the values of a list, or null.</summary>
    public required string? ListSeparator { get; init; }

    /// <summary>The least value as it is written: by number or by date; null for texts and where there is none.</summary>
    public required string? Min { get; init; }

    public required string? Max { get; init; }

    public required ColumnMeaning Meaning { get; init; }

    /// <summary>A table of the standard library that knows nearly all values of the column, or null.</summary>
    public required TableMatch? Table { get; init; }

    /// <summary>Missing cells over rows, 0 without rows.</summary>
    public double MissingShare => Rows == 0 ? 0 : (double)Missing / Rows;
}

public readonly record struct ValueCount(string Value, long Count)
{
    /// <summary>The value as a text of the language, between double quotes.</summary>
    public string Quoted => DraftText.Quote(Value);
}

/// <param name="Format">In the letters of .NET.</param>
/// <param name="Share">Cells that it reads.</param>
public readonly record struct DateReading(string Format, double Share);

/// <param name="Name">The table, such as <c>nibrs_drug_type</c>.</param>
/// <param name="Gives">The type of its results, such as <c>drug</c>.</param>
/// <param name="Share">Cells, or values of lists, that it lists.</param>
public sealed record TableMatch(string Name, string Gives, double Share);

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>What the cells of a column look like, missing ones left out.</summary>
public enum ColumnType
{
    /// <summary>No cell holds anything.</summary>
    Empty,

    /// <summary>Two words for yes and no.</summary>
    Boolean,
    Integer,
    Decimal,
    Date,

    /// <summary>A date with a time of day.</summary>
    Instant,

    /// <summary>A year and a month.</summary>
    Month,

    /// <summary>Ranges of ages, such as <c>18-24</c> or <c>over 34</c>.</summary>
    AgeBand,

    /// <summary>Several values in one cell, joined by a separator.</summary>
    List,

    /// <summary>Short marks with digits in them, numbers with leading zeros included.</summary>
    Code,
    Text,
}

/// <summary>What a column is probably about, by its name and its cells. A guess, to be checked by who knows the data.</summary>
public enum ColumnMeaning
{
    Unclear,

    /// <summary>Different in every row.</summary>
    RecordId,

    /// <summary>Names an incident or case that several rows may share.</summary>
    CaseId,
    PersonId,
    Date,

    /// <summary>An hour or time without a date.</summary>
    TimeOfDay,
    Offence,
    Drug,
    Quantity,
    Weapon,
    Age,
    AgeBand,
    Sex,
    Ethnicity,
    Area,
    Latitude,
    Longitude,

    /// <summary>What was done: the recorded action.</summary>
    Outcome,
}

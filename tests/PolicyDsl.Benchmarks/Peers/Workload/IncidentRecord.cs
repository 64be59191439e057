namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>One made-up incident, all 22 columns. Null is an empty cell.</summary>
internal readonly record struct IncidentRecord
{
    public required int Number { get; init; }

    public required int CaseNumber { get; init; }

    /// <summary>Minutes since the start of 2019.</summary>
    public required int Minutes { get; init; }

    public string? Offence { get; init; }

    public string? Drug { get; init; }

    public int? Milligrams { get; init; }

    public required int Person { get; init; }

    public int? Age { get; init; }

    public string? Sex { get; init; }

    public string? Ethnicity { get; init; }

    public int? Area { get; init; }

    public string? Weapon { get; init; }

    public bool? UsesMinors { get; init; }

    public bool? Warrant { get; init; }

    public bool? Dependent { get; init; }

    public int? PriorConvictions { get; init; }

    public bool? Overdose { get; init; }

    public bool? AtHealthService { get; init; }

    public string? Recorded { get; init; }

    public required int CostPence { get; init; }

    public required int Station { get; init; }

    public required int Officer { get; init; }

    public int Hour => Minutes / 60 % 24;
}

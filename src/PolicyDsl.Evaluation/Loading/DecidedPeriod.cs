using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Where an incident lies to the periods that a data set decides and covers. Whole days, both ends included.</summary>
internal sealed class DecidedPeriod(DatasetSymbol dataset)
{
    /// <summary>Outside what is decided, whatever its exact time; such an incident is history only.</summary>
    public bool IsCertainlyOutside(EntityInstance incident) => Lies(incident, dataset.Decides) == Truth.False;

    /// <summary>Whether it lies in what is decided cannot be told.</summary>
    public bool IsUncertain(EntityInstance incident) => Lies(incident, dataset.Decides) == Truth.Unknown;

    public bool IsOutsideCoverage(EntityInstance incident) => Lies(incident, dataset.Covers) == Truth.False;

    private static Truth Lies(EntityInstance incident, (DateOnly From, DateOnly To)? period) =>
        period is not { } days ? Truth.True
        : incident.Entity.FindField("at") is not { } at ? Truth.Unknown
        : ValueOperations.IsInRange(incident[at], Calendar.StartOf(days.From), Calendar.EndOf(days.To));
}
